"""What is public. Apps of content register their models here; guard, ledger and verification know no others.

Three kinds of models are registered: what is approved by itself (pages, units, categories), files that it uses (photos,
documents), and rows that follow from an approved page (plan items). A model that is never shown is named as such.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from django.db import models
from django.db.models import Model
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Page

PAGE = "wagtailcore.page"

# What is written while a live page is only edited, locked or moved about in the tree, and what nobody is shown.
BOOKKEEPING = frozenset(
    {
        "path",
        "depth",
        "numchild",
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
        "alias_of",
        "translation_key",
        "search_description_vector",
    }
)


def _never(item: Model) -> bool:
    return False


@dataclass(frozen=True)
class Subject:
    """A model whose objects are approved one by one. `live` is the column that says public; "" where all rows are.

    `hidden` says which of them stay inside the house though they are approved: their files do not become public.
    """

    model: type[Model]
    kind: str
    private: frozenset[str] = frozenset()
    live: str = "live"
    hidden: Callable[[Model], bool] = _never

    @property
    def is_page(self) -> bool:
        """Whether this is a type of page."""
        return issubclass(self.model, Page)


@dataclass(frozen=True)
class PublicFile:
    """A model whose rows hold a file. `content` are the fields that visitors see."""

    model: type[Model]
    kind: str
    content: tuple[str, ...]
    file_field: str = "file"


@dataclass(frozen=True)
class Derived:
    """Rows that follow from an approved object: written when it is published, never by themselves."""

    model: type[Model]
    owner_kind: str
    owner: str
    live: str
    private: frozenset[str] = field(default_factory=frozenset)


_subjects: dict[type[Model], Subject] = {}
_files: dict[type[Model], PublicFile] = {}
_derived: dict[type[Model], Derived] = {}
_beside: dict[type[Model], str] = {}
_proofs: list["Proof"] = []

# Returns (kind, key, label, what is wrong) of what does not hold, for `manage.py verify_approvals`.
Proof = Callable[[], Iterable[tuple[str, int, str, str]]]


def register(
    model: type[Model],
    *,
    private: tuple[str, ...] = (),
    live: str = "live",
    hidden: Callable[[Model], bool] = _never,
) -> None:
    """Put objects of `model` under approval, with all their children. `private` fields are never shown."""
    kind = PAGE if issubclass(model, Page) else model._meta.label_lower
    _subjects[model] = Subject(model, kind, frozenset(private), live, hidden)
    _forget()


def register_file(model: type[Model], *, content: tuple[str, ...]) -> None:
    """Make rows of `model` immutable while something public uses them."""
    _files[model] = PublicFile(model, model._meta.label_lower, content)
    _forget()


def register_derived(model: type[Model], *, owner: str, live: str, private: tuple[str, ...] = ()) -> None:
    """Let rows of `model` be written only while the page that `owner` (a foreign key) names is being published."""
    _derived[model] = Derived(model, PAGE, owner, live, frozenset(private))
    _forget()


def beside(model: type[Model], why: str) -> None:
    """Say that `model` is never shown to the public, and why: the system check wants one or the other."""
    _beside[model] = why


def register_proof(proof: Proof) -> None:
    """Let `proof` be asked at each verification: what of the public only the app of content can compare."""
    if proof not in _proofs:
        _proofs.append(proof)


def proofs() -> list[Proof]:
    """Return what apps of content compare themselves."""
    return list(_proofs)


def subjects() -> list[Subject]:
    """Return what is approved by itself."""
    return list(_subjects.values())


def files() -> list[PublicFile]:
    """Return the kinds of files."""
    return list(_files.values())


def derived() -> list[Derived]:
    """Return the kinds of rows that follow from approved pages."""
    return list(_derived.values())


def not_public() -> dict[type[Model], str]:
    """Return the models that are never shown, with the reason."""
    return dict(_beside)


def subject_of(item: Model | type[Model]) -> Subject | None:
    """Return how `item` (an object or a model) is registered, None where it is not."""
    model = item if isinstance(item, type) else type(item)
    return _subjects.get(model)


def file_of(model: type[Model]) -> PublicFile | None:
    """Return how a model of files is registered."""
    return _files.get(model)


def kind_of(item: Model) -> str:
    """Return the name under which grants and the ledger know `item`."""
    return PAGE if isinstance(item, Page) else type(item)._meta.label_lower


def children_of(model: type[Model]) -> list[models.ManyToOneRel]:
    """Return the relations to the ordered children that are published with an object of `model`."""
    return [
        relation
        for relation in get_all_child_relations(model)
        if relation.get_accessor_name() != COMMENTS_RELATION_NAME
    ]


def links_of(model: type[Model]) -> list[models.ManyToManyField]:
    """Return the many-to-many fields that are published with an object of `model`."""
    return list(get_all_child_m2m_relations(model))


@cache
def covered_models() -> frozenset[type[Model]]:
    """Return every model whose rows the guard knows: subjects, their children and links, files, derived rows."""
    found: set[type[Model]] = {*_files, *_derived}
    for model in _subjects:
        found.update(_with_parts(model))
    return frozenset(found)


def _with_parts(model: type[Model]) -> Iterator[type[Model]]:
    yield model
    for field_ in links_of(model):
        yield field_.remote_field.through
    for relation in children_of(model):
        yield from _with_parts(relation.related_model)


def _forget() -> None:
    covered_models.cache_clear()
