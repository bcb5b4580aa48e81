"""What the demo school asks about, what people wrote, and what was made of it."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.utils import timezone

from common.models import User
from feedback.acts import receive
from feedback.choices import Topic
from feedback.models import Consultation, ConsultationPoint, Feedback
from feedback.summing_up import answer
from home.demo import acts, content
from plans.models import OfficialDocument, PlanPage, Unit

Step = tuple[datetime.date, Callable[[], None]]


def history(office: User, principal: User) -> Iterator[Step]:
    """Yield what was opened, written and summed up on which day."""
    for entry in content.load("consultations")["consultation"]:
        yield entry["opens_on"], partial(_open, entry, office, principal)
        for comment in entry.get("comment", []):
            yield comment["on"], partial(_comment, entry, comment)
        if "summed_up_on" in entry:
            yield entry["summed_up_on"], partial(_sum_up, entry, office, principal)


def _open(entry: dict[str, Any], office: User, principal: User) -> None:
    said = {name: entry[name].strip() for name in ("title", "question")}
    days = {name: entry[name] for name in ("opens_on", "closes_on")}
    made = Consultation(unit=Unit.objects.get(slug=entry["unit"]), live=False, **said, **days)
    if "plan" in entry:
        made.plan = PlanPage.objects.get(slug=entry["plan"])
    else:
        made.document = OfficialDocument.objects.get(number=entry["document"])
    _decide(made, entry["opens_on"], office, principal)


def _comment(entry: dict[str, Any], comment: dict[str, Any]) -> None:
    asked = _find(entry)
    with acts.on(comment["on"]):
        about = {"site": asked.site, "topic": Topic.COMMENT, "consultation": asked, "unit": asked.unit}
        receive(Feedback(text=comment["text"], received_at=timezone.now(), **about))


def _sum_up(entry: dict[str, Any], office: User, principal: User) -> None:
    asked = _find(entry)
    asked.summary = entry["summary"].strip()
    asked.points = [ConsultationPoint(sort_order=place, **each) for place, each in enumerate(entry.get("point", []))]
    _decide(asked, entry["summed_up_on"], office, principal)
    with acts.on(entry["summed_up_on"]):
        answer()


def _decide(asked: Consultation, day: datetime.date, office: User, principal: User) -> None:
    with acts.on(day):
        asked.full_clean()
        if asked.pk is None:
            asked.save()
        acts.submit(asked, office)
        acts.approve(asked, principal)


def _find(entry: dict[str, Any]) -> Consultation:
    return Consultation.objects.get(title=entry["title"])
