"""The app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """Plans, focus areas, responsibilities, units, and what counts as evidence of them."""

    name = "plans"
    verbose_name = _("Plans")

    def ready(self) -> None:
        """Keep a plan's items in step with what is saved and published, tell the desk of them, make its documents."""
        from common import worker
        from moderation.desk import facts
        from plans import desk, signals
        from plans.documents import made
        from plans.intake import reading_aside

        signals.connect()
        facts.register(desk.what_it_serves)
        worker.register("plan files", every=1, run=reading_aside.read_waiting, aside=True)
        worker.register("plan documents", every=10, run=made.make_missing)
        _register_what_is_public()


def _register_what_is_public() -> None:
    from moderation import registry
    from plans.models import PlanIndexPage, PlanItem, PlanPage, ResponsibilityPage, Unit
    from plans.models.source import PlanSource, RememberedName

    registry.beside(PlanSource, "a file on its way to a draft, shown to who sent it")
    registry.beside(RememberedName, "names that plans use for a unit, for the reader only")
    registry.register(PlanIndexPage)
    registry.register(PlanPage, private=("reading_notes",))
    registry.register(ResponsibilityPage)
    registry.register(Unit, private=("aliases", "members"))
    registry.register_derived(PlanItem, owner="holder", live="published")
