"""What an editor's form sends, as Wagtail's views take it."""

from typing import Any

from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from common.models import User
from news.models import NewsPage


def signed_in(user: User) -> Client:
    """Return a client in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def article_form(page: NewsPage | None = None, text: str = "<p>Sáng nay.</p>", **fields: Any) -> dict[str, Any]:
    """Return the form of an article, as it is in `page` and with `fields` instead."""
    as_it_is = {name: getattr(page, name, "") for name in ("title", "slug", "lead", "author", "source")}
    empty = {"date": "20/11/2026", "cover": "", "category": "", "unit": "", "comments": inline_formset([])}
    body = streamfield([("rich_text", rich_text(text))])
    return nested_form_data({**as_it_is, **empty, "body": body, **fields})
