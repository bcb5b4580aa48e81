"""What people do about what was written: submit, decide, undo, delegate, take down, and what they may not."""

import datetime
import uuid
from typing import Any

from django.db.models import Max, Model, Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision, TaskState

from common.models import User
from home.models import HomePage, StandardPage
from media.models import Photo, SchoolDocument
from moderation import publishing
from moderation.models import Act, Approval, Delegation
from moderation.models.delegation import Basis
from moderation.publishing import Decision
from news.models import NewsIndexPage
from plans.models import Unit
from tests.moderation.stateful.drafts import chosen, everything
from tests.moderation.stateful.school import person

DECIDED = (Act.APPROVED, Act.ISSUED, Act.SCHEDULED)
DAY, MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)


class Desk:
    """The browser of each person."""

    def __init__(self) -> None:
        self.clients: dict[str, Client] = {}

    def of(self, name: str) -> Client:
        """Return the browser of somebody who has signed in."""
        if name not in self.clients:
            self.clients[name] = Client(headers={"host": "localhost"})
            self.clients[name].force_login(person(name))
        return self.clients[name]


def waiting() -> list[TaskState]:
    """Return what waits, in one order for every run."""
    return list(TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).order_by("pk"))


def decide(desk: Desk, name: str, state: TaskState, action: str) -> None:
    """Press a button on the page of a submission, and look whether that did what it may do, and all of it."""
    user, item = person(name), state.workflow_state.content_object
    wrote, last = wrote_part_of(user, item), _head()
    data = {"action": action, "revision": state.revision_id, "comment": "Xin xem lại giờ đón các em."}
    desk.of(name).post(reverse("moderation_review", args=[state.pk]), data)
    made = [record for record in _since(last) if record.act in DECIDED]
    may = may_decide(user, item, wrote=wrote) and action == ("issue" if wrote else "approve")
    if made:
        assert may, f"{name} may not {action} {item}"
        assert [(made[0].revision_id, made[0].decided_by)] == [(state.revision_id, user)]
    elif may:
        assert _is_stuck(item, state.revision), f"{name} may {action} {item}, and nothing happened"


def approve_several(desk: Desk, name: str, states: list[TaskState]) -> None:
    """Tick several in the list: all are decided, or none."""
    last = _head()
    ticks = [f"{state.pk}-{state.revision_id}" for state in states]
    desk.of(name).post(reverse("moderation_desk"), {"tick": ticks, "comment": ""})
    made = [record.revision_id for record in _since(last) if record.act in DECIDED]
    assert made in ([], [state.revision_id for state in states])


def undo(desk: Desk, name: str) -> None:
    """Take back the last act of somebody: what it decided is then as it was before, if it was within a minute."""
    last = Approval.objects.filter(act__in=DECIDED, decided_by=person(name)).exclude(batch=None).last()
    if last is None:
        return
    head = _head()
    desk.of(name).post(reverse("moderation_undo", args=[last.batch]))
    for record in _since(head):
        if record.act == Act.UNDONE:
            assert timezone.now() - last.made_at < MINUTE
            assert record.revision_id == _shown_before(last.batch, record)


def _shown_before(batch: uuid.UUID, record: Approval) -> int | None:
    """Return which version was public before the act `batch`."""
    first = Approval.objects.filter(batch=batch, kind=record.kind, key=record.key).earliest("number")
    before = Approval.objects.exclude(act=Act.SCHEDULED).filter(kind=record.kind, key=record.key)
    shown = before.filter(number__lt=first.number).last()
    return shown.revision_id if shown and shown.content_hash else None


def _head() -> int:
    return Approval.objects.aggregate(head=Max("number"))["head"]


def _since(number: int) -> list[Approval]:
    return list(Approval.objects.filter(number__gt=number).order_by("number"))


def _is_stuck(item: Model, revision: Revision) -> bool:
    """Say whether something else stands in the way: a newer version, or another at the same address."""
    if item.latest_revision_id != revision.pk:
        return True
    others = item.get_siblings(inclusive=False) if isinstance(item, Page) else type(item).objects.exclude(pk=item.pk)
    return others.filter(slug=revision.content["slug"]).exists()


def assert_moments_were_kept() -> None:
    """What was approved for a moment that has come is public, and what was to end has ended."""
    now = timezone.now()
    last: dict[tuple[str, int], Approval] = {}
    for record in Approval.objects.order_by("number"):
        last[record.kind, record.key] = record
    for record in last.values():
        if record.act == Act.SCHEDULED:
            version = Revision.objects.get(pk=record.revision_id).as_object()
            assert version.go_live_at > now or _is_stuck(version, version.latest_revision), f"{record} was forgotten"
    assert [item for item in everything() if item.live and item.expire_at and item.expire_at <= now] == []


def may_decide(user: User, item: Model, *, wrote: bool) -> bool:
    """Say whether the house lets `user` publish `item`: written once more, and simply."""
    if user.username == "principal":
        return True
    if user.username != "deputy" or wrote:
        return False
    today = timezone.localdate()
    given = Delegation.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), revoked_at=None, starts_on__lte=today)
    return any(_reaches(delegation, item) for delegation in given)


