"""What the app adds to Wagtail's admin."""

from django.urls import URLPattern, path
from wagtail import hooks

from media.views import AddPhotoView


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    """The address that the gallery's editor sends photos to."""
    return [path("photos/add/", AddPhotoView.as_view(), name="media_add_photo")]
