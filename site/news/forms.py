"""The form of an article: its tags are typed in one line."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from news.models.tag import LONGEST_TAG, MOST_TAGS, Tag, tags_of
from plans.serving import ServingPageForm


class NewsPageForm(ServingPageForm):
    """Tags are the children of a page; a line with commas is quicker to fill on a phone than a list of fields."""

    tag_words = forms.CharField(
        label=_("Tags"),
        required=False,
        max_length=2 * MOST_TAGS * LONGEST_TAG,
        help_text=_("A few words that parents look for, with commas between them: safety, swimming, class 1."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "tag_words" in self.fields:
            self.initial["tag_words"] = ", ".join(tag.name for tag in self.instance.tags.all())

    def clean_tag_words(self) -> list[Tag]:
        """Return the tags that were typed; those that the page has already keep their rows."""
        known = {tag.slug: tag for tag in self.instance.tags.all()}
        typed = tags_of(self.cleaned_data["tag_words"])
        return [_kept(known.get(tag.slug), tag) for tag in typed]

    def save(self, commit: bool = True) -> Any:
        """Give the page its tags with everything else."""
        if "tag_words" in self.cleaned_data:
            self.instance.tags = self.cleaned_data["tag_words"]
        return super().save(commit=commit)


def _kept(known: Tag | None, typed: Tag) -> Tag:
    if known is None:
        return typed
    known.name, known.sort_order = typed.name, typed.sort_order
    return known
