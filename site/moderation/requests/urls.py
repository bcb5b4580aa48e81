"""The addresses of requests and of withdrawals."""

from django.urls import path

from moderation import withdrawal_views
from moderation.requests import views

urlpatterns = [
    path("request/", views.listing, name="moderation_requests"),
    path("request/<int:pk>/", views.decide, name="moderation_request"),
    path("request/<slug:wish>/<str:kind>/<str:keys>/", views.ask, name="moderation_ask"),
    path("withdraw/", withdrawal_views.withdrawn, name="moderation_withdrawn"),
    path("withdraw/<str:kind>/<int:pk>/", withdrawal_views.withdraw, name="moderation_withdraw"),
]
