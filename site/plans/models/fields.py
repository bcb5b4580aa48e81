"""A field for what a commitment serves."""

from typing import Any

from django import forms
from django.db import models


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
