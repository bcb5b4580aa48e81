"""Tags: the words under which an article is found beside its category."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from common.models import NormalisedModel
from common.text import nfc, slugify

MOST_TAGS, LONGEST_TAG = 8, 40
_BETWEEN = re.compile(r"[,;\n]")


class Tag(NormalisedModel, Orderable):
    """A word or two of one article; tags of the same address belong together. They are approved with their article."""

    page = ParentalKey("news.NewsPage", on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(_("tag"), max_length=LONGEST_TAG)
    slug = models.SlugField(_("address"), max_length=LONGEST_TAG, editable=False)

    class Meta(Orderable.Meta):
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __str__(self) -> str:
        return self.name


def tags_of(words: str) -> list[Tag]:
    """Read what a teacher typed, "An toàn, #Đội mũ bảo hiểm": tags in that order, each once.

    Raises ValidationError with a sentence where there are too many, or one is too long or has no letter.
    """
    names = [" ".join(nfc(part).replace("#", " ").split()) for part in _BETWEEN.split(words)]
    tags: dict[str, Tag] = {}
    for name in filter(None, names):
        slug = slugify(name)[:LONGEST_TAG]
        if len(name) > LONGEST_TAG:
            too_long = _("“%(tag)s” is too long for a tag: at most %(most)s letters. Is there a comma missing?")
            raise ValidationError(too_long, params={"tag": name, "most": LONGEST_TAG})
        if not slug:
            raise ValidationError(_("“%(tag)s” has no letter that it could be found by."), params={"tag": name})
        tags.setdefault(slug, Tag(name=name, slug=slug, sort_order=len(tags)))
    if len(tags) > MOST_TAGS:
        too_many = _("At most %(most)s tags: the fewer, the easier it is found.")
        raise ValidationError(too_many, params={"most": MOST_TAGS})
    return list(tags.values())
