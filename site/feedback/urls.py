"""Public addresses, below /gui-phan-hoi/."""

from django.urls import path

from feedback import consulting, views

urlpatterns = [
    path("", views.form, name="feedback_form"),
    path("rut-dong-y/", views.withdraw_consent, name="feedback_consent"),
    path("bai-toan/", views.puzzle, name="feedback_puzzle"),
    path("theo-doi/", views.find, name="feedback_find"),
    path("lay-y-kien/", consulting.consultations, name="consultations"),
    path("lay-y-kien/<int:pk>/", consulting.consultation, name="consultation"),
    path("<str:code>/", views.follow, name="feedback_follow"),
    path("<str:code>/danh-gia/", views.rate, name="feedback_rate"),
]
