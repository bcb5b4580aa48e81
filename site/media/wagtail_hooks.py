"""What the app adds to Wagtail's admin."""

from django.urls import URLPattern, path
from wagtail import hooks

from media.library import (
    DocumentDeleteView,
    DocumentEditView,
    PhotoDeleteView,
    PhotoEditView,
    keep_what_is_public,
)
from media.views import AddPhotoView


@hooks.register("register_admin_urls", order=-1)
def register_admin_urls() -> list[URLPattern]:
    """The address that the gallery's editor sends photos to, and views that stand in the place of Wagtail's own."""
    return [
        path("photos/add/", AddPhotoView.as_view(), name="media_add_photo"),
        path("images/<int:image_id>/", PhotoEditView.as_view()),
        path("images/<int:image_id>/delete/", PhotoDeleteView.as_view()),
        path("documents/edit/<int:document_id>/", DocumentEditView.as_view()),
        path("documents/delete/<int:document_id>/", DocumentDeleteView.as_view()),
    ]


hooks.register("before_bulk_action", keep_what_is_public)
