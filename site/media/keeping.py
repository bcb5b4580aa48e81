"""Forms of files that stay as they are while something public uses them: a new file becomes a new photo or document."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.text import nfc
from media.models.guarded import GuardedFile


class KeepingForm:
    """Mixed into a form of Wagtail's: what the public sees of a file stays as it is, and nothing typed is lost."""

    words: Iterable[str] = ()  # fields that are said of the file
    place: Iterable[str] = ()  # fields that belong to this one file, and have no line of their own in the form

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        self.public_uses = self.instance.public_uses
        if self.public_uses and "file" in self.fields:
            self.fields["file"].help_text = _(
                "A new file becomes a new entry: what is shown to the public stays as it was approved."
            )

    def clean(self) -> dict[str, Any]:
        """Refuse, at the field, to say other things of a file that the public sees."""
        cleaned = super().clean()
        if self.public_uses and not self.is_replaced:
            for name in self._changed(self.words):
                self.add_error(name, self._refusal())
            if self._changed(self.place):
                self.add_error(None, self._refusal())
        return cleaned

    def save(self, commit: bool = True) -> GuardedFile:
        """Make a new entry of a new file for what the public sees; the old one is not touched."""
        if self.public_uses and self.is_replaced:
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

    def _refusal(self) -> ValidationError:
        sentence = ngettext(
            "The public sees this in %(count)d place, as it was approved. To change it, "
            "upload the file again as a new entry, or describe it in the page that uses it.",
            "The public sees this in %(count)d places, as it was approved. To change it, "
            "upload the file again as a new entry, or describe it in the pages that use it.",
            self.public_uses,
        )
        return ValidationError(sentence, code="in_public_use", params={"count": self.public_uses})
