"""A reading as one form that a person corrects: every entry beside its place in the source, and back to a reading."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import Media
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from plans.importing import Units
from plans.intake import forms as entry
from plans.intake.marked import anchor, stretches
from plans.intake.matching import match
from plans.models.source import PlanSource
from plans.reader.trace import REASONS

MOST = 20_000  # entries of one list: beyond what one form can send, so that none is cut off in silence
HEAD = ("title", "number", "issuer", "place", "issued_on", "introduction", "closing")


@dataclass(frozen=True)
class Part:
    """A list of a reading: its key there, what it is called, its form, and how an entry becomes the form's values."""

    key: str
    heading: Any
    form: type[entry.EntryForm]
    values: Callable[[Any], dict[str, Any]] = dict


def _sentence(text: str) -> dict[str, str]:
    return {"text": text}


def _period(period: dict[str, Any]) -> dict[str, Any]:
    return {"kind": period["kind"], "from_year": period["from"], "to_year": period["to"]}


PARTS = (
    Part("periods", _("Periods"), entry.PeriodForm, _period),
    Part("bases", _("Legal bases"), entry.BasisForm),
    Part("purposes", _("Purposes"), entry.StatementForm, _sentence),
    Part("requirements", _("Requirements"), entry.StatementForm, _sentence),
    Part("focus_areas", _("Focus areas"), entry.AreaForm),
    Part("commitments", _("Commitments"), entry.CommitmentForm),
    Part("units", _("Units and their duties"), entry.UnitForm),
    Part("other_sections", _("Other sections"), entry.SectionForm),
    Part("recipients", _("Recipients"), entry.RecipientForm, _sentence),
    Part("attachments", _("Attachments"), entry.AttachmentForm, lambda url: {"url": url}),
)
PARTIES = Part("parties", _("Responsible units"), entry.PartyForm)
DUTIES = Part("duties", _("Duties"), entry.StatementForm, _sentence)


