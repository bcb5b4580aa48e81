"""Feedback and its history."""

import datetime
from collections.abc import Iterable
from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from common.models import NormalisedModel
from feedback import codes
from feedback.choices import IN_THE_HOUSE, OPEN, Act, Channel, Relation, State, Topic

LONGEST_TEXT = 5_000
EXCERPT = 120
PERSONAL = ("name", "phone", "email")
CONCERNED = ("child", "school_class", "about")


class FeedbackQuerySet(models.QuerySet):
    """Feedback by school and by what is to be done about it."""

    def on_site(self, site: Site | None) -> Self:
        """What was written to one school."""
        return self.filter(site=site)

    def open(self) -> Self:
        """What nobody has answered yet."""
        return self.filter(state__in=OPEN)

    def closed(self) -> Self:
        """What was answered, or closed without."""
        return self.exclude(state__in=OPEN)

    def late(self, on: datetime.date) -> Self:
        """What the school should have answered before a day. What the higher authority has, waits for that."""
        return self.filter(state__in=IN_THE_HOUSE, due_on__lt=on)

    def withdrawing_consent(self) -> Self:
        """What asks for a child's pictures to be taken down."""
        return self.filter(topic=Topic.CONSENT)

    def one_by_one(self) -> Self:
        """All but comments that wait with the unit which sums them up (`is_gathered`)."""
        return self.exclude(state=State.WITH_UNIT, unit=models.F("consultation__unit"))

    def staff_to_be_told(self) -> Self:
        """What came to somebody who has had no mail about it."""
        return self.filter(state__in=IN_THE_HOUSE, staff_told_at=None)

    def sender_to_be_told(self) -> Self:
        """What was answered, where the writer left an address and has had no mail about it."""
        return self.filter(state=State.ANSWERED, sender_told_at=None).exclude(email="")

    def to_be_forgotten(self, before: datetime.datetime) -> Self:
        """What was closed before a moment and still says who wrote what."""
        return self.filter(closed_at__lt=before, erased_at=None)


