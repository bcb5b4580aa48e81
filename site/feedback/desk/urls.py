"""Addresses below /admin/."""

from django.urls import path

from feedback.desk import views

urlpatterns = [
    path("feedback/", views.listing, name="feedback_list"),
    path("feedback/<int:pk>/", views.item, name="feedback_item"),
]
