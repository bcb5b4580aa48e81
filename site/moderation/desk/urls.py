"""The addresses of the desk."""

from django.urls import path

from moderation.desk import views

urlpatterns = [
    path("desk/", views.desk, name="moderation_desk"),
    path("desk/<int:pk>/", views.review, name="moderation_review"),
    path("desk/<int:pk>/share/", views.share, name="moderation_share"),
    path("desk/undo/<uuid:batch>/", views.undo, name="moderation_undo"),
]
