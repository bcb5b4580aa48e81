"""Which tables are guarded, on which columns, and how a row says whose content it is. No SQL dialect here."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model
from wagtail.models import Page, Revision, TaskState

from moderation import registry
from moderation.registry import PAGE

ROW = "{row}"  # stands for OLD or NEW
NEVER = "FALSE"


@dataclass(frozen=True)
class GuardedTable:
    """One table. `key` and `live` are SQL with {row} for the row at hand.

    `key` gives the primary key of the object that the row belongs to; `live` says whether that object is public;
    `owner` is the table whose row says so, where it is another one than this: writers wait for each other there.
    """

    name: str
    kind: str
    columns: tuple[str, ...]
    key: str
    live: str
    owner: str = ""
    any_key: bool = False


@dataclass(frozen=True)
class Rule:
    """Something of our own that is never written, or only under a condition: `when` is SQL, true where it is refused.

    `wait` names rows (`table WHERE …`) whose writers are waited for first, where a database lets many write at once.
    """

    table: str
    operation: str
    when: str
    wait: str = ""

    @property
    def name(self) -> str:
        """The trigger's name."""
        return f"guard_{self.table}_{self.operation.lower()}_rule"


def guarded_tables() -> list[GuardedTable]:
    """Return every guarded table once."""
    tables: dict[str, GuardedTable] = {}
    for subject in registry.subjects():
        for table in (*_roots(subject), *_parts(subject)):
            tables.setdefault(table.name, table)
    for file in registry.files():
        tables[file.model._meta.db_table] = _file_table(file)
    for rows in registry.derived():
        tables[rows.model._meta.db_table] = _derived_table(rows)
    return list(tables.values())


def _roots(subject: registry.Subject) -> Iterator[GuardedTable]:
    """Yield the tables of the object itself: for a page Wagtail's own and that of its type."""
    if subject.is_page:
        yield _page_table()
        for model in (subject.model, *subject.model._meta.get_parent_list()):
            if model is not Page:
                columns = _columns(model, subject.private)
                yield _part_of_page(model._meta.db_table, columns, f"{ROW}.{model._meta.pk.column}")
        return
    meta = subject.model._meta
    live = f"{ROW}.{meta.get_field(subject.live).column}" if subject.live else "TRUE"
    columns = _columns(subject.model, subject.private | registry.BOOKKEEPING)
    key = f"{ROW}.{meta.pk.column}"
    yield GuardedTable(meta.db_table, subject.kind, columns, key, live, any_key=not subject.live)


def _page_table() -> GuardedTable:
    columns = _columns(Page, registry.BOOKKEEPING)
    return GuardedTable(Page._meta.db_table, PAGE, columns, f"{ROW}.id", f"{ROW}.live")


def _part_of_page(name: str, columns: tuple[str, ...], key: str) -> GuardedTable:
    return GuardedTable(name, PAGE, columns, key, _live_in(Page, key), owner=Page._meta.db_table)


def _parts(subject: registry.Subject) -> Iterator[GuardedTable]:
    """Yield the tables of ordered children and of many-to-many links, at any depth."""
    yield from _parts_below(subject, subject.model, f"{ROW}.{subject.model._meta.pk.column}")


def _parts_below(subject: registry.Subject, model: type[Model], key: str) -> Iterator[GuardedTable]:
    for field in registry.links_of(model):
        if field.name in subject.private:
            continue
        through = field.remote_field.through
        pointer = through._meta.get_field(field.m2m_field_name()).column
        yield _part(subject, through._meta.db_table, _columns(through), _below(key, model, pointer))
    for relation in registry.children_of(model):
        child = relation.related_model
        pointer = relation.field.column
        own = _below(key, model, pointer)
        yield _part(subject, child._meta.db_table, _columns(child), own)
        yield from _parts_below(subject, child, own)


def _below(key: str, model: type[Model], pointer: str) -> str:
    """Return how a row that points to a row of `model` finds the object that `key` finds from there."""
    if key == f"{ROW}.{model._meta.pk.column}":
        return f"{ROW}.{pointer}"
    inner = key.replace(ROW, "above")
    return f"(SELECT {inner} FROM {model._meta.db_table} above WHERE above.{model._meta.pk.column} = {ROW}.{pointer})"


def _part(subject: registry.Subject, name: str, columns: tuple[str, ...], key: str) -> GuardedTable:
    if subject.is_page:
        return _part_of_page(name, columns, key)
    live = _live_in(subject.model, key, subject.live)
    return GuardedTable(name, subject.kind, columns, key, live, owner=subject.model._meta.db_table)


def _live_in(model: type[Model], key: str, column: str = "live") -> str:
    table = model._meta.db_table
    return f"EXISTS (SELECT 1 FROM {table} owner WHERE owner.id = {key} AND owner.{column})"


def _file_table(file: registry.PublicFile) -> GuardedTable:
    """A file is public while anything public uses it."""
    meta = file.model._meta
    columns = (meta.pk.column, *(meta.get_field(name).column for name in file.content))
    key = f"{ROW}.{meta.pk.column}"
    used = f"EXISTS (SELECT 1 FROM moderation_publicuse use WHERE use.kind = '{file.kind}' AND use.key = {key})"
    return GuardedTable(meta.db_table, file.kind, columns, key, used)


def _derived_table(rows: registry.Derived) -> GuardedTable:
    meta = rows.model._meta
    columns = _columns(rows.model, rows.private)
    key = f"{ROW}.{meta.get_field(rows.owner).column}"
    return GuardedTable(meta.db_table, rows.owner_kind, columns, key, f"{ROW}.{meta.get_field(rows.live).column}")


