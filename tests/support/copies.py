"""Many articles, copied from one that was approved: they are there to be counted and found, not to be written.

The guard is off while this happens (`moderation.triggers.drop`).
"""

import datetime
import uuid
from typing import Any

YEARS = 3


def copy(first: Any, begin: int, number: int, items: list[int]) -> None:
    """Copy the article `first` with its approval, as copies `begin` and following; each serves two of `items`."""
    from django.db import connection
    from django.utils import timezone
    from wagtail.models import Page

    today = timezone.localdate()
    pages = [_page(first, place) for place in range(begin, begin + number)]
    Page.objects.bulk_create(pages)
    pages = list(Page.objects.filter(path__in=[page.path for page in pages]).order_by("path"))
    table, key = type(first)._meta.db_table, "page_ptr_id"
    columns = [field.column for field in type(first)._meta.local_concrete_fields if field.column != key]
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join("%s" if column == "date" else f'"{column}"' for column in columns)
    copied = f'INSERT INTO {table} ("{key}", {names}) SELECT %s, {values} FROM {table} WHERE "{key}" = %s'
    days = [today - datetime.timedelta(days=place % (365 * YEARS)) for place in range(begin, begin + number)]
    with connection.cursor() as cursor:
        cursor.executemany(copied, [(page.pk, day, first.pk) for page, day in zip(pages, days, strict=True)])
    _approve(first, pages)
    through = type(first).serves.through
    through.objects.bulk_create(
        through(newspage_id=page.pk, planitem_id=items[(begin + place + shift * 7) % len(items)])
        for place, page in enumerate(pages)
        for shift in range(min(2, len(items)))
    )


def _page(first: Any, place: int) -> Any:
    from wagtail.models import Page

    page = first.page_ptr
    values = {field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields if field.name != "id"}
    slug = f"bai-{place}"
    changed = {"path": _path(page.path, place), "slug": slug, "translation_key": uuid.uuid4(), "title": f"Bài {place}"}
    return Page(**values | changed | {"url_path": f"{page.url_path.removesuffix(f'{page.slug}/')}{slug}/"})


def _path(path: str, place: int) -> str:
    from wagtail.models import Page

    return f"{path[: -Page.steplen]}{Page._int2str(place + 10_000).zfill(Page.steplen)}"


def _approve(first: Any, pages: list[Any]) -> None:
    from moderation.models import Approval, Standing

    standing = Standing.objects.get(kind="wagtailcore.page", key=first.pk)
    record = standing.approval
    last = Approval.objects.order_by("-number").values_list("number", flat=True).first()
    values = {field.attname: getattr(record, field.attname) for field in Approval._meta.concrete_fields}
    records = [
        Approval(
            **values | {"number": last + 1 + place, "key": page.pk, "previous": f"p{page.pk}", "hash": f"h{page.pk}"}
        )
        for place, page in enumerate(pages)
    ]
    Approval.objects.bulk_create(records)
    Standing.objects.bulk_create(
        Standing(kind=standing.kind, key=each.key, approval=each, revision_id=standing.revision_id) for each in records
    )


def make_findable() -> None:
    """Write what the search knows of the copies: "bai" stands in every title, and 300 words in every text."""
    from wagtail.models import Site

    from home.models import Findable, FindableText
    from home.search.making import EDITION
    from moderation.models import Standing

    written = Findable.objects.values("approval_id")
    standing = Standing.objects.filter(kind="wagtailcore.page").exclude(approval_id__in=written)
    own = {"site": Site.objects.get(), "kind": "tin-tuc", "edition": EDITION}
    rows = [Findable(approval_id=each.approval_id, key=each.key, year=2020 + each.key % 7, **own) for each in standing]
    Findable.objects.bulk_create(rows)
    text = "truong hoc ke hoach nam moi " * 50
    said = {"text": text, "text_words": text, "url": ""}
    FindableText.objects.bulk_create(
        FindableText(findable=row, title=f"Bài {row.key}", title_words=f"bai {row.key}", **said) for row in rows
    )
