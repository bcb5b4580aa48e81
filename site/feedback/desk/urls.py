"""Addresses below /admin/."""

from django.urls import path

from feedback.desk import publishing, views

urlpatterns = [
    path("feedback/", views.listing, name="feedback_list"),
    path("feedback/<int:pk>/", views.item, name="feedback_item"),
    path("feedback/<int:pk>/publish/", publishing.publish, name="feedback_publish"),
]
