"""Old addresses lead to where a page is now, as long as the public may see it."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from moderation import publishing
from moderation.grants import held
from moderation.models import Act
from moderation.publishing import Decision
from moderation.registry import kind_of
from tests.factories import StandardPageFactory, approve, take_down


@pytest.fixture
def moved(school):
    """A page that was approved at one address, and then at another."""
    page = StandardPageFactory(title="Giới thiệu", slug="gioi-thieu")
    page.slug = "ve-chung-toi"
    return approve(page)


def test_old_address__leads_to_the_new_one(moved):
    for old in ("/gioi-thieu/", "/gioi-thieu", "/gioi-thieu/?fbclid=1"):
        response = Client().get(old, follow=True)

        assert response.redirect_chain[-1] == ("/ve-chung-toi/", 301)
        assert response.status_code == 200


def test_old_address__of_a_page_that_was_taken_down_tells_nothing_of_its_draft(moved):
    take_down(moved)
    moved.slug = "ban-nhap"
    moved.save()

    assert Client().get("/gioi-thieu/").status_code == 404
    assert Client().get("/ban-nhap/").status_code == 404


def test_page_that_was_taken_down__is_said_to_be_gone_until_it_comes_back(school):
    page = StandardPageFactory(title="Giới thiệu")
    take_down(page)

    gone = Client().get("/gioi-thieu/")
    assert (gone.status_code, gone.cookies) == (410, {})
    assert "Trang này đã được gỡ" in gone.content.decode()
    assert Client().post("/gioi-thieu/").status_code == 404
    approve(page)
    assert Client().get("/gioi-thieu/").status_code == 200


def test_page_that_was_deleted__is_gone_with_what_was_below_it(school):
    page = StandardPageFactory(title="Giới thiệu")
    StandardPageFactory(title="Lịch sử", parent=page)
    StandardPageFactory(title="Nháp", parent=page, live=False)
    publishing.delete(page, Decision(Act.DELETED))

    answers = [Client().get(f"/gioi-thieu/{below}").status_code for below in ("", "lich-su/", "nhap/", "khac/")]
    assert answers == [410, 410, 404, 404]


def test_page_that_never_came__is_not_said_to_be_gone(school):
    draft = StandardPageFactory(title="Nháp", live=False)
    publishing.unpublish(draft, Decision(Act.UNPUBLISHED))

    assert Client().get("/nhap/").status_code == 404


def test_old_address__of_a_page_that_came_back_and_was_taken_down_leads_nowhere(moved):
    moved.slug = "gioi-thieu"
    take_down(approve(moved))

    assert Client().get("/gioi-thieu/").status_code == 410
    assert Client().get("/ve-chung-toi/").status_code == 404


def test_redirect__that_nobody_decided_on_is_not_followed(school):
    redirect = Redirect(old_path="/cu", redirect_link="https://example.org/")
    with held((kind_of(redirect), 0)):
        redirect.save()

    assert Client().get("/cu/").status_code == 404


@pytest.mark.parametrize("path", ["/%2F[a/", "/%00", "/%ff?%00", "/a?b=[", "/" + "x" * 3000])
def test_odd_address__is_not_found(school, path):
    assert Client().get(path, follow=True).status_code == 404
