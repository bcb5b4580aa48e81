"""Safety withdrawal: the one thing that is faster than approval. Putting it back takes the principal's."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from common.mail import write_mail
from common.models import User
from moderation import publishing, registry
from moderation.decisions import Refused
from moderation.desk.reading import in_words
from moderation.links import ask_path, full
from moderation.models import Act, Approval, PublicUse, Request
from moderation.models.request import RequestKind
from moderation.publishing import Decision
from moderation.registry import PAGE, kind_of
from moderation.requests import subjects
from moderation.roles import Role, has_role, people_with
from moderation.sealing import by_kind
from moderation.signals import consent_ended

WITHDRAWERS = (Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL, Role.WEB_OFFICER)


class WithdrawalForm(forms.Form):
    """Why it has to go."""

    reason = forms.CharField(
        label=gettext_lazy("What is wrong with it?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For example: a child's photo without consent, a wrong telephone number."),
        error_messages={"required": gettext_lazy("Write in a few words what is wrong: it is kept in the ledger.")},
    )


def may_withdraw(user: Any) -> bool:
    """The principal, every deputy and the web officer may, whatever was delegated to them."""
    return any(has_role(user, role) for role in WITHDRAWERS)


def obstacle(item: Model) -> str:
    """Return why `item` cannot be withdrawn, "" where it can."""
    if subjects.is_file(item):
        return _("“%(item)s” has been withdrawn already.") % {"item": item} if item.withdrawn_at else ""
    if subjects.is_front_page(item):
        return _(
            "The front page stays: without it there is no site. Withdraw what is wrong on it: a photo, an article."
        )
    if item.live or subjects.is_planned(item):
        return ""
    return _("“%(item)s” is not public: parents don't see it.") % {"item": item}


@transaction.atomic
def withdraw(item: Model, user: User, reason: str) -> Approval:
    """Take `item` off the public site at once, and tell who has to know. Raise Refused where it cannot be."""
    _require_right(user)
    why_not = obstacle(item)
    if why_not:
        raise Refused(why_not)
    return _withdraw_all([item], user, reason)[0]


@transaction.atomic
def withdraw_without_consent(items: Iterable[Model], user: User, reason: str) -> list[Approval]:
    """Take everything to which somebody agrees no longer off the site in one act; return the records.

    Every copy of a file goes along, under whatever name it was uploaded again, and none of them may be approved onto
    a page any more. What is off already is no obstacle: to its pictures consent ends all the same. Raise Refused,
    and change nothing, where something cannot be withdrawn.
    """
    _require_right(user)
    chosen = with_copies(items)
    public = [item for item in chosen if not is_off(item)]
    for why_not in filter(None, map(obstacle, public)):
        raise Refused(why_not)
    records = _withdraw_all(public, user, reason)
    for kind, keys in by_kind(item for item in chosen if subjects.is_file(item)).items():
        consent_ended.send(sender=Approval, kind=kind, keys=keys)
    return records


def is_off(item: Model) -> bool:
    """Say whether the public has nothing of `item`, and is not about to."""
    if subjects.is_file(item):
        return item.withdrawn_at is not None
    return not item.live and not subjects.is_planned(item)


def with_copies(items: Iterable[Model]) -> list[Model]:
    """Return `items`, each once, and beside each file those with the very same bytes."""
    found = {(kind_of(item), item.pk): item for item in items}
    for item in list(found.values()):
        if subjects.is_file(item) and item.file_hash:
            copies = type(item)._base_manager.filter(file_hash=item.file_hash).exclude(pk=item.pk)
            found |= {(kind_of(copy), copy.pk): copy for copy in copies if (kind_of(copy), copy.pk) not in found}
    return list(found.values())


def _require_right(user: User) -> None:
    if not may_withdraw(user):
        raise Refused(_("You may not withdraw anything. Tell the principal or the web officer."))


def _withdraw_all(items: list[Model], user: User, reason: str) -> list[Approval]:
    """Withdraw each of `items`, files first, and write one mail to each who has to know."""
    readers = {(kind_of(item), item.pk): list(_readers(item, user)) for item in items}
    kinds = {(kind_of(item), item.pk): capfirst(str(item._meta.verbose_name)) for item in items}
    decision = Decision(Act.WITHDRAWN, by=user, comment=reason, batch=uuid.uuid4() if len(items) > 1 else None)
    files = [item for item in items if subjects.is_file(item)]
    records = publishing.withdraw_files(files, decision) if files else []
    records += [publishing.unpublish(item, decision) for item in items if not subjects.is_file(item)]
    told: dict[User, list[tuple[str, Approval]]] = {}
    for record in records:
        about = record.kind, record.key
        for reader in readers[about]:
            told.setdefault(reader, []).append((kinds[about], record))
    for reader, theirs in told.items():
        _tell(reader, theirs)
    return records


def _readers(item: Model, user: User) -> Iterable[User]:
    """Return the principal, the web officers and the authors, each once, without whoever withdraws."""
    wanted = {person.pk for role in (Role.PRINCIPAL, Role.WEB_OFFICER) for person in people_with(role)}
    wanted |= set(_authors(item))
    return User.objects.filter(pk__in=wanted - {user.pk}, is_active=True).exclude(email="")


def _authors(item: Model) -> Iterable[int | None]:
    """Yield who made something and who wrote what was public of it; of a file also who uses it in public."""
    for name in ("owner_id", "uploaded_by_user_id"):
        yield getattr(item, name, None)
    if live := getattr(item, "live_revision", None):
        yield live.user_id
    if subjects.is_file(item):
        for kind, key in PublicUse.objects.filter(kind=kind_of(item), key=item.pk).values_list(
            "owner_kind", "owner_key"
        ):
            if owner := subjects.find(kind, key):
                yield from _authors(owner)


def _tell(reader: User, records: list[tuple[str, Approval]]) -> None:
    """Write one mail about one thing, or one about all: each record with what its object is called."""
    kind, first = records[0]
    context = {
        "item": first.label,
        "kind": kind,
        "who": first.decided_by_name,
        "when": in_words(first.made_at),
        "reason": first.comment,
        "link": full(ask_path(RequestKind.RESTORE, first.kind, first.key)),
        "lines": [f"{each}: {record.label}" for each, record in records],
        "count": len(records),
        "list_link": full(reverse("moderation_withdrawn")),
    }
    name = "withdrawn" if len(records) == 1 else "withdrawn_several"
    write_mail(f"moderation/mail/{name}", reader, context)


# --- What was withdrawn -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Withdrawn:
    """One withdrawal, and what became of it."""

    record: Approval
    kind: str
    put_back: Approval | None
    deleted: Approval | None
    request: Request | None
    ask_url: str

    @property
    def is_off(self) -> bool:
        """Whether it is still off the public site."""
        return not (self.put_back or self.deleted)


def withdrawals() -> Any:
    """Return the records of everything that was ever withdrawn, newest first."""
    return Approval.objects.filter(act=Act.WITHDRAWN).order_by("-number")


def with_outcome(records: Iterable[Approval]) -> list[Withdrawn]:
    """Say of each withdrawal whether it was put back or deleted since, or whether somebody asks for it."""
    listed = list(records)
    later = _later_records(listed)
    requests = {
        (each.kind, each.key): each
        for each in Request.objects.waiting().filter(
            request_kind=RequestKind.RESTORE, key__in=[record.key for record in listed]
        )
    }
    return [_outcome_of(record, later, requests) for record in listed]


def _later_records(records: list[Approval]) -> dict[tuple[str, int], list[Approval]]:
    if not records:
        return {}
    since = min(record.number for record in records)
    later: dict[tuple[str, int], list[Approval]] = {}
    found = Approval.objects.with_effect().filter(number__gt=since, key__in={record.key for record in records})
    for each in found.order_by("number"):
        later.setdefault((each.kind, each.key), []).append(each)
    return later


def _outcome_of(record: Approval, later: Any, requests: dict[tuple[str, int], Request]) -> Withdrawn:
    reference = (record.kind, record.key)
    after = [each for each in later.get(reference, []) if each.number > record.number]
    put_back = next((each for each in after if each.leaves_public or each.act == Act.RESTORED), None)
    deleted = next((each for each in after if each.act == Act.DELETED), None)
    return Withdrawn(
        record=record,
        kind=kind_in_words(record.kind),
        put_back=put_back,
        deleted=deleted,
        request=requests.get(reference),
        ask_url=ask_path(RequestKind.RESTORE, *reference) if not (put_back or deleted) else "",
    )


def kind_in_words(kind: str) -> str:
    """Return what the ledger's `kind` is called on a screen: "Ảnh"."""
    models = [each.model for each in (*registry.subjects(), *registry.files()) if each.kind == kind]
    model = Page if kind == PAGE else models[0]
    return capfirst(str(model._meta.verbose_name))
