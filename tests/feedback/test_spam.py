"""Floods: a burst is kept out while others are served, work and questions count once, nobody is known again."""

import datetime
import json

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from feedback import sweeps
from feedback.models import Feedback, Salt, Sending, SpentToken
from feedback.spam import limits, proof, riddle, tokens
from feedback.spam.senders import address_of, sender_of
from tests.feedback.factories import FORM, WORDS, cheap_proof, riddle_in, send, solve
from tests.plans.promises.factories import NOVEMBER, on, queries_of

pytestmark = pytest.mark.django_db

OTHER = "198.51.100.7"
# What is counted is the same on every database, and each try costs a tenth of a second.
A_BURST = 1000 if connection.vendor == "sqlite" else 100


@pytest.fixture(autouse=True)
def _school(school):
    """All of it happens at a school."""


@pytest.fixture
def asked():
    """The page on which somebody without a script is asked the question."""
    return send(proof="")


# --- Bursts -----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_thousand_at_once__are_refused_after_the_limit_and_others_are_served():
    answers = [send().status_code for _number in range(A_BURST)]

    assert answers[: limits.LIMITS["proven"]] == [302] * limits.LIMITS["proven"]
    assert set(answers[limits.LIMITS["proven"] :]) == {429}
    assert Feedback.objects.count() == limits.LIMITS["proven"]
    assert send(OTHER).status_code == 302


def test_once_over_the_limit__nothing_is_written_any_more():
    for _number in range(limits.LIMITS["try"]):
        send(text="")
    counted = list(Sending.objects.values("way", "number"))

    answer = send()

    assert answer.status_code == 429
    assert answer["Retry-After"] == "3600"
    assert WORDS in answer.content.decode()
    assert list(Sending.objects.values("way", "number")) == counted


def test_next_hour__one_may_send_again():
    with on(NOVEMBER):
        for _number in range(limits.LIMITS["proven"] + 1):
            refused = send()
    with on(NOVEMBER + datetime.timedelta(days=1)):
        assert send().status_code == 302
    assert refused.status_code == 429


def test_opening_the_form__counts_nothing():
    Client().get(FORM)

    assert queries_of(lambda: Client().get("/gui-phan-hoi/bai-toan/")) == 0
    assert not Sending.objects.exists()


# --- Proof of work ----------------------------------------------------------------------------------------------------


def test_puzzle__is_another_one_each_time_and_is_kept_nowhere():
    first, second = (Client().get("/gui-phan-hoi/bai-toan/") for _turn in range(2))

    assert first.json()["nonce"] != second.json()["nonce"]
    assert json.loads(first.content).keys() == {"token", "nonce", "target", "most"}
    assert "no-store" in first["Cache-Control"]
    assert not first.cookies


def test_proof__counts_once():
    work = solve()

    assert send(proof=work).status_code == 302
    assert send(OTHER, proof=work).status_code == 422
    assert Feedback.objects.count() == 1


def test_proof__is_not_spent_while_something_is_wrong():
    work = solve()

    assert send(proof=work, text="").status_code == 422
    assert send(proof=work).status_code == 302


def test_proof_of_hours_ago__is_too_old(monkeypatch):
    work = cheap_proof()
    monkeypatch.setattr(tokens, "LIFETIME", datetime.timedelta(seconds=-1))

    assert send(proof=work).status_code == 422


@pytest.mark.parametrize(
    "work",
    [
        "",
        "~",
        "abc~1",
        "~~~1",
        "x" * 5000,
        "1~²",
        lambda: cheap_proof()[:-1] + "8",
        lambda: f"{tokens.sign(riddle.KIND)[0]}~7",
        lambda: cheap_proof().replace(".", ":", 1),
    ],
)
def test_wrong_proof__is_asked_the_question(work):
    answer = send(proof=work() if callable(work) else work)

    assert answer.status_code == 422
    assert answer.context["riddle"]
    assert not Feedback.objects.exists()


