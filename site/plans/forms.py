"""The editor's forms of pages whose children carry keys."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from common.models import SchoolPageForm
from plans import validation
from plans.keys import mint_keys
from plans.models.fields import subjects_of


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
    """Focus areas and commitments carry keys; a promise names areas of its plan and stays within its periods."""

    keyed_formsets = ("focus_areas", "commitments")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "commitments" in self.formsets:
            areas = self.instance.focus_areas.all()
            offered = [(str(area.key), str(area)) for area in areas if area.key]
            _offer(self.formsets["commitments"], "area_keys", offered)

    def clean(self) -> dict[str, Any]:
        """A number is given once by an issuer in a year."""
        cleaned = super().clean()
        number, issuer, issued_on = (cleaned.get(name) for name in ("number", "issuer", "issued_on"))
        site = (self.parent_page or self.instance.get_parent()).get_site()
        twin = validation.twin_of(self.instance, site, number or "", issuer or "", issued_on)
        if twin:
            message = _("“%(plan)s” has this number, of the same issuer and year. Check the number.")
            self.add_error("number", message % {"plan": twin})
        return cleaned

    def is_valid(self) -> bool:
        """Compare the promises with the periods of the same form, once both have been read."""
        return _with_faults(self, super().is_valid(), "commitments", self._bounds)

    def _bounds(self) -> validation.Bounds | None:
        if "periods" not in self.formsets:
            return None
        kept = [form.instance for form in self._kept_forms("periods")]
        spans = [(each.kind, each.from_year, each.to_year) for each in kept]
        site = (self.parent_page or self.instance.get_parent()).get_site()
        return validation.bounds_of(spans, site, self.cleaned_data.get("issued_on"))


class ResponsibilityPageForm(KeyedPageForm):
    """Duties carry keys and stay within the periods of the plan above."""

    keyed_formsets = ("duties",)

    def is_valid(self) -> bool:
        """Compare the duties with the periods of the plan above, as it was last written."""
        return _with_faults(self, super().is_valid(), "duties", self._bounds)

    def _bounds(self) -> validation.Bounds:
        plan = (self.parent_page or self.instance.get_parent()).specific.get_latest_revision_as_object()
        return validation.bounds_of(plan.spans, plan.get_site(), plan.issued_on)


class ReportPageForm(SchoolPageForm):
    """Head and remarks of a report. What is sent for approval has figures, and only the worker writes those."""

    is_draft = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "remarks" in self.formsets:
            offered = subjects_of(self.instance.figures)
            known = {about for about, _name in offered}
            gone = {each.about for each in self.instance.remarks.all()} - known
            offered += [(about, _("no longer in the plan")) for about in sorted(gone)]
            _offer(self.formsets["remarks"], "about", offered)

    def defer_required_fields(self) -> None:
        """Wagtail calls this where only a draft is saved."""
        super().defer_required_fields()
        self.is_draft = True

    def clean(self) -> dict[str, Any]:
        """A report without figures, as a copy is one, says nothing."""
        cleaned = super().clean()
        if not self.is_draft and not self.instance.figures:
            self.add_error("title", _("This report has no figures yet. Let them be made first, on the plan's board."))
        return cleaned


def _offer(formset: Any, name: str, choices: list[tuple[str, str]]) -> None:
    """Give every form of `formset`, the empty one too, the choices of its field `name`."""
    add_fields = formset.add_fields

    def add_with_choices(form: Any, index: int | None) -> None:
        add_fields(form, index)
        if name in form.fields:
            form.fields[name].choices = choices

    formset.add_fields = add_with_choices


def _with_faults(form: Any, valid: bool, name: str, bounds_of: Callable[[], validation.Bounds | None]) -> bool:
    """Say at the fields of the children called `name` what is wrong with their days. Return whether all is well."""
    if not valid or name not in form.formsets:
        return valid
    formset, bounds = form.formsets[name], bounds_of()
    if bounds is None:
        return True
    for child in formset.forms:
        if child not in formset.deleted_forms and getattr(child, "cleaned_data", None):
            for field, message in validation.faults(child.cleaned_data, bounds):
                child.add_error(field, message)
                valid = False
    return valid
