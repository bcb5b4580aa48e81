"""Addresses below /admin/."""

from django.urls import path

from feedback.desk import entering, publishing, views

urlpatterns = [
    path("feedback/", views.listing, name="feedback_list"),
    path("feedback/ask/", entering.ask, name="feedback_ask"),
    path("feedback/press/", entering.press, name="feedback_press"),
    path("feedback/spokesperson/", entering.spokesperson, name="feedback_spokesperson"),
    path("feedback/<int:pk>/", views.item, name="feedback_item"),
    path("feedback/<int:pk>/publish/", publishing.publish, name="feedback_publish"),
]
