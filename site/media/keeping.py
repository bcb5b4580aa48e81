"""Files stay as they are while the public sees them, or somebody is about to approve them: what is said, and the forms.

A new file for one of these becomes a new photo or document.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.text import nfc
from media.models.guarded import GuardedFile


def refusal_to_change(item: GuardedFile) -> str:
    """Return why nothing else can be said of `item`, "" where it can."""
    if count := item.public_uses:
        sentence = ngettext(
            "The public sees this in %(count)d place, as it was approved. To change it, "
            "upload the file again as a new entry, or describe it in the page that uses it.",
            "The public sees this in %(count)d places, as it was approved. To change it, "
            "upload the file again as a new entry, or describe it in the pages that use it.",
            count,
        )
        return sentence % {"count": count}
    if count := item.awaited_uses:
        sentence = ngettext(
            "This is used in %(count)d submission, which is approved as it was read. To change it, "
            "take the submission back first, or upload the file again as a new entry.",
            "This is used in %(count)d submissions, which are approved as they were read. To change it, "
            "take the submissions back first, or upload the file again as a new entry.",
            count,
        )
        return sentence % {"count": count}
    return ""


def refusal_to_delete(item: GuardedFile) -> str:
    """Return why `item` can't be deleted, "" where it can."""
    if count := item.public_uses:
        sentence = ngettext(
            "“%(title)s” can't be deleted: the public sees it in %(count)d place. "
            "First let a version of that page be approved that does not use it.",
            "“%(title)s” can't be deleted: the public sees it in %(count)d places. "
            "First let versions of those pages be approved that do not use it.",
            count,
        )
        return sentence % {"title": item.title, "count": count}
    if count := item.awaited_uses:
        sentence = ngettext(
            "“%(title)s” can't be deleted: it is used in %(count)d submission. Take that back first.",
            "“%(title)s” can't be deleted: it is used in %(count)d submissions. Take those back first.",
            count,
        )
        return sentence % {"title": item.title, "count": count}
    return ""


class KeepingForm:
    """Mixed into a form of Wagtail's: what is said of a file that is kept stays, and nothing typed is lost."""

    words: Iterable[str] = ()  # fields that are said of the file
    place: Iterable[str] = ()  # fields that belong to this one file, and have no line of their own in the form

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        self.refusal = refusal_to_change(self.instance)
        if self.refusal and "file" in self.fields:
            self.fields["file"].help_text = _(
                "A new file becomes a new entry: what the public sees, or is about to see, stays as it is."
            )

    def clean(self) -> dict[str, Any]:
        """Refuse, at the field, to say other things of a file that is kept."""
        cleaned = super().clean()
        if self.refusal and not self.is_replaced:
            for name in self._changed(self.words):
                self.add_error(name, self.refusal)
            if self._changed(self.place):
                self.add_error(None, self.refusal)
        return cleaned

    def save(self, commit: bool = True) -> GuardedFile:
        """Make a new entry of a new file for one that is kept, which is not touched."""
        if self.refusal and self.is_replaced:
            self.start_anew()
        return super().save(commit=commit)

    def start_anew(self) -> None:
        """Let the form's object be a new one."""
        for name in ("pk", "withdrawn_at", *self.place):
            setattr(self.instance, name, None)
        self.instance._state.adding = True
        self.instance.uploaded_by_user = self.user
        self.original_file = None  # which Wagtail would delete

    @property
    def is_replaced(self) -> bool:
        """Whether a new file came."""
        return "file" in self.changed_data

    def _changed(self, names: Iterable[str]) -> list[str]:
        """Return those of the fields that were given another value; how a phone spells its accents does not count."""
        return [name for name in names if name in self.cleaned_data and self._is_other(name)]

    def _is_other(self, name: str) -> bool:
        value = self.cleaned_data[name]
        return (nfc(value) if isinstance(value, str) else value) != getattr(self.instance, name)
