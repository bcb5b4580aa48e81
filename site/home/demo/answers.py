"""The demo school's answers to what many parents ask."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from common.models import User
from feedback.models import QuestionAnswer
from home.demo import acts, content
from plans.models import Unit


def history(office: User, principal: User) -> Iterator[tuple[datetime.date, Callable[[], None]]]:
    """Yield what was answered on which day."""
    for entry in content.load("answers")["answer"]:
        yield entry["answered_on"], partial(_make, entry, office, principal)


def _make(entry: dict[str, Any], office: User, principal: User) -> None:
    said = {name: entry[name].strip() for name in ("topic", "question", "answer")}
    unit = Unit.objects.get(slug=entry["unit"])
    with acts.on(entry["answered_on"]):
        answer = QuestionAnswer(unit=unit, answered_on=entry["answered_on"], live=False, **said)
        answer.full_clean()
        answer.save()
        acts.submit(answer, office)
        acts.approve(answer, principal)
