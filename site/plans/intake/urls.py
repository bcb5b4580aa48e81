"""Addresses below /admin/."""

from django.urls import path

from plans.intake import views

urlpatterns = [
    path("plans/import/", views.send, name="plan_import"),
    path("plans/import/<int:pk>/", views.review, name="plan_import_review"),
    path("plans/import/<int:pk>/discard/", views.discard, name="plan_import_discard"),
]
