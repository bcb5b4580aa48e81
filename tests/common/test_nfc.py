"""Text is kept in NFC, whatever a phone sent."""

import unicodedata

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from moderation.roles import Role
from news.models import NewsIndexPage, NewsPage
from tests.factories import NewsPageFactory, make_user

NFD_TITLE = unicodedata.normalize("NFD", "Đêm hội trăng rằm")


@pytest.mark.usefixtures("school")
def test_page__is_saved_in_nfc():
    page = NewsPageFactory(title=NFD_TITLE, body=[("heading", NFD_TITLE)])

    page.refresh_from_db()
    assert page.title == "Đêm hội trăng rằm"
    assert page.body[0].value == "Đêm hội trăng rằm"
    assert page.slug == "dem-hoi-trang-ram"


@pytest.mark.usefixtures("school")
def test_draft_from_the_editor__is_in_nfc():
    client = Client()
    client.force_login(make_user(Role.WEB_EDITOR))
    index = NewsIndexPage.objects.get()
    body = streamfield([("rich_text", rich_text(f"<p>{NFD_TITLE}</p>"))])
    fields = {"title": NFD_TITLE, "slug": "dem-hoi-trang-ram", "lead": NFD_TITLE, "date": "20/11/2026", "body": body}
    data = nested_form_data(fields | {"comments": inline_formset([])})

    client.post(reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk]), data)

    draft = NewsPage.objects.get().get_latest_revision_as_object()
    assert (draft.title, draft.lead) == ("Đêm hội trăng rằm", "Đêm hội trăng rằm")
    assert "Đêm hội trăng rằm" in draft.body[0].value.source
    assert draft.slug == "dem-hoi-trang-ram"
