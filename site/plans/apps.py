"""The app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """Plans, focus areas, responsibilities, units, and what counts as evidence of them."""

    name = "plans"
    verbose_name = _("Plans")

    def ready(self) -> None:
        """Keep what follows from plans in step: items, what falls due, documents, files that wait to be read."""
        from common import worker
        from moderation.desk import facts
        from plans import desk, evidence, signals
        from plans.board import starting
        from plans.distribution import mails
        from plans.documents import made
        from plans.intake import reading_aside
        from plans.models import ExternalRecord
        from plans.promises import renewal
        from plans.reminders import sweep
        from plans.report import files, making

        signals.connect()
        starting.connect()
        facts.register(desk.what_it_serves)
        evidence.register(ExternalRecord)
        worker.register("plan files", every=1, run=reading_aside.read_waiting, aside=True)
        worker.register("reports", every=1, run=making.work, aside=True)
        files.connect()
        worker.register("plan documents", every=10, run=made.make_missing)
        _register_what_is_public()
        worker.register("what is handed out", every=5, run=mails.write_waiting)
        worker.register("promises", every=3600, run=renewal.renew_all)
        worker.register("due dates", every=300, run=sweep.remind)


def _register_what_is_public() -> None:
    from moderation import registry
    from plans.models import (
        CalendarAddress,
        Distribution,
        Event,
        ExternalRecord,
        Occasion,
        OfficialDocument,
        PlanIndexPage,
        PlanItem,
        PlanPage,
        PlanSource,
        Receipt,
        RememberedName,
        ReminderWish,
        ReportMaking,
        ReportPage,
        ResponsibilityPage,
        SchoolYear,
        Unit,
    )

    registry.beside(PlanSource, "a file on its way to a draft, shown to who sent it")
    registry.beside(Distribution, "what the staff was given to read, shown to those who give it")
    registry.beside(Receipt, "who has read it, shown to those who gave it and to the reader")
    registry.beside(RememberedName, "names that plans use for a unit, for the reader only")
    registry.beside(ReportMaking, "figures with what is internal, for the staff; the page has public ones of its own")
    registry.register(PlanIndexPage)
    registry.register(PlanPage, private=("reading_notes", "number_key", "words"))
    registry.register(ResponsibilityPage)
    registry.register(ReportPage)
    registry.register(Unit, private=("aliases", "members"))
    registry.register(OfficialDocument, private=("number_key", "words"))
    registry.register_derived(PlanItem, owner="holder", live="published")
    registry.register(SchoolYear)
    registry.register(ExternalRecord, hidden=lambda record: record.is_internal)
    registry.register(Event, hidden=lambda event: event.is_internal)
    registry.beside(CalendarAddress, "a secret of one person")
    registry.beside(ReminderWish, "how one person wants to be reminded")
    registry.beside(Occasion, "days and numbers that follow from approved promises; pages show the approved words")