def test_honeypot__makes_programs_answer_a_question_and_loses_no_word():
    answer = send(website="https://spam.example")

    assert answer.context["riddle"]
    assert WORDS in answer.content.decode()
    assert "spam.example" not in answer.content.decode()
    assert send(proof="", **riddle_in(answer)).status_code == 302


# --- Without a script -------------------------------------------------------------------------------------------------


def test_without_a_script__a_question_is_asked_and_its_answer_lets_in(asked):
    assert WORDS in asked.content.decode()

    assert send(proof="", **riddle_in(asked)).status_code == 302


def test_answer_in_words__is_right_too(asked):
    given = riddle_in(asked)
    words = riddle.NUMBERS[int(given["answer"])]

    assert send(proof="", riddle=given["riddle"], answer=f" {str(words).upper()} ").status_code == 302


def test_wrong_answer__is_told_and_gets_another_question(asked):
    answer = send(proof="", riddle=riddle_in(asked)["riddle"], answer="một trăm")

    assert answer.status_code == 422
    assert "answer" in answer.context["form"].errors
    assert answer.context["riddle"].token != riddle_in(asked)["riddle"]


def test_answered_question__counts_once(asked):
    given = riddle_in(asked)

    assert send(proof="", **given).status_code == 302
    assert send(proof="", **given).status_code == 422


def test_limit_without_a_script__is_the_stricter_one():
    def answered(address):
        return send(address, proof="", **riddle_in(send(address, proof=""))).status_code

    codes = [answered("203.0.113.5") for _number in range(limits.LIMITS["asked"] + 1)]

    assert codes == [302] * limits.LIMITS["asked"] + [429]
    assert send().status_code == 302


def test_many_addresses_without_a_script__have_a_limit_together(monkeypatch):
    monkeypatch.setitem(limits.ALL_TOGETHER, limits.Way.ASKED, 2)

    codes = []
    for number in range(4):
        address = f"203.0.113.{number}"
        codes.append(send(address, proof="", **riddle_in(send(address, proof=""))).status_code)

    assert codes == [302, 302, 429, 429]
    assert send(OTHER).status_code == 302


# --- Nobody is known again --------------------------------------------------------------------------------------------


def test_address__is_written_nowhere_and_its_hash_is_another_one_tomorrow(rf):
    request = rf.get("/", REMOTE_ADDR="203.0.113.5")
    with on(NOVEMBER):
        today = sender_of(request)
    with on(NOVEMBER + datetime.timedelta(days=1)):
        tomorrow = sender_of(request)
        sweeps.forget_senders()
        assert list(Salt.objects.values_list("day", flat=True)) == [NOVEMBER + datetime.timedelta(days=1)]
    send()

    assert today != tomorrow
    assert "203.0.113" not in json.dumps(list(Sending.objects.values("sender", "way")))


def test_counts_and_tokens__are_forgotten():
    send(proof=solve())
    Sending.objects.update(hour=timezone.now() - datetime.timedelta(hours=3))
    SpentToken.objects.update(spent_at=timezone.now() - datetime.timedelta(hours=5))

    sweeps.forget()

    assert not Sending.objects.exists()
    assert not SpentToken.objects.exists()


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.5", "", "203.0.113.5"),
        ("203.0.113.5", "198.51.100.1", "203.0.113.5"),  # anybody may write that
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1, 127.0.0.1", "198.51.100.1"),
        ("127.0.0.1", "", "127.0.0.1"),
    ],
)
def test_address__is_what_a_proxy_of_ours_has_seen(rf, peer, forwarded, address):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}

    assert address_of(rf.get("/", REMOTE_ADDR=peer, **headers)) == address


def test_one_household__is_one_sender(rf):
    def sender(address):
        return sender_of(rf.get("/", REMOTE_ADDR=address))

    assert sender("2001:db8:1:2:3::1") == sender("2001:db8:1:2:ffff::9")
    assert sender("2001:db8:1:2::1") != sender("2001:db8:1:3::1")
    assert sender("::ffff:203.0.113.5") == sender("203.0.113.5")
    assert sender("không phải địa chỉ") == sender("")


def test_proof__takes_a_phone_no_more_than_its_bound():
    assert proof.MOST <= 50_000
