"""Every screen and mail of the loop is in Vietnamese: no word on it stands only in the catalogues' English."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from post_office.models import Email
from wagtail.models import Page

from home.models import HomePage
from media.models import GalleryIndexPage
from moderation import appointments
from moderation.links import ask_path, withdraw_path
from moderation.models import Delegation
from moderation.registry import PAGE
from moderation.requests.views import CONFLICT
from moderation.roles import Role
from news.models import NewsIndexPage
from plans.models import PlanIndexPage, Unit
from tests.factories import (
    CategoryFactory,
    GalleryPageFactory,
    NewsPageFactory,
    PhotoFactory,
    make_plan,
    make_responsibility,
    make_user,
)
from tests.support.shown_words import english_words, said, said_in_response, words_of

pytestmark = pytest.mark.slow

ENGLISH = english_words(sorted(Path(settings.SITE_DIR).glob("locale/**/*.po")))
# What Wagtail has not marked for translation: on a button for those who hear the page, in headers with a search
# field; and in a counter that is hidden while it is empty.
UNMARKED = {"Search", "None"}
BODY = [
    ("rich_text", "<p>Sáng nay trời mát.</p>"),
    ("heading", "Giờ ra chơi"),
    ("quote", {"text": "Vui quá!", "attribution": "Một em lớp 3"}),
    ("video_link", {"url": "https://youtu.be/abc", "title": "Múa sạp"}),
]


class Loop(NamedTuple):
    """What the screens are about."""

    draft: Page
    waiting: Page
    returned: Page
    gallery: Page
    plan: Page
    duties: Page
    photo: Any
    category: Any
    people: dict[Role, Any]


@pytest.fixture
def loop(school: HomePage) -> Loop:
    """Articles at every step of the loop, and somebody in every role."""
    people = {
        role: make_user(role, first_name="Lành", last_name="Đỗ Thị", email=f"{role.label}@example.org") for role in Role
    }
    author, principal = people[Role.WEB_EDITOR], people[Role.PRINCIPAL]
    plan = make_plan("Về chuyển đổi số", commitments=[])
    waiting, returned = (_submitted(author, f"Chuyện số {number}") for number in (1, 2))
    state = returned.current_workflow_task_state
    state.task.specific.on_action(state.specific, principal, "reject", comment="Thêm ảnh lớp nhé.")
    return Loop(
        draft=_draft(author, "Chuyện số 3"),
        waiting=waiting,
        returned=returned,
        gallery=GalleryPageFactory(title="Ngày hội"),
        plan=plan,
        duties=make_responsibility(plan, Unit.objects.first(), "Chụp ảnh, viết bài."),
        photo=PhotoFactory(),
        category=CategoryFactory(),
        people=people,
    )


def _draft(author: Any, title: str) -> Page:
    page = NewsPageFactory(title=title, live=False, owner=author, body=BODY)
    page.save_revision(user=author)
    return page


def _submitted(author: Any, title: str) -> Page:
    page = _draft(author, title)
    page.get_workflow().start(page, author)
    return type(page).objects.get(pk=page.pk)


def left_in_english(said_there: list[str]) -> list[str]:
    """Return what was said with an English word in it."""
    return sorted({text for text in said_there if words_of(text) & ENGLISH} - UNMARKED)


def editing(*pages: Page) -> Iterator[str]:
    """Everything that can be opened about a page."""
    for page in pages:
        for view in ("edit", "history", "workflow_history", "usage", "copy", "delete", "move"):
            yield reverse(f"wagtailadmin_pages:{view}", args=[page.pk])


def adding(parent: type[Page], app: str, model: str) -> str:
    return reverse("wagtailadmin_pages:add", args=[app, model, parent.objects.get().pk])


def authors_screens(loop: Loop) -> Iterator[str]:
    state = loop.waiting.current_workflow_task_state
    yield reverse("moderation_share", args=[state.pk])
    yield reverse("moderation_review", args=[state.pk])
    yield from teachers_screens(loop)


def teachers_screens(loop: Loop) -> Iterator[str]:
    yield from map(reverse, ["wagtailadmin_home", "wagtailadmin_explore_root", "wagtailadmin_account"])
    yield reverse("wagtailadmin_explore", args=[NewsIndexPage.objects.get().pk])
    yield reverse("wagtailadmin_pages:add_subpage", args=[HomePage.objects.get().pk])
    yield adding(NewsIndexPage, "news", "newspage")
    yield adding(GalleryIndexPage, "media", "gallerypage")
    yield from editing(loop.draft, loop.waiting, loop.returned)
    yield reverse("wagtailadmin_pages:edit", args=[loop.gallery.pk])
    yield reverse("wagtailadmin_pages:search") + "?q=xyz"
    yield from map(reverse, ["wagtailimages:index", "wagtailimages:add_multiple", "wagtailimages_chooser:choose"])
    yield from map(reverse, ["wagtaildocs:index", "wagtaildocs:add_multiple", "wagtaildocs_chooser:choose"])
    yield reverse("wagtailimages:edit", args=[loop.photo.pk])
    choosers = ["choose_page", "choose_page_external_link", "choose_page_email_link", "choose_page_phone_link"]
    yield from (reverse(f"wagtailadmin_{name}") for name in choosers)
    yield from map(reverse, ["wagtailadmin_reports:workflow", "wagtailadmin_reports:site_history"])


def web_officers_screens(loop: Loop) -> Iterator[str]:
    yield from requests_screens(loop)
    yield reverse("wagtailadmin_home")
    yield from editing(loop.plan, loop.duties)
    yield reverse("wagtailadmin_pages:edit", args=[HomePage.objects.get().pk])
    yield adding(PlanIndexPage, "plans", "planpage")
    yield reverse("wagtailadmin_pages:add", args=["plans", "responsibilitypage", loop.plan.pk])
    yield reverse("wagtailadmin_pages:add", args=["home", "standardpage", HomePage.objects.get().pk])
    for app, item in (("plans_unit", Unit.objects.first()), ("news_category", loop.category)):
        yield reverse(f"wagtailsnippets_{app}:list")
        yield reverse(f"wagtailsnippets_{app}:add")
        yield reverse(f"wagtailsnippets_{app}:edit", args=[item.pk])
        yield reverse(f"wagtailsnippets_{app}:history", args=[item.pk])


def requests_screens(loop: Loop) -> Iterator[str]:
    """What is asked for, done or withdrawn about something public, also where it is not possible."""
    for wish in ("unpublish", "delete", "move", "restore", "unschedule"):
        yield ask_path(wish, PAGE, loop.gallery.pk)
    yield ask_path("delete", "plans.unit", Unit.objects.first().pk)
    yield withdraw_path(PAGE, loop.gallery.pk)
    yield withdraw_path("media.photo", loop.photo.pk)
    yield from map(reverse, ["moderation_requests", "moderation_withdrawn"])


def principals_screens(loop: Loop) -> Iterator[str]:
    state = loop.waiting.current_workflow_task_state
    yield from requests_screens(loop)
    yield reverse("wagtailadmin_home")
    yield reverse("moderation_desk")
    for waiting_or_settled in (state, loop.returned.current_workflow_state.current_task_state):
        yield reverse("moderation_review", args=[waiting_or_settled.pk])
    yield from editing(loop.waiting)
    for action in ("approve", "reject"):
        yield reverse("wagtailadmin_pages:workflow_action", args=[loop.waiting.pk, action, state.pk])
    yield from offices(loop)


def offices(loop: Loop) -> Iterator[str]:
    """Everything about approvers, delegations and first readers."""
    deputy = loop.people[Role.DEPUTY_PRINCIPAL]
    given = Delegation.objects.create(deputy=deputy, given_by=loop.people[Role.PRINCIPAL], document="03/PC")
    asked = appointments.ask_to_dismiss(deputy, loop.people[Role.OPERATOR], "Thầy chuyển trường.")
    lists = ["delegations", "delegation_give", "approvers", "appoint", "hand_over", "first_reading"]
    yield from (reverse(f"moderation_{name}") for name in lists)
    yield reverse("consent_rule")
    yield reverse("moderation_delegation_revoke", args=[given.pk])
    yield reverse("moderation_dismiss", args=[deputy.pk])
    yield reverse("moderation_appointment_request", args=[asked.pk])


def operators_screens(loop: Loop) -> Iterator[str]:
    yield from map(reverse, ["wagtailadmin_home", "wagtailusers_users:index", "wagtailusers_users:add"])
    yield reverse("wagtailusers_users:edit", args=[loop.people[Role.WEB_EDITOR].pk])
    yield reverse("wagtailusers_users:edit", args=[loop.people[Role.PRINCIPAL].pk])
    yield reverse("moderation_dismiss", args=[loop.people[Role.PRINCIPAL].pk])


SCREENS = {
    Role.WEB_EDITOR: authors_screens,
    Role.UNIT_HEAD: teachers_screens,
    Role.WEB_OFFICER: web_officers_screens,
    Role.PRINCIPAL: principals_screens,
    Role.DEPUTY_PRINCIPAL: teachers_screens,
    Role.OPERATOR: operators_screens,
}


@pytest.mark.parametrize("role", SCREENS, ids=lambda role: role.label)
def test_screens__of_a_role__are_vietnamese(loop: Loop, role: Role) -> None:
    client = Client()
    client.force_login(loop.people[role])
    english = {}
    for url in SCREENS[role](loop):
        response = client.get(url, follow=True)
        assert response.status_code in {200, CONFLICT}, url
        english[url] = left_in_english(said_in_response(response.text, response["Content-Type"]))

    assert {url: found for url, found in english.items() if found} == {}


@pytest.mark.usefixtures("school")
@pytest.mark.parametrize(
    "name", ["login", "password_reset", "password_reset_done", "password_reset_complete"], ids=lambda name: name
)
def test_screens__before_signing_in__are_vietnamese(name: str) -> None:
    response = Client().get(reverse(f"wagtailadmin_{name}"))

    assert left_in_english(said(response.text)) == []


@pytest.mark.usefixtures("school")
def test_sign_in__with_a_wrong_password__says_so_in_vietnamese() -> None:
    response = Client().post(reverse("wagtailadmin_login"), {"username": "ai-do", "password": "sai"})

    assert left_in_english(said(response.text)) == []


def test_article__with_mistakes__says_so_in_vietnamese(loop: Loop) -> None:
    client = Client()
    client.force_login(loop.people[Role.WEB_EDITOR])
    wrong = {"title": "", "slug": "x y", "lead": "", "date": "31/02/2026", "unit": "999", "action-submit": "1"}

    response = client.post(adding(NewsIndexPage, "news", "newspage"), wrong | {"body-count": "0"})

    assert left_in_english(said(response.text)) == []


def test_mails__of_the_loop__are_vietnamese(loop: Loop) -> None:
    mails = [text for mail in Email.objects.all() for text in (mail.subject, *mail.message.splitlines())]

    assert mails
    assert left_in_english(mails) == []


@pytest.mark.usefixtures("school")
def test_mail__with_a_new_password__is_vietnamese() -> None:
    user = make_user(Role.WEB_EDITOR, email="co-lanh@example.org", first_name="Lành", last_name="Đỗ Thị")

    Client().post(reverse("wagtailadmin_password_reset"), {"email": user.email})

    mail = Email.objects.get()
    assert left_in_english([mail.subject, *mail.message.splitlines()]) == []


def test_english_words__hold_what_wagtails_buttons_say() -> None:
    buttons = (
        "save draft submit page publish choose search add delete settings home images live password status history"
    )

    assert words_of(buttons) - ENGLISH == set()


def test_groups__are_named_in_vietnamese(school: HomePage) -> None:
    assert left_in_english([group.name for group in Group.objects.all()]) == []