def _columns(model: type[Model], without: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return what a row says, its own key included: rows that change their keys change places."""
    return tuple(field.column for field in model._meta.local_concrete_fields if field.name not in without)


def own_rules() -> list[Rule]:
    """Return what guards ledger, standing, delegations, uses of files, places in the tree, and what somebody read."""
    return [*_ledger_rules(), *_delegation_rules(), *_revision_rules(), *_tree_rules()]


def _ledger_rules() -> list[Rule]:
    revision = "COALESCE(OLD.revision_id, 0) <> COALESCE(NEW.revision_id, 0)"
    # Whoever finds something suspect says so; that it is sound again says only what decides or verifies.
    cleared = "(OLD.suspect_since IS NOT NULL AND NEW.suspect_since IS NULL)"
    standing = " OR ".join([*_changed("kind", "key", "approval_id"), revision, cleared])
    use = " OR ".join([*_changed("owner_kind", "owner_key", "kind", "key", "sha256"), cleared])
    return [
        Rule("moderation_approval", "UPDATE", "TRUE"),
        Rule("moderation_approval", "DELETE", "TRUE"),
        Rule("moderation_approval", "INSERT", _without_grant("NEW.kind", "NEW.key")),
        Rule("moderation_standing", "INSERT", _without_grant("NEW.kind", "NEW.key")),
        Rule("moderation_standing", "DELETE", _without_grant("OLD.kind", "OLD.key")),
        Rule("moderation_standing", "UPDATE", f"({standing}) AND {_without_grant('OLD.kind', 'OLD.key')}"),
        Rule("moderation_publicuse", "INSERT", _without_grant("NEW.owner_kind", "NEW.owner_key")),
        Rule("moderation_publicuse", "UPDATE", f"({use}) AND {_without_grant('OLD.owner_kind', 'OLD.owner_key')}"),
        Rule("moderation_publicuse", "DELETE", _without_grant("OLD.owner_kind", "OLD.owner_key")),
    ]


def _delegation_rules() -> list[Rule]:
    """A delegation is revoked, never changed; it goes only with the section or unit that it is about."""
    columns = {
        **dict.fromkeys(("id", "deputy_id", "given_by_id", "section_id", "unit_id"), "0"),
        **dict.fromkeys(("basis", "document"), "''"),
        **dict.fromkeys(("starts_on", "ends_on"), "'9999-12-31'"),
    }
    changed = " OR ".join(
        f"COALESCE(OLD.{column}, {nothing}) <> COALESCE(NEW.{column}, {nothing})" for column, nothing in columns.items()
    )
    return [
        Rule("moderation_delegation", "UPDATE", f"OLD.revoked_at IS NOT NULL OR {changed}"),
        Rule("moderation_delegation", "DELETE", "NOT EXISTS (SELECT 1 FROM moderation_grant)"),
    ]


def _changed(*columns: str) -> list[str]:
    return [f"OLD.{column} <> NEW.{column}" for column in columns]


def _revision_rules() -> list[Rule]:
    """What was submitted or approved is not rewritten, and what was approved is not deleted."""
    revision, state = Revision._meta.db_table, TaskState._meta.db_table
    approved = "EXISTS (SELECT 1 FROM moderation_approval a WHERE a.revision_id = OLD.id)"
    submitted = f"EXISTS (SELECT 1 FROM {state} s WHERE s.revision_id = OLD.id)"
    rewritten = " OR ".join(_changed("id", "content", "object_id", "content_type_id", "base_content_type_id"))
    return [
        Rule(revision, "UPDATE", f"({rewritten}) AND ({approved} OR {submitted})"),
        Rule(revision, "DELETE", f"{approved} AND NOT EXISTS (SELECT 1 FROM moderation_grant)"),
        # Whoever is rewriting the revision at this moment is waited for.
        Rule(state, "INSERT", NEVER, wait=f"{revision} WHERE id = NEW.revision_id"),
    ]


def _tree_rules() -> list[Rule]:
    """Public pages stay under the page above them, though reordering drafts rewrites their `path`; and nobody puts
    a public page under another one's content.
    """
    page, step = Page._meta.db_table, Page.steplen
    above = f"substr(NEW.path, 1, length(NEW.path) - {step})"
    elsewhere = (
        f"(length(NEW.path) = {step} OR EXISTS (SELECT 1 FROM {page} above"
        f" WHERE above.path = {above} AND above.url_path || NEW.slug || '/' <> NEW.url_path))"
    )
    moved = f"(OLD.path <> NEW.path AND {elsewhere})"
    follows = "(NEW.alias_of_id IS NOT NULL AND COALESCE(OLD.alias_of_id, 0) <> NEW.alias_of_id)"
    # Of a branch that moves, some rows may have gone before this one.
    public = f"({_has_public('OLD')} OR {_has_public('NEW')})"
    update = f"((OLD.slug <> NEW.slug OR {moved}) AND {public} OR NEW.live AND {follows})"
    grant = _without_grant(f"'{PAGE}'", "OLD.id")
    return [
        Rule(page, "UPDATE", f"{update} AND {grant}"),
        Rule(page, "DELETE", f"{_has_public('OLD')} AND {grant}"),
    ]


def _has_public(row: str) -> str:
    """Return the condition that the page of `row` or any page below it is public."""
    below = f"d.path > {row}.path AND substr(d.path, 1, length({row}.path)) = {row}.path"
    return f"({row}.live OR EXISTS (SELECT 1 FROM {Page._meta.db_table} d WHERE d.live AND {below}))"


def _without_grant(kind: str, key: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM moderation_grant g WHERE g.kind = {kind} AND g.key = {key})"
