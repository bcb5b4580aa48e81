"""What the app tells an approver about photos."""

from collections.abc import Iterator

from django.db.models import Model
from django.utils.translation import ngettext

from media.models import Photo
from moderation.desk.pictures import shown_in


def photos_without_consent(item: Model) -> Iterator[str]:
    """Say how many of the photos that `item` shows carry no mark of consent."""
    keys = {value.picture for value in shown_in(item)}
    count = Photo.objects.filter(pk__in=keys, consent="").count() if keys else 0
    if count:
        yield ngettext(
            "%(count)s photo carries no mark that the families have agreed.",
            "%(count)s photos carry no mark that the families have agreed.",
            count,
        ) % {"count": count}
