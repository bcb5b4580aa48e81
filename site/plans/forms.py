"""The editor's forms of pages whose children carry keys."""

from typing import Any

from common.models import SchoolPageForm
from plans.keys import mint_keys


class KeyedPageForm(SchoolPageForm):
    """A form that mints the keys of its children and tells an open editor about them (autosave)."""

    keyed_formsets: tuple[str, ...] = ()

    def save(self, commit: bool = True) -> Any:
        """Mint keys before the first write, so that the draft holds them."""
        page = super().save(commit=False)
        for name in self._present():
            mint_keys(form.instance for form in self._kept_forms(name))
        if commit:
            page.save()
        return page

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """Add the minted keys to what autosave writes back into the open form."""
        updates = super().get_field_updates_for_resave()
        for name in self._present():
            for form in self._kept_forms(name):
                field = f"{form.prefix}-key"
                if form.instance.key and self.data.get(field) != str(form.instance.key):
                    updates.append((field, str(form.instance.key)))
        return updates

    def _present(self) -> list[str]:
        return [name for name in self.keyed_formsets if name in self.formsets]

    def _kept_forms(self, name: str) -> list[Any]:
        formset = self.formsets[name]
        deleted = formset.deleted_forms
        return [form for form in formset.forms if form not in deleted and form.has_changed() | bool(form.instance.pk)]


class PlanPageForm(KeyedPageForm):
    """Focus areas and commitments carry keys."""

    keyed_formsets = ("focus_areas", "commitments")


class ResponsibilityPageForm(KeyedPageForm):
    """Duties carry keys."""

    keyed_formsets = ("duties",)
