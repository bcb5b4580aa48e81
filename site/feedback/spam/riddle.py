"""A question in words for whoever has no script: a small sum, whose numbers follow from the token and stand nowhere."""

from dataclasses import dataclass

from django.utils.crypto import salted_hmac
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.text import fold
from feedback.spam import tokens

KIND = "riddle"
SMALLEST, CHOICES = 2, 4
NUMBERS = {
    2: gettext_lazy("two"),
    3: gettext_lazy("three"),
    4: gettext_lazy("four"),
    5: gettext_lazy("five"),
    6: gettext_lazy("six"),
    7: gettext_lazy("seven"),
    8: gettext_lazy("eight"),
    9: gettext_lazy("nine"),
    10: gettext_lazy("ten"),
}


@dataclass(frozen=True)
class Riddle:
    """One question, and the token that comes back with the answer."""

    token: str
    text: str


def new_riddle() -> Riddle:
    """Return a question that nobody was asked before."""
    token, nonce = tokens.sign(KIND)
    first, second = _numbers(nonce)
    text = _("How much is %(first)s plus %(second)s?") % {"first": NUMBERS[first], "second": NUMBERS[second]}
    return Riddle(token, capfirst(text))


def answered(token: str, answer: str) -> str | None:
    """Return the nonce to spend if `answer` (a digit or a word) is right, None if not."""
    found = tokens.unsign(KIND, token)
    if not found:
        return None
    nonce, _content = found
    total = sum(_numbers(nonce))
    return nonce if fold(answer.strip()) in {str(total), fold(str(NUMBERS[total]))} else None


def _numbers(nonce: str) -> tuple[int, int]:
    digest = salted_hmac("feedback.riddle", nonce).digest()
    return SMALLEST + digest[0] % CHOICES, SMALLEST + digest[1] % CHOICES
