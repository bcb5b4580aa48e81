"""Fields for what a commitment serves, what a remark is about, and the figures of a report."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from wagtail.images import get_image_model


class AreaKeysField(models.JSONField):
    """The keys of areas of the same plan, as a list of strings: children of a plan get new primary keys, keys stay.

    In the editor these are tick boxes, whose choices the plan's form gives (`plans.forms`).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": list, "blank": True} | kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        """Return tick boxes without choices yet."""
        return forms.MultipleChoiceField(
            required=False, label=self.verbose_name, help_text=self.help_text, widget=forms.CheckboxSelectMultiple
        )

    def in_words(self, item: models.Model) -> str:
        """Return the titles of the chosen areas, as whoever approves the plan reads them."""
        chosen = set(self.value_from_object(item))
        return "; ".join(str(area) for area in item.plan.focus_areas.all() if str(area.key) in chosen)


class AboutField(models.CharField):
    """The area or unit of a report that a remark is about: "area:<key>" or "unit:<number>", "" for the whole.

    In the editor it is a choice, which the report's form gives (`plans.forms`).
    """

    def formfield(self, **kwargs: Any) -> forms.Field:
        """Return a choice without choices yet."""
        return forms.ChoiceField(required=False, label=self.verbose_name, help_text=self.help_text)

    def in_words(self, item: models.Model) -> str:
        """Return the area's or unit's name, as whoever approves the report reads it."""
        return dict(subjects_of(item.page.figures)).get(self.value_from_object(item), "")


class FiguresField(models.JSONField):
    """What `plans.report.snapshot` has counted. Its photos are as much in public use as those of a text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": dict, "blank": True} | kwargs)

    def extract_references(self, value: dict[str, Any]) -> Iterator[tuple[type, str, str, str]]:
        """Yield, as Wagtail's fields do, what photos the figures show."""
        for name, thing in value.get("things", {}).items():
            if thing.get("picture"):
                yield get_image_model(), str(thing["picture"]), "picture", f"things.{name}.picture"

    def in_words(self, item: models.Model) -> str:
        """Return the figures as whoever approves the report compares them: a line for each area and unit."""
        from plans.report.wording import figures_in_words

        return figures_in_words(self.value_from_object(item))


def subjects_of(figures: dict[str, Any]) -> list[tuple[str, str]]:
    """Return (what a remark says it is about, its name) of each area and unit in the figures of a report."""
    areas = [(f"area:{each['key']}", f"{each['number']}. {each['title']}") for each in figures.get("areas", [])]
    units = [(f"unit:{each['key']}", each["name"]) for each in figures.get("units", []) if each["key"]]
    return [("", _("the report as a whole")), *areas, *units]
