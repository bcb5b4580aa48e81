"""The guard in SQLite: three triggers for a table, each a condition and a refusal."""

from typing import Any

from moderation.triggers import MARK
from moderation.triggers.tables import NEVER, ROW, GuardedTable, Rule


def guard(table: GuardedTable) -> dict[str, str]:
    """Return name → statement of the triggers of one table."""
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in table.columns)
    before, after = _refused(table, "OLD"), _refused(table, "NEW")
    conditions = {"INSERT": after, "UPDATE": f"({changed}) AND ({before} OR {after})", "DELETE": before}
    return {
        name: _trigger(name, operation, table.name, condition)
        for operation, condition in conditions.items()
        for name in [f"guard_{table.name}_{operation.lower()}"]
    }


def rule(rule: Rule) -> dict[str, str]:
    """Return name → statement of one of our own rules. One that only waits is none here: nobody writes meanwhile."""
    if rule.when == NEVER:
        return {}
    return {rule.name: _trigger(rule.name, rule.operation, rule.table, rule.when)}


def drops(cursor: Any) -> list[str]:
    """Return the statements that take off whatever triggers of ours are there."""
    return [f"DROP TRIGGER {name}" for name in installed(cursor)]


def installed(cursor: Any) -> dict[str, str]:
    """Return name → fingerprint of the triggers that are there."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, 6) = 'guard_'")
    return dict(cursor.fetchall())


def fingerprint(statement: str) -> str:
    """Return what `installed` gives for a trigger made by `statement`."""
    return statement


def _refused(table: GuardedTable, row: str) -> str:
    key = table.key.replace(ROW, row)
    keys = f"({key}, 0)" if table.any_key else f"({key})"
    granted = f"SELECT 1 FROM moderation_grant g WHERE g.kind = '{table.kind}' AND g.key IN {keys}"
    return f"({table.live.replace(ROW, row)} AND NOT EXISTS ({granted}))"


def _trigger(name: str, operation: str, table: str, condition: str) -> str:
    refusal = f"SELECT RAISE(ABORT, '{MARK}: {table}');"
    return f"CREATE TRIGGER {name} BEFORE {operation} ON {table} WHEN {condition} BEGIN {refusal} END"
