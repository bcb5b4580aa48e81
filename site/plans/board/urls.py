"""Addresses below /admin/."""

from django.urls import path

from plans.board import views

urlpatterns = [
    path("my-duties/", views.my_duties, name="my_duties"),
    path("my-duties/reminders/", views.reminders, name="duty_reminders"),
    path("my-duties/<int:pk>/tick/", views.tick, name="duty_tick"),
    path("my-duties/<int:pk>/waive/", views.waive, name="duty_waive"),
    path("plans/board/", views.board, name="plan_boards"),
    path("plans/<int:pk>/board/", views.board, name="plan_board"),
    path("plans/<int:pk>/board/<int:item>/", views.articles, name="plan_board_articles"),
]
