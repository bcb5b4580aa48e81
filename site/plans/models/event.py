"""The school's own events: what the work calendar holds beside what falls due."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from moderation.snippets import ApprovedQuerySet, ApprovedSnippet
from plans.choices import Audience

FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST = datetime.timedelta(days=366)


class EventQuerySet(ApprovedQuerySet):
    """Events by who may see them, and when they are."""

    def approved(self) -> Self:
        """Events that were approved, those for the staff only too."""
        return super().public()

    def public(self) -> Self:
        """Approved events that visitors may see."""
        return self.approved().filter(audience=Audience.PUBLIC)

    def between(self, first: datetime.date, last: datetime.date) -> Self:
        """Events of which at least one day lies from `first` to `last`."""
        return self.filter(Q(ends_on__gte=first) | Q(ends_on=None, starts_on__gte=first), starts_on__lte=last)

    def of_units(self, units: Iterable[Any]) -> Self:
        """Events that name one of `units`."""
        return self.filter(pk__in=self._naming(units))

    def for_units(self, units: Iterable[Any]) -> Self:
        """Events that name one of `units`, and those that name nobody and so mean everybody."""
        nobody = ~Q(pk__in=self.model.units.through.objects.values("event"))
        return self.filter(Q(pk__in=self._naming(units)) | nobody)

    def _naming(self, units: Iterable[Any]) -> models.QuerySet:
        return self.model.units.through.objects.filter(unit__in=list(units)).values("event")


class Event(ApprovedSnippet):
    """One event of the school: a meeting, an assembly, a test. Without hours it takes whole days.

    `key` never changes, whatever else is edited: phones know the event by it (the UID of its calendar entry).
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    starts_on = models.DateField(_("day"))
    starts_at = models.TimeField(_("begins at"), null=True, blank=True, help_text=_("Empty: it takes the whole day."))
    ends_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Only if it takes several days."))
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=200, blank=True)
    chair = models.CharField(_("chaired by"), max_length=150, blank=True)
    attendees = models.CharField(
        _("who attends"), max_length=300, blank=True, help_text=_("In your own words: parents of grade 1, all pupils …")
    )
    units = ParentalManyToManyField(
        "plans.Unit",
        verbose_name=_("units that attend"),
        blank=True,
        related_name="+",
        help_text=_("It stands in the calendar of each of them. None: it is for the whole school."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("What to bring, what to prepare."))
    audience = models.CharField(
        _("for"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.INTERNAL,
        help_text=_("What is for the staff only never shows outside."),
    )

    objects = EventQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("ends_on"),
            ],
            heading=_("When"),
        ),
        FieldPanel("audience"),
        FieldRowPanel([FieldPanel("place"), FieldPanel("chair")]),
        MultiFieldPanel(
            [FieldPanel("attendees"), FieldPanel("units", widget=CheckboxSelectMultiple)], heading=_("Who attends")
        ),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["starts_on", "starts_at", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_internal(self) -> bool:
        """Whether visitors never see it."""
        return self.audience == Audience.INTERNAL

    @property
    def last_day(self) -> datetime.date:
        """The day on which it ends."""
        return self.ends_on or self.starts_on

    @property
    def anchor(self) -> str:
        """Its place on a page of the calendar: "su-kien-6f1c2a9b"."""
        return f"su-kien-{str(self.key)[:8]}"

    @property
    def url(self) -> str:
        """Where visitors read it: its week of the calendar; "" for what they never see."""
        if self.is_internal:
            return ""
        return f"{reverse('calendar')}?tuan={self.starts_on:%G-W%V}#{self.anchor}"

    def clean(self) -> None:
        """The days and hours follow each other."""
        super().clean()
        if self.starts_on:
            self._check_days(self.starts_on)
        if self.ends_at and not self.starts_at:
            raise ValidationError({"starts_at": _("Say when it begins, or leave both hours empty for a whole day.")})
        self._check_hours()

    def _check_days(self, starts_on: datetime.date) -> None:
        if not FIRST_YEAR <= starts_on.year <= LAST_YEAR:
            raise ValidationError({"starts_on": _("Check the year of this day.")})
        if self.ends_on and self.ends_on < starts_on:
            raise ValidationError({"ends_on": _("The event ends before it begins. Check the two days.")})
        if self.ends_on and self.ends_on - starts_on > LONGEST:
            raise ValidationError({"ends_on": _("This would take more than a year. Check the two days.")})

    def _check_hours(self) -> None:
        several_days = self.ends_on and self.starts_on and self.ends_on > self.starts_on
        if several_days and self.starts_at and not self.ends_at:
            raise ValidationError({"ends_at": _("Say at what hour of the last day it ends.")})
        if not several_days and self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The event ends before it begins. Check the two hours.")})

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """What is approved is what is read."""
        return "plans/event.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return the event and the units that it names."""
        return {"event": self, "units": list(self.units.all())}


class CalendarAddress(models.Model):
    """The secret address under which one person's phone fetches their own calendar. Renewed, the old one is gone."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_address")
    token = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return str(self.user)


class ReminderWish(models.Model):
    """How somebody wants to be reminded of what falls due. Without a row: a mail for each due date."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminder_wish")
    weekly = models.BooleanField(_("one mail each Monday instead"), default=False)

    class Meta:
        verbose_name = _("wish about reminders")
        verbose_name_plural = _("wishes about reminders")

    def __str__(self) -> str:
        return str(self.user)