class Feedback(NormalisedModel):
    """What somebody wrote to the school: plain text, whatever it looks like.

    `code` is the only key by which its writer comes back. `unit` is where it lies while its state is `WITH_UNIT`; None:
    nobody has said whose it is. `due_on` is the last day for an answer. Name, telephone and mail are shown to whoever
    has to answer and to the leadership alone, and removed with all words a set time after it was closed (`sweeps.py`).
    What the staff ask (`asked_by`) goes the same way. What the press asks is the `spokesperson`'s, until passed on.

    To withdraw consent to a picture is a topic of its own: it says which `child` it is, of which class, `about` which
    photo or page, and who asks (`relation`); it is due in hours (`due_at`), and the leadership and the web officer,
    who take things down, deal with it and nobody else.

    A comment names the `consultation` on which it was written, lies with the unit that gathers them, and is due some
    days after the last day: the approved summary answers all that nobody has answered before (`summing_up.py`).
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=codes.LENGTH, unique=True, default=codes.new_code, editable=False)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.PUBLIC)
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Which paper, radio or television, and on what day.")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    spokesperson = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    topic = models.CharField(_("what it is about"), max_length=20, choices=Topic.choices)
    unit = models.ForeignKey(
        "plans.Unit", verbose_name=_("unit"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("what you want to say"), max_length=LONGEST_TEXT)
    name = models.CharField(_("your name"), max_length=100, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("mail"), max_length=150, blank=True)
    child = models.CharField(_("the child's name"), max_length=100, blank=True)
    school_class = models.CharField(_("class"), max_length=30, blank=True)
    about = models.CharField(_("which photo or page"), max_length=500, blank=True)
    consultation = models.ForeignKey(
        "feedback.Consultation", null=True, blank=True, on_delete=models.SET_NULL, related_name="comments"
    )
    relation = models.CharField(_("who asks"), max_length=10, choices=Relation.choices, blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.WITH_UNIT)
    received_at = models.DateTimeField(default=timezone.now)
    staff_told_at = models.DateTimeField(null=True, blank=True)
    sender_told_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(_("answer by"))
    due_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    rated = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        indexes = [models.Index(fields=["site", "state", "due_on"], name="feedback_by_state")]

    def __str__(self) -> str:
        return f"{self.get_topic_display()} ({timezone.localdate(self.received_at):%d/%m/%Y})"

    def get_absolute_url(self) -> str:
        """Return the secret address at which its writer reads what became of it."""
        return reverse("feedback_follow", args=[self.code])

    @property
    def spelled_code(self) -> str:
        """The code as it is written down."""
        return codes.spelled(self.code)

    @property
    def reference(self) -> str:
        """What the staff and the ledger call it: its code is its writer's alone."""
        return _("request no. %(number)s") % {"number": self.pk}

    @property
    def withdraws_consent(self) -> bool:
        """Whether it asks for a child's pictures to be taken down."""
        return self.topic == Topic.CONSENT

    @property
    def is_gathered(self) -> bool:
        """Whether it waits with the unit that sums up all comments on the same plan or document."""
        gatherers = self.consultation.unit_id if self.consultation else None
        return gatherers is not None and self.state == State.WITH_UNIT and self.unit_id == gatherers

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state in OPEN

    @property
    def days_left(self) -> int:
        """How many days there are until the answer is due; below zero it is late."""
        return (self.due_on - timezone.localdate()).days

    @property
    def is_late(self) -> bool:
        """Whether the school should have answered by now."""
        if self.state not in IN_THE_HOUSE:
            return False
        return self.due_at < timezone.now() if self.due_at else self.days_left < 0

    @property
    def days_late(self) -> int:
        """By how many days."""
        return -self.days_left

    @property
    def excerpt(self) -> str:
        """How it begins, on one line."""
        words = " ".join(self.text.split())
        return words if len(words) <= EXCERPT else f"{words[:EXCERPT].rstrip()}…"

    @property
    def personal(self) -> list[tuple[Any, Any]]:
        """What the writer told about themselves, as (label, value)."""
        told = self._told(PERSONAL)
        if self.relation:
            told.insert(0, (self._meta.get_field("relation").verbose_name, self.get_relation_display()))
        return [(_("works here"), self.asked_by), *told] if self.asked_by else told

    @property
    def concerned(self) -> list[tuple[Any, Any]]:
        """Whose pictures a request is about, and which, as (label, value)."""
        return self._told(CONCERNED)

    def _told(self, names: Iterable[str]) -> list[tuple[Any, Any]]:
        fields = ((self._meta.get_field(name).verbose_name, getattr(self, name)) for name in names)
        return [(label, value) for label, value in fields if value]


class StepQuerySet(models.QuerySet):
    """Steps are only ever added."""

    def update(self, **fields: Any) -> NoReturn:
        """Refuse: what was done stays done."""
        raise TypeError("The history of feedback is only added to.")

    def delete(self) -> NoReturn:
        """Refuse: what was done stays done."""
        raise TypeError("The history of feedback is only added to.")

    def forget_words(self) -> int:
        """Remove what was said, which may name a child; that something was done, by whom and when, stays."""
        return super().update(text="")


class Step(NormalisedModel):
    """One thing that was done about feedback: append-only. `by` is None where its writer or the worker did it.

    `text` is the answer, or what the staff tell each other; `unit` to whom it went, `body` the name of the authority.
    Of what was taken down, `body` says how much and `text` what, a line for each.
    """

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="steps")
    act = models.CharField(max_length=20, choices=Act.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    unit = models.ForeignKey("plans.Unit", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    body = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_act_display()} ({timezone.localdate(self.at):%d/%m/%Y})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once."""
        if not self._state.adding:
            raise TypeError("The history of feedback is only added to.")
        super().save(*args, **kwargs)

    @property
    def is_answer(self) -> bool:
        """Whether its text is for who wrote; any other stays in the house."""
        return self.act == Act.ANSWERED
