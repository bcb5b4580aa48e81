"""Tags: typed in one line, approved with the article, and leading to what else has them."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from moderation.desk.reading import sections_of
from moderation.roles import Role
from news.models import NewsPage, Tag
from news.models.tag import tags_of
from tests.factories import NewsPageFactory, approve, make_plan, make_user, publish


def tagged(*names, live=True, **fields):
    page = NewsPageFactory(**fields, live=False)
    page.tags = tags_of(", ".join(names))
    page.save()
    return publish(page) if live else page


def html_of(address):
    return Client().get(address).content.decode()


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("An toàn, bơi lội", ["An toàn", "bơi lội"]),
        ("#An toàn;  #bơi   lội ,,\n lớp 1", ["An toàn", "bơi lội", "lớp 1"]),
        ("An toàn, an toàn, AN TOAN", ["An toàn"]),
        ("An toàn".replace("à", "a\u0300"), ["An toàn"]),
        ("", []),
        (" , ; ", []),
    ],
)
def test_tags__are_read_as_they_are_typed(typed, names):
    assert [tag.name for tag in tags_of(typed)] == names


@pytest.mark.parametrize("typed", ["!!!", "Hôm nay cả trường ra sân tập bơi rồi về lớp", ", ".join("abcdefghi")])
def test_tags__that_lead_nowhere_are_refused_with_a_sentence(typed):
    with pytest.raises(ValidationError) as refusal:
        tags_of(typed)

    assert "%(" not in refusal.value.messages[0]


def edit(page, author, tag_words):
    client = Client()
    client.force_login(author)
    data = {"title": page.title, "slug": page.slug, "lead": page.lead, "date": "2026-11-20", "body": streamfield([])}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, nested_form_data({**data, "tag_words": tag_words}))


def test_editor__types_tags_that_wait_for_approval_with_the_article(school):
    author = make_user(Role.WEB_EDITOR)
    page = tagged("Bơi lội", title="Học bơi")

    assert edit(page, author, "Bơi lội, an toàn").status_code == 302
    draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()

    assert [tag.name for tag in draft.tags.all()] == ["Bơi lội", "an toàn"]
    assert [tag.name for tag in Tag.objects.filter(page=page)] == ["Bơi lội"]
    assert any("an toàn" in entry.text for section in sections_of(draft) for entry in section.entries)
    assert Client().get("/tin-tuc/tu-khoa/an-toan/").status_code == 404

    kept = Tag.objects.get(page=page).pk
    approve(draft)

    assert "Học bơi" in html_of("/tin-tuc/tu-khoa/an-toan/")
    assert Tag.objects.get(page=page, slug="boi-loi").pk == kept


def test_editor__is_told_at_the_field_and_keeps_what_was_typed(school):
    page = tagged(title="Học bơi")

    html = edit(page, make_user(Role.WEB_EDITOR), "một hai ba bốn năm sáu bảy tám chín mười mười một").content.decode()

    assert "quá dài" in html
    assert "mười mười một" in html


def test_list_of_a_tag__has_what_is_public_under_its_newest_name(school):
    tagged("an toàn", title="Đội mũ", date="2026-11-01")
    tagged("An Toàn", "bơi lội", title="Học bơi", date="2026-11-02")
    tagged("bơi lội", title="Khác")
    tagged("an toàn", title="Chưa duyệt", live=False)

    html = html_of("/tin-tuc/tu-khoa/an-toan/")

    assert "<h1" in html
    assert ">An Toàn</h1>" in html
    assert "Đội mũ" in html
    assert "Học bơi" in html
    assert "Khác" not in html
    assert "Chưa duyệt" not in html


def test_article__leads_to_its_tags_and_the_archive_names_them(school):
    page = tagged("An toàn", title="Đội mũ")
    tagged("nháp", title="Chưa duyệt", live=False)

    assert 'href="/tin-tuc/tu-khoa/an-toan/"' in html_of(page.url)
    archive = html_of("/tin-tuc/luu-tru/")
    assert 'href="/tin-tuc/tu-khoa/an-toan/"' in archive
    assert "nháp" not in archive


def test_search__finds_an_article_by_its_tag(school):
    tagged("cầu vồng", title="Đội mũ")

    assert "Đội mũ" in html_of("/tim-kiem/?q=cau+vong")


def test_related__are_those_of_the_same_focus_area_first(school):
    plan = make_plan("Về an toàn", "Về thư viện")
    safety, library = plan.items.filter(kind="area").order_by("position")
    pages = {name: NewsPageFactory(title=name, live=False) for name in ("Này", "Cùng", "Khác", "Nháp")}
    for name, item in (("Này", safety), ("Cùng", safety), ("Khác", library), ("Nháp", safety)):
        pages[name].serves = [item]
        pages[name].save()
        if name != "Nháp":
            publish(pages[name])

    assert [page.title for page in NewsPage.objects.get(title="Này").related()] == ["Cùng"]
