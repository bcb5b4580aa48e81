"""What the app adds to Wagtail's admin."""

from django.templatetags.static import static
from django.urls import URLPattern, path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from common.menu import EntryFor
from media.consent_views import consent_rule, gallery_consent
from media.library import (
    DocumentDeleteView,
    DocumentEditView,
    PhotoDeleteView,
    PhotoEditView,
    keep_what_is_public,
)
from media.views import AddPhotoView
from moderation.people.access import is_principal


@hooks.register("register_admin_urls", order=-1)
def register_admin_urls() -> list[URLPattern]:
    """The address that the gallery's editor sends photos to, and views that stand in the place of Wagtail's own."""
    return [
        path("photos/add/", AddPhotoView.as_view(), name="media_add_photo"),
        path("photos/consent/<int:pk>/", gallery_consent, name="media_gallery_consent"),
        path("consent-rule/", consent_rule, name="consent_rule"),
        path("images/<int:image_id>/", PhotoEditView.as_view()),
        path("images/<int:image_id>/delete/", PhotoDeleteView.as_view()),
        path("documents/edit/<int:document_id>/", DocumentEditView.as_view()),
        path("documents/delete/<int:document_id>/", DocumentDeleteView.as_view()),
    ]


@hooks.register("insert_global_admin_css")
def style_of_consent() -> str:
    """The fields of a consent form show where it is needed: photos are described in the library and in choosers."""
    return format_html('<link rel="stylesheet" href="{}">', static("media/consent.css"))


@hooks.register("register_settings_menu_item")
def way_to_the_rule() -> MenuItem:
    """Beside what else is the principal's alone."""
    url = reverse_lazy("consent_rule")
    return EntryFor(
        _("Pictures of pupils"), url, name="consent-rule", icon_name="image", order=130, shown_to=is_principal
    )


hooks.register("before_bulk_action", keep_what_is_public)
