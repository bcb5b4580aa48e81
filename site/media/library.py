"""Wagtail's library of photos and documents, where it has to leave alone what the public sees."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.documents.views import documents
from wagtail.images.views import images

from media.models.guarded import GuardedFile
from moderation.withdrawal_views import WithdrawableEditView


class KeepingEditView:
    """Mixed into Wagtail's view: says what has become of a new file for something that the public sees."""

    def get_success_message(self) -> str:
        """Return Wagtail's sentence, or ours where there are two entries now."""
        if str(self.object.pk) == str(self.object_pk):
            return super().get_success_message()
        return _(
            "“%(title)s” is a new entry now. Pages keep showing the old file until a page that uses the new one "
            "is approved."
        ) % {"title": self.object.title}


class KeepingDeleteView:
    """Mixed into Wagtail's view: what the public sees is not deleted, which is said instead of asking."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead back to the entry with a sentence."""
        uses = self.object.public_uses
        if not uses or not self.user_has_permission(self.permission_required):
            return super().dispatch(request, *args, **kwargs)
        sentence = ngettext(
            "“%(title)s” can't be deleted: the public sees it in %(count)d place. "
            "First let a version of that page be approved that does not use it.",
            "“%(title)s” can't be deleted: the public sees it in %(count)d places. "
            "First let versions of those pages be approved that do not use it.",
            uses,
        )
        messages.error(request, sentence % {"title": self.object.title, "count": uses})
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
    """Refuse to delete many at once where the public sees one of them; none is deleted then."""
    if action_type != "delete" or not issubclass(action.model, GuardedFile):
        return None
    kept = action.model.objects.in_public_use().filter(pk__in=[each.pk for each in objects])
    titles = [f"“{title}”" for title in kept.values_list("title", flat=True)]
    if not titles:
        return None
    sentence = ngettext(
        "Nothing was deleted: the public sees %(titles)s. Leave it out, or first let a version of the page be "
        "approved that does not use it.",
        "Nothing was deleted: the public sees %(titles)s. Leave them out, or first let versions of the pages be "
        "approved that do not use them.",
        len(titles),
    )
    messages.error(request, sentence % {"titles": get_text_list(titles, _("and"))})
    return redirect(action.next_url)
