"""Addresses below /admin/."""

from django.urls import path

from feedback.desk import consulting, entering, publishing, taking_down, views

urlpatterns = [
    path("feedback/", views.listing, name="feedback_list"),
    path("feedback/ask/", entering.ask, name="feedback_ask"),
    path("feedback/press/", entering.press, name="feedback_press"),
    path("feedback/spokesperson/", entering.spokesperson, name="feedback_spokesperson"),
    path("feedback/consultations/<int:pk>/", consulting.comments, name="feedback_comments"),
    path("feedback/<int:pk>/", views.item, name="feedback_item"),
    path("feedback/<int:pk>/take-down/", taking_down.take_down, name="feedback_take_down"),
    path("feedback/<int:pk>/publish/", publishing.publish, name="feedback_publish"),
]
