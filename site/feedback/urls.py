"""Public addresses, below /gui-phan-hoi/."""

from django.urls import path

from feedback import views

urlpatterns = [
    path("", views.form, name="feedback_form"),
    path("bai-toan/", views.puzzle, name="feedback_puzzle"),
    path("theo-doi/", views.find, name="feedback_find"),
    path("<str:code>/", views.follow, name="feedback_follow"),
    path("<str:code>/danh-gia/", views.rate, name="feedback_rate"),
]
