"""Feedback as tests need it, and the two ways to send it: with a proof of work, or with an answered question."""

import datetime
import hashlib
import re
from typing import Any

from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from common.models import User
from feedback import acts
from feedback.models import Consultation, Feedback, QuestionAnswer
from feedback.spam import proof, riddle, tokens
from moderation.roles import Role
from plans.models import Unit
from tests.factories import UnitFactory, approve, make_user

FORM = "/gui-phan-hoi/"
WORDS = "Cổng sau trường giờ tan học rất đông xe."


def solve() -> str:
    """Return what a script sends that has done its work."""
    puzzle = proof.new_puzzle()
    number = next(
        number
        for number in range(proof.MOST)
        if hashlib.sha256(f"{puzzle['nonce']}{number}".encode()).hexdigest() == puzzle["target"]
    )
    return f"{puzzle['token']}{proof.SEPARATOR}{number}"


def cheap_proof() -> str:
    """Return the same without the work: for tests that send hundreds."""
    nonce = "0"
    token, _own = tokens.sign(proof.KIND, f"{nonce}.{hashlib.sha256(f'{nonce}7'.encode()).hexdigest()}")
    return f"{token}{proof.SEPARATOR}7"


def send(address: str = "203.0.113.5", **data: Any) -> Any:
    """Send the form as a script does, from an address, and return the answer."""
    given = {"topic": "safety", "text": WORDS, "proof": cheap_proof()} | data
    return Client(enforce_csrf_checks=True).post(FORM, given, REMOTE_ADDR=address)


def riddle_in(answer: Any) -> dict[str, str]:
    """Return what somebody types who is asked the question on a page."""
    token = re.search(r'name="riddle" value="([^"]+)"', answer.content.decode())[1]
    nonce, _content = tokens.unsign(riddle.KIND, token)
    return {"riddle": token, "answer": str(sum(riddle._numbers(nonce)))}


def make_feedback(**fields: Any) -> Feedback:
    """Return feedback as it has just come in."""
    given = {"site": Site.objects.get(), "topic": "safety", "text": WORDS} | fields
    return acts.receive(Feedback(**given))


def make_unit(name: str, *members: User) -> Unit:
    """Return a public unit with members."""
    unit = UnitFactory(name=name, live=False)
    unit.members = list(members)
    return approve(unit)


def make_teacher(**fields: Any) -> User:
    """Return somebody who writes and belongs to no unit yet."""
    return make_user(Role.WEB_EDITOR, **fields)


def make_question(**fields: Any) -> QuestionAnswer:
    """Return a draft of a question and answer for everybody."""
    given = {"topic": "safety", "question": "Giờ tan học ra cổng nào?", "answer": "Khối Một ra cổng bên."} | fields
    made = QuestionAnswer(live=False, **given)
    made.save()
    return made


def make_consultation(**fields: Any) -> Consultation:
    """Return a draft of asking people about a plan or a document: for the two weeks that begin today."""
    today = timezone.localdate()
    days = {"opens_on": today, "closes_on": today + datetime.timedelta(days=14)}
    words = {"title": "Góp ý quy chế bán trú", "question": "Giờ đón nào tiện?"}
    made = Consultation(live=False, **words | days | fields)
    made.save()
    return made


def make_late(feedback: Feedback, days: int = 1) -> Feedback:
    """Let its day have passed."""
    Feedback.objects.filter(pk=feedback.pk).update(due_on=timezone.localdate() - datetime.timedelta(days=days))
    feedback.refresh_from_db()
    return feedback
