"""Known ways around stock Wagtail, beside its workflow: drafts that show through, choosers, files, names, order."""

import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from wagtail.models import DraftStateMixin, WorkflowMixin
from wagtail.snippets.models import get_snippet_models

from common.models import User
from media.models import Photo
from moderation import publishing
from moderation.models import Act
from moderation.roles import Role
from news.models import Category, NewsPage
from plans.models import Unit
from tests.factories import (
    CategoryFactory,
    NewsPageFactory,
    StandardPageFactory,
    UnitFactory,
    make_user,
)
from tests.media import files
from tests.media.factories import make_photo
from tests.support.forms import article_form, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL)


@pytest.fixture
def superuser(principal):
    return signed_in(make_user(is_superuser=True))


@pytest.fixture
def article(principal):
    return NewsPageFactory(title="Tên đã duyệt", slug="ten-da-duyet", lead="Câu đã duyệt.")


def approve_latest(page):
    """Let the ledger approve the latest version, whoever wrote it."""
    publishing.publish(page.get_latest_revision(), publishing.Decision(Act.APPROVED))
    return NewsPage.objects.get(pk=page.pk)


# --- Drafts that would show through ------------------------------------------------------------------------------


def body_linking_to(page):
    return [{"type": "rich_text", "value": f'<p><a linktype="page" id="{page.pk}">Xem thêm</a></p>'}]


def test_link_in_a_text__to_a_draft_tells_nothing_of_its_address(school):
    draft = NewsPageFactory(slug="dia-chi-nhap", live=False)
    page = NewsPageFactory(body=body_linking_to(draft))

    html = Client().get(page.url).content.decode()

    assert "Xem thêm" in html
    assert "dia-chi-nhap" not in html


def test_link_in_a_text__to_a_public_page_leads_there(article):
    page = NewsPageFactory(body=body_linking_to(article))

    assert f'<a href="{article.url}">Xem thêm</a>' in Client().get(page.url).content.decode()


def test_draft_unit__is_named_on_no_public_page(school):
    unit = UnitFactory(name="Tổ chưa duyệt", live=False)
    page = NewsPageFactory(unit=unit)

    for address in (page.url, "/tin-tuc/", "/tin-tuc/rss/", "/"):
        assert "Tổ chưa duyệt" not in Client().get(address).content.decode()


def test_draft_of_a_live_unit__is_named_on_no_public_page(school):
    unit = UnitFactory(name="Tổ Bốn")
    page = NewsPageFactory(unit=unit)
    unit.name = "Tên chưa duyệt"
    unit.save_revision()

    html = Client().get(page.url).content.decode()

    assert "Tổ Bốn" in html
    assert "Tên chưa duyệt" not in html


def test_draft_category__is_named_nowhere(school):
    page = NewsPageFactory(category=CategoryFactory(name="Mục chưa duyệt", live=False))

    for address in (page.url, "/tin-tuc/"):
        assert "Mục chưa duyệt" not in Client().get(address).content.decode()


def test_draft_title_of_a_page_in_the_menu__does_not_show(school):
    page = school.menu_entries.first().page.specific
    page.title = "Tên chưa duyệt"
    page.save_revision()

    assert "Tên chưa duyệt" not in Client().get("/").content.decode()


def test_preview__leaves_nothing_behind_for_the_public(article):
    client = signed_in(make_user(Role.WEB_EDITOR))
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
    before = Client().get(article.url).content

    client.post(url, article_form(article, title="Tên trong bản xem trước"))
    assert "Tên trong bản xem trước" in client.get(f"{url}?mode=").content.decode()

    assert Client().get(article.url).content == before


def test_templates__keep_no_fragment_that_a_preview_could_poison():
    templates = Path(django_settings.SITE_DIR).rglob("*.html")

    assert not [path for path in templates if re.search(r"{%\s*cache\s", path.read_text())]


# --- Chooser tabs, snippets, files --------------------------------------------------------------------------------


@pytest.mark.parametrize("model", get_snippet_models())
def test_every_snippet__has_drafts_and_a_workflow(school, model):
    assert issubclass(model, DraftStateMixin)
    assert issubclass(model, WorkflowMixin)
    assert model().get_workflow() is not None


@pytest.mark.parametrize("model", ["plans_unit", "news_category"])
def test_chooser__makes_no_live_snippet(superuser, model):
    superuser.post(f"/admin/snippets/choose/{model.replace('_', '/')}/create/", {"name": "Lén", "position": 1})

    assert not Unit.objects.filter(name="Lén").exists()
    assert not Category.objects.filter(name="Lén").exists()


def test_photo_in_use__is_not_retitled_exchanged_or_deleted_by_a_superuser(superuser):
    photo = make_photo("Sân trường", description="Sân trường")
    NewsPageFactory(cover=photo)
    before = Photo.objects.filter(pk=photo.pk).values().get()

    superuser.post(reverse("wagtailimages:edit", args=[photo.pk]), {"title": "Khác", "description": "Khác"})
    superuser.post(reverse("wagtailimages:delete", args=[photo.pk]))

    assert Photo.objects.filter(pk=photo.pk).values().get() == before


def test_photo__of_a_draft_in_a_public_collection_is_private_and_of_a_page_is_public(school):
    from media import renditions
    from media.models import PhotoRendition

    unused, used = (
        make_photo("Chưa dùng"),
        make_photo("Đang dùng", content=files.saved(files.picture((320, 240)), "JPEG")),
    )
    NewsPageFactory(cover=used)
    for photo in (unused, used):
        renditions.make_for(photo)

    assert Client().get(PhotoRendition.objects.filter(image=unused).last().url).status_code == 404
    assert Client().get(PhotoRendition.objects.public().filter(image=used).first().url).status_code == 200


def test_public_page__shows_written_names_not_those_of_accounts(principal):
    author = make_user(Role.WEB_EDITOR, first_name="Bình", last_name="Lê Văn")
    page = NewsPageFactory(owner=author, author="")
    page.save_revision(user=author)
    page = approve_latest(page)
    before = {address: Client().get(address).content for address in (page.url, "/", "/tin-tuc/rss/")}
    User.objects.filter(pk=author.pk).update(first_name="Tên Mới", last_name="Đổi")

    assert {address: Client().get(address).content for address in before} == before


# --- Settings, redirects, order -----------------------------------------------------------------------------------


def test_settings__none_are_left_outside_of_approval():
    from wagtail.contrib.settings.registry import registry

    from moderation.registry import covered_models

    assert set(registry) <= covered_models()


def test_redirect__is_not_added_by_a_superuser(superuser, article):
    before = Client().get("/cu/").status_code

    superuser.post(reverse("wagtailredirects:add"), {"old_path": "/cu", "redirect_page": article.pk, "site": ""})

    assert Client().get("/cu/").status_code == before == 404


def test_order_of_pages__changes_nothing_that_the_public_sees(superuser, school):
    StandardPageFactory(title="Một", show_in_menus=True)
    second = StandardPageFactory(title="Hai", show_in_menus=True)
    before = {address: Client().get(address).content for address in ("/", "/tin-tuc/", "/ke-hoach/")}

    superuser.post(f"{reverse('wagtailadmin_pages:set_page_position', args=[second.pk])}?position=0")

    assert school.get_children().first().pk == second.pk
    assert {address: Client().get(address).content for address in before} == before