def _reaches(delegation: Delegation, item: Model) -> bool:
    if delegation.section and not (isinstance(item, Page) and item.is_descendant_of(delegation.section)):
        return False
    own = item if isinstance(item, Unit) else getattr(item, "unit", None)
    return delegation.unit is None or delegation.unit == own


def wrote_part_of(user: User, item: Model) -> bool:
    """Say whether `user` saved a version of `item` after the one that is public."""
    return any(each.user_id == user.pk and each.pk > (item.live_revision_id or 0) for each in item.revisions.all())


def delegate(number: int) -> None:
    """Put something into the deputy's hands, from today or tomorrow, with an end or without."""
    section = chosen([None, NewsIndexPage.objects.get(), HomePage.objects.get()], number)
    unit = chosen([None, None, *Unit.objects.order_by("pk")], number // 3)
    dated = number % 2
    Delegation.objects.create(
        deputy=person("deputy"),
        given_by=person("principal"),
        basis=Basis.DATED if dated else Basis.STANDING,
        section=section.page_ptr if section else None,
        unit=unit,
        starts_on=timezone.localdate() + DAY * (number % 5 == 0),
        ends_on=timezone.localdate() + 2 * DAY if dated else None,
    )


def revoke() -> None:
    """Take back what was delegated first."""
    first = Delegation.objects.filter(revoked_at=None).order_by("pk").first()
    Delegation.objects.filter(pk=first.pk if first else None).revoke()


# --- What the principal decides outside the desk, and safety ------------------------------------------------------


def take_down(item: Model) -> None:
    """Unpublish."""
    if item.live:
        publishing.unpublish(item, Decision(Act.UNPUBLISHED, by=person("principal")))


def delete(item: Model) -> None:
    """Delete, with what is below."""
    publishing.delete(item, Decision(Act.DELETED, by=person("principal")))


def move(which: int, where: int) -> None:
    """Move a standing page to where its address is free."""
    page = chosen(StandardPage.objects.order_by("pk"), which)
    places = [HomePage.objects.get(), *StandardPage.objects.order_by("pk")]
    free = [place for place in places if page and _has_room_for(place, page)]
    target = chosen(free, where)
    if target:
        publishing.move(page, target, Decision(Act.MOVED, by=person("principal")))


def _has_room_for(place: Page, page: Page) -> bool:
    within = place.path.startswith(page.path)
    return not within and not place.get_children().filter(slug=page.slug).exists()


def put_back(item: Model) -> None:
    """Publish again what was public before it was taken down."""
    if not item.live and publishing.last_public(item):
        publishing.put_back(item, Decision(Act.RESTORED, by=person("principal")))


def hide(item: Model) -> PageViewRestriction | None:
    """Let only those who sign in see a page and what is below."""
    if not isinstance(item, Page) or PageViewRestriction.objects.filter(page=item.pk).exists():
        return None
    restriction = PageViewRestriction(page=item.page_ptr, restriction_type=PageViewRestriction.LOGIN)
    publishing.record_row(restriction, Decision(Act.APPROVED, by=person("principal")))
    return restriction


def show_again() -> None:
    """Let everybody see again what was hidden first."""
    first = PageViewRestriction.objects.order_by("pk").first()
    if first:
        publishing.delete(first, Decision(Act.DELETED, by=person("principal")))


def withdraw(name: str, number: int) -> None:
    """Take something off the public site at once, or put a file back."""
    files = [*Photo.objects.order_by("pk"), *SchoolDocument.objects.order_by("pk")]
    item = chosen([*files, *(item for item in everything() if item.live)], number)
    decision = Decision(Act.WITHDRAWN, by=person(name))
    if not hasattr(item, "withdrawn_at"):
        publishing.unpublish(item, decision)
    elif item.withdrawn_at:
        publishing.put_file_back(item, Decision(Act.RESTORED, by=person("principal")))
    else:
        publishing.withdraw_file(item, decision)


def asks_wagtail(client: Client, item: Model, number: int) -> Any:
    """Press one of Wagtail's own buttons that change what is public."""
    if not isinstance(item, Page):
        name = item.snippet_viewset.get_url_name(chosen(["delete", "unpublish"], number))
        return client.post(reverse(name, args=[item.pk]))
    ways = ("delete", "unpublish", "move_confirm", "set_privacy", "copy", "convert_alias")
    way = chosen(ways, number)
    target = HomePage.objects.get()
    arguments = [item.pk, target.pk] if way == "move_confirm" else [item.pk]
    data = {
        "set_privacy": {"restriction_type": "login"},
        "copy": {
            "new_title": item.title,
            "new_slug": f"{item.slug}-2",
            "new_parent_page": item.get_parent().pk,
            "publish_copies": "on",
            "alias": "on" if number % 2 else "",
        },
    }
    return client.post(reverse(f"wagtailadmin_pages:{way}", args=arguments), data.get(way, {}))
