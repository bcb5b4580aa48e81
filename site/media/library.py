"""Wagtail's library of photos and documents, where it has to leave alone what the public sees or is about to see."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.documents.views import documents
from wagtail.images.views import images

from media.keeping import refusal_to_delete
from media.models.guarded import GuardedFile, awaited_files
from moderation.registry import kind_of
from moderation.withdrawal_views import WithdrawableEditView


class KeepingEditView:
    """Mixed into Wagtail's view: says what has become of a new file for one that is kept."""

    def get_success_message(self) -> str:
        """Return Wagtail's sentence, or ours where there are two entries now."""
        if str(self.object.pk) == str(self.object_pk):
            return super().get_success_message()
        return _(
            "“%(title)s” is a new entry now. Pages keep showing the old file until a page that uses the new one "
            "is approved."
        ) % {"title": self.object.title}


class KeepingDeleteView:
    """Mixed into Wagtail's view: what is kept is not deleted, which is said instead of asking."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead back to the entry with a sentence."""
        refusal = refusal_to_delete(self.object)
        if not refusal or not self.user_has_permission(self.permission_required):
            return super().dispatch(request, *args, **kwargs)
        messages.error(request, refusal)
        return redirect(self.edit_url_name, self.object.pk)


class PhotoEditView(WithdrawableEditView, KeepingEditView, images.EditView):
    """The editor of one photo."""


class PhotoDeleteView(KeepingDeleteView, images.DeleteView):
    """The question before one photo is deleted."""

    edit_url_name = "wagtailimages:edit"


class DocumentEditView(WithdrawableEditView, KeepingEditView, documents.EditView):
    """The editor of one document."""


class DocumentDeleteView(KeepingDeleteView, documents.DeleteView):
    """The question before one document is deleted."""

    edit_url_name = "wagtaildocs:edit"


def keep_what_is_public(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Refuse to delete many at once where one of them is kept; none is deleted then."""
    if action_type != "delete" or not issubclass(action.model, GuardedFile):
        return None
    awaited = awaited_files()
    titles = [f"“{item.title}”" for item in objects if item.public_uses or awaited[kind_of(item), item.pk]]
    if not titles:
        return None
    sentence = ngettext(
        "Nothing was deleted: %(titles)s is on a public page or in a submission. Leave it out.",
        "Nothing was deleted: %(titles)s are on public pages or in submissions. Leave them out.",
        len(titles),
    )
    messages.error(request, sentence % {"titles": get_text_list(titles, _("and"))})
    return redirect(action.next_url)