class Review:
    """All forms of one source. `parts` are (Part, formset) in the order of a plan."""

    def __init__(self, source: PlanSource, data: Mapping[str, Any] | None = None) -> None:
        self.source, self.reading, self.data = source, source.reading, data
        self.traces = source.trail["traces"]
        signer = self.reading["signer"]
        initial = {name: self.reading[name] or None for name in HEAD}
        initial |= {"signer_title": signer["title"], "signer_name": signer["name"]}
        self.head = entry.HeadForm(data, prefix="head", initial=initial)
        self.parts = [(part, self._formset(part, part.key, self._entries(part.key))) for part in PARTS]
        self.unplaced = stretches(source.text, source.trail)
        self._nest()
        self._offer_what_continues()

    @property
    def media(self) -> Media:
        """What the forms need of scripts and styles."""
        return sum((formset.media for _part, formset in self.parts), self.head.media)

    # --- Made of the reading ---------------------------------------------------------------------------------------

    def _entries(self, key: str) -> list[Any]:
        return self.reading[key]

    def _formset(self, part: Part, path: str, entries: list[Any], paths: list[str] | None = None) -> Any:
        """Return the formset of `entries`; the n-th stands at `paths[n]` of the trail, or at path.n."""
        factory = forms.formset_factory(part.form, extra=1, can_delete=True, max_num=MOST, absolute_max=MOST)
        initial = [part.values(each) for each in entries]
        formset = factory(self.data, prefix=anchor(path), initial=initial)
        for number, form in enumerate(formset):
            form.path = paths[number] if paths and number < len(paths) else f"{path}.{number}"
            form.trace = self._trace(form.path) if number < len(entries) else None
            form.is_blank = number >= len(entries) and not (form.is_bound and form.has_changed())
        return formset

    @property
    def head_fields(self) -> Iterator[tuple[Any, str, dict[str, Any] | None]]:
        """Yield each field of the letterhead with its id and with where it stands."""
        for field in self.head:
            path = field.name.replace("signer_", "signer.")
            yield field, anchor(path), self._trace(path)

    def _nest(self) -> None:
        """Give areas their parties, one unit in a row, and units their duties."""
        for form in self.formset("focus_areas"):
            parties = self._old(form).get("parties", [])
            rows = [
                {"unit": unit, "role": party["role"], "raw": party["raw"]}
                for party in parties
                for unit in party["units"] or [party["raw"][:150]]
            ]
            paths = [
                f"{form.path}.parties.{number}"
                for number, party in enumerate(parties)
                for _unit in party["units"] or [None]
            ]
            form.parts = ((PARTIES, self._formset(PARTIES, f"{form.prefix}.parties", rows, paths)),)
        for form in self.formset("units"):
            duties = self._old(form).get("duties", [])
            paths = [f"{form.path}.duties.{number}" for number in range(len(duties))]
            form.parts = ((DUTIES, self._formset(DUTIES, f"{form.prefix}.duties", duties, paths)),)

    def _old(self, form: entry.EntryForm) -> dict[str, Any]:
        """Return the entry of the reading that `form` began as; {} for one that was added here."""
        key, _dot, number = form.path.partition(".")
        entries = self.reading[key]
        return entries[int(number)] if int(number) < len(entries) else {}

    def _trace(self, path: str) -> dict[str, Any] | None:
        path = path if path in self.traces else f"{path}.name"
        if path not in self.traces:
            return None
        trace = self.traces[path]
        words = " … ".join(self.source.text[start:end] for start, end in trace["spans"])
        reasons = [REASONS[reason] for reason in trace["reasons"]]
        return {"is": trace["is"], "words": " ".join(words.split()), "reasons": reasons, "anchor": anchor(path)}

    def _offer_what_continues(self) -> None:
        """Let areas and promises of a new version name the old one whose evidence they keep."""
        for key, old in self.before.items():
            formset = self.formset(key)
            texts = [str(form.initial.get("title") or form.initial.get("text") or "") for form in formset]
            found = match([str(part) for part in old], texts)
            choices = [("", _("nothing: it is new")), *((str(part.key), str(part)) for part in old)]
            for form, place in zip(formset, found, strict=True):
                form.fields["same_as"].choices = choices
                form.initial["same_as"] = str(old[place].key) if place is not None else ""

    @cached_property
    def before(self) -> dict[str, list[Any]]:
        """Return the parts of the version before, by key of the reading; empty where this is a plan of its own."""
        if self.source.replaces is None:
            return {"focus_areas": [], "commitments": []}
        plan = self.source.replaces.get_latest_revision_as_object()
        return {"focus_areas": list(plan.focus_areas.all()), "commitments": list(plan.commitments.all())}

    @property
    def is_new_version(self) -> bool:
        """Whether it continues a plan of this site."""
        return self.source.replaces is not None

    @cached_property
    def leaving(self) -> list[str]:
        """Return what the version before has and the proposal for this one has not."""
        staying = {form.initial.get("same_as") for key in self.before for form in self.formset(key)}
        return [str(part) for parts in self.before.values() for part in parts if str(part.key) not in staying]

    # --- What was sent ----------------------------------------------------------------------------------------------

    def formset(self, key: str) -> Any:
        """Return the formset of one list of the reading."""
        return next(formset for part, formset in self.parts if part.key == key)

    def is_valid(self) -> bool:
        """Check all forms: each of them has to say what is wrong with it."""
        return all([self.head.is_valid(), *(formset.is_valid() for formset in self._all())])

    def _all(self) -> Iterator[Any]:
        for _part, formset in self.parts:
            yield formset
            for form in formset:
                yield from (nested for _part, nested in form.parts)

    def as_reading(self) -> dict[str, Any]:
        """Return what was sent with the keys of `import_plan --json`; areas and promises carry `same_as`."""
        head = self.head.cleaned_data
        reading = {name: head[name] or "" for name in HEAD}
        reading["issued_on"] = head["issued_on"].isoformat() if head["issued_on"] else ""
        reading["signer"] = {"title": head["signer_title"], "name": head["signer_name"]}
        reading |= {part.key: [self._back(part, form) for form in _kept(formset)] for part, formset in self.parts}
        reading["other_sections"] += [{"title": str(UNPLACED), "text": text} for text in self._kept_stretches()]
        reading["warnings"] = []
        return reading

    def _back(self, part: Part, form: entry.EntryForm) -> Any:
        """Return the entry of a reading that `form` holds now."""
        sent = {name: value for name, value in form.cleaned_data.items() if name != "DELETE"}
        if part.key in {"purposes", "requirements", "recipients", "duties"}:
            return sent["text"]
        if part.key == "attachments":
            return sent["url"]
        if part.key == "periods":
            return {"kind": sent["kind"], "from": sent["from_year"], "to": sent["to_year"]}
        if part.key == "bases":
            sent["date"] = sent["date"].isoformat() if sent["date"] else ""
        if part.key == "focus_areas":
            rows = (each.cleaned_data for each in _kept(_inside(form)))
            sent["parties"] = [{"raw": row["raw"], "role": row["role"], "units": [row["unit"]]} for row in rows]
        if part.key == "units":
            sent["duties"] = [self._back(DUTIES, each) for each in _kept(_inside(form))]
        return sent

    def _kept_stretches(self) -> list[str]:
        kept = set(self.data.getlist("keep")) if self.data is not None else set()
        return [text for number, text in enumerate(self.unplaced) if str(number) in kept]

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield (what the reader had understood, what stands there now) of every unit that is named."""
        for area in _kept(self.formset("focus_areas")):
            yield from ((row.initial.get("unit", ""), row.cleaned_data["unit"]) for row in _kept(_inside(area)))
        yield from ((row.initial.get("name", ""), row.cleaned_data["name"]) for row in _kept(self.formset("units")))

    def new_units(self, units: Units) -> list[str]:
        """Return the names that no unit of the site has, as they were read, each once."""
        named = [form.initial.get("name", "") for form in self.formset("units")]
        named += [row.initial.get("unit", "") for area in self.formset("focus_areas") for row in _inside(area)]
        return [name for name in dict.fromkeys(filter(None, named)) if units.known(name) is None]


UNPLACED = _("Not placed")


def _inside(form: entry.EntryForm) -> Any:
    """Return the formset that is nested in `form`."""
    return form.parts[0][1]


def _kept(formset: Any) -> Iterator[entry.EntryForm]:
    """Yield the forms that hold something and were not ticked as superfluous."""
    for form in formset:
        if form.cleaned_data and not form.cleaned_data.get("DELETE"):
            yield form
