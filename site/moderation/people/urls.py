"""The addresses of these pages."""

from django.urls import path

from moderation.people import approvers, delegations, first_reading

urlpatterns = [
    path("delegations/", delegations.index, name="moderation_delegations"),
    path("delegations/give/", delegations.give, name="moderation_delegation_give"),
    path("delegations/<int:pk>/revoke/", delegations.revoke, name="moderation_delegation_revoke"),
    path("approvers/", approvers.index, name="moderation_approvers"),
    path("approvers/appoint/", approvers.appoint, name="moderation_appoint"),
    path("approvers/hand-over/", approvers.hand_over, name="moderation_hand_over"),
    path("approvers/<int:pk>/dismiss/", approvers.dismiss, name="moderation_dismiss"),
    path("approvers/requests/<int:pk>/", approvers.answer, name="moderation_appointment_request"),
    path("first-reading/", first_reading.first_reading, name="moderation_first_reading"),
]
