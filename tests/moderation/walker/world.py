"""A small school with one of everything, in every state, for whoever walks through all addresses."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, Site, Workflow, WorkflowPage

from common.models import User
from feedback.acts import answer
from feedback.models import Feedback
from home.models import Alert
from media import renditions
from media.models import GalleryPage, GalleryPhoto, Photo, SchoolDocument
from moderation.models import Act, Delegation, PrincipalApprovalTask, Request
from moderation.models.request import RequestKind
from moderation.people.first_reading import workflow_with_first_reading
from moderation.publishing import Decision, record_row
from moderation.registry import PAGE
from moderation.roles import Role
from moderation.withdrawal import withdraw
from news.models import NewsPage
from plans.models import Unit
from tests.factories import (
    CategoryFactory,
    GalleryPageFactory,
    NewsPageFactory,
    OfficialDocumentFactory,
    PhotoFactory,
    StandardPageFactory,
    approve,
    make_plan,
    make_responsibility,
    make_user,
)
from tests.feedback.factories import make_consultation, make_feedback, make_question
from tests.moderation.walker.plans import things_of_plans

ANYBODY, SUPERUSER = "anybody", "superuser"
ACTORS = (ANYBODY, *(role.label for role in Role), SUPERUSER)


@dataclass
class World:
    """What there is. `people` by actor, None for anybody."""

    home: Page
    people: dict[str, User | None] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["things"][name]
        except KeyError as error:
            raise AttributeError(name) from error


def build(home: Page) -> World:
    """Make the school."""
    world = World(home)
    world.people[Role.PRINCIPAL.label] = make_user(Role.PRINCIPAL, username="hieutruong")
    for role in Role:
        if role is not Role.PRINCIPAL:
            world.people[role.label] = make_user(role, username=role.label)
    world.people[SUPERUSER] = make_user(is_superuser=True, username="superuser")
    world.people[ANYBODY] = None
    _fill(world)
    return world


def _fill(world: World) -> None:
    editor = world.people[Role.WEB_EDITOR.label]
    photo, spare = PhotoFactory(title="Sân trường"), PhotoFactory(title="Ảnh chưa dùng")
    for each in (photo, spare):
        renditions.make_for(each)
    used = _document("Thời khoá biểu")
    unit = Unit.objects.get(slug="y-te")
    category = CategoryFactory(name="Hoạt động")
    live = NewsPageFactory(title="Bài đã duyệt", category=category, unit=unit, cover=photo, owner=editor)
    live.body = [("document", {"file": used, "label": ""})]
    live = approve(live)
    live.title = "Bài đã duyệt, đang sửa"
    live.save_revision(user=editor)
    gallery = GalleryPageFactory(title="Ảnh khai giảng", live=False)
    gallery.photos = [GalleryPhoto(image=photo, caption="Chào cờ")]
    gallery = approve(gallery)
    plan = make_plan("Về an toàn", title="Kế hoạch năm học")
    world.things.update(
        things_of_plans(unit, editor),
        feedback=make_feedback(unit=unit, name="Nguyễn Thị Lan", email="lan@example.org"),
        answered=_answered(unit),
        consent_request=make_feedback(topic="consent", child="Bài đã duyệt", relation="parent"),
        question=approve(make_question(unit=unit)),
        photo=photo,
        spare_photo=spare,
        document=used,
        spare_document=_document("Nháp"),
        unit=unit,
        category=category,
        official=(official := OfficialDocumentFactory(number="05/QĐ-UBND")),
        asked=approve(make_consultation(document=official, unit=unit)),
        consultation=approve(make_consultation(document=official, unit=unit, **_over())),
        alert=_alert(live),
        live=live,
        gallery=gallery,
        plan=plan,
        duties=make_responsibility(plan, unit, "Khám sức khoẻ"),
        standing=StandardPageFactory(title="Giới thiệu"),
        draft=_draft("Bài nháp", editor),
        movable=StandardPageFactory(title="Liên hệ"),
        movable_draft=_drafted(StandardPageFactory(title="Trang nháp", live=False, owner=editor), editor),
        waiting=_waiting(_draft("Bài chờ duyệt", editor), editor),
        delegated=_waiting(_drafted(make_plan(title="Kế hoạch chờ duyệt", live=False, owner=editor), editor), editor),
        read_first=_read_first(editor),
        withdrawn_photo=_withdrawn_photo(world),
        redirect=_redirect(world.home),
        site=Site.objects.get(),
        collection=Collection.get_first_root_node().add_child(name="Lễ hội"),
        workflow=Workflow.objects.filter(active=True).first(),
        task=PrincipalApprovalTask.objects.get(),
        group=Group.objects.create(name="Ban đại diện cha mẹ học sinh"),
        role=Group.objects.get(name=Role.WEB_EDITOR.value),
        delegation=Delegation.objects.create(
            deputy=world.people[Role.DEPUTY_PRINCIPAL.label],
            given_by=world.people[Role.PRINCIPAL.label],
            section=world.home.get_children().type(type(plan.get_parent().specific)).first(),
            starts_on=datetime.date(2026, 1, 1),
        ),
        request=Request.objects.create(
            request_kind=RequestKind.UNPUBLISH,
            kind=PAGE,
            key=gallery.pk,
            label=str(gallery),
            reason="Ảnh có học sinh chưa được đồng ý.",
            asked_by=editor,
        ),
    )


def _over() -> dict[str, datetime.date]:
    """Return the days of a consultation whose summary may be written."""
    return {"opens_on": datetime.date(2026, 1, 5), "closes_on": datetime.date(2026, 1, 19)}


def _answered(unit: Unit) -> Feedback:
    feedback = make_feedback(unit=unit, email="lan@example.org")
    answer(feedback, None, text="Đã mở cổng bên.", unit=unit)
    return feedback


def _document(title: str) -> SchoolDocument:
    return SchoolDocument.objects.create(title=title, file=ContentFile(b"%PDF-1.4 thu", name=f"{title}.pdf"))


def _alert(page: NewsPage) -> Alert:
    end = timezone.now() + datetime.timedelta(days=1)
    alert = Alert(text="Chiều nay học sinh nghỉ vì mưa bão.", expire_at=end, page=page, live=False)
    alert.save()
    return approve(alert)


def _draft(title: str, author: User) -> NewsPage:
    return _drafted(NewsPageFactory(title=title, live=False, owner=author), author)


def _drafted(page: Any, author: User) -> Any:
    page.save_revision(user=author)
    return page


def _waiting(page: Any, author: User) -> Any:
    page.get_workflow().start(page, author)
    return type(page).objects.get(pk=page.pk)


def _read_first(author: User) -> GalleryPage:
    """Return what waits for the head of a unit, who reads first and decides nothing."""
    gallery = _drafted(GalleryPageFactory(title="Ảnh đọc trước", live=False, owner=author), author)
    WorkflowPage.objects.create(page=gallery.get_parent(), workflow=workflow_with_first_reading())
    return _waiting(gallery, author)


def _withdrawn_photo(world: World) -> Photo:
    photo = PhotoFactory(title="Ảnh đã gỡ")
    renditions.make_for(photo)
    approve(NewsPageFactory(title="Bài có ảnh đã gỡ", cover=photo))
    withdraw(photo, world.people[Role.PRINCIPAL.label], "Phụ huynh không đồng ý.")
    return Photo.objects.get(pk=photo.pk)


def _redirect(home: Page) -> Redirect:
    redirect = Redirect(old_path="/dia-chi-cu", redirect_page=home, site=Site.objects.get())
    record_row(redirect, Decision(Act.CARRIED))
    return redirect
