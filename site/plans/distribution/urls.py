"""Addresses below /admin/."""

from django.urls import path

from plans.distribution import views

urlpatterns = [
    path("handed-out/", views.distributions, name="distributions"),
    path("handed-out/<int:pk>/", views.distribution, name="distribution"),
    path("handed-out/<int:pk>/remind/", views.remind, name="distribution_remind"),
    path("hand-out/<str:kind>/<int:key>/", views.hand_out, name="hand_out"),
]
