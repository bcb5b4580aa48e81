"""The guard in PostgreSQL: for a table one trigger for its rows, and one against emptying it."""

import re
from typing import Any

from moderation.triggers import MARK
from moderation.triggers.tables import ROW, GuardedTable, Rule

# The bits of pg_trigger.tgtype.
_BITS = {"ROW": 1, "STATEMENT": 0, "BEFORE": 2, "INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}


def guard(table: GuardedTable) -> dict[str, str]:
    """Return name → statement for one table."""
    name = f"guard_{table.name}"
    old = ", ".join(f"OLD.{column}" for column in table.columns)
    new = ", ".join(f"NEW.{column}" for column in table.columns)
    body = f"""
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF ROW({old}) IS NOT DISTINCT FROM ROW({new}) THEN RETURN NEW; END IF;
  END IF;
  IF TG_OP <> 'INSERT' THEN{_check(table, "OLD")}
  END IF;
  IF TG_OP <> 'DELETE' THEN{_check(table, "NEW")}
    RETURN NEW;
  END IF;
  RETURN OLD;
END;
"""
    return {name: _statement(name, table.name, "INSERT OR UPDATE OR DELETE", body)} | whole(table.name)


def whole(table: str) -> dict[str, str]:
    """Return name → statement of what refuses to empty a table: that asks no trigger of its rows."""
    name = f"guard_{table}_truncate"
    return {name: _statement(name, table, "TRUNCATE", f"BEGIN {_refusal(table)} END;", each="STATEMENT")}


def rule(rule: Rule) -> dict[str, str]:
    """Return name → statement of one of our own rules."""
    wait = f"PERFORM 1 FROM {rule.wait} FOR SHARE;" if rule.wait else ""
    body = f"""
BEGIN
  {wait}
  IF {rule.when} THEN {_refusal(rule.table)} END IF;
  RETURN {"OLD" if rule.operation == "DELETE" else "NEW"};
END;
"""
    return {rule.name: _statement(rule.name, rule.table, rule.operation, body)} | whole(rule.table)


def drops(cursor: Any) -> list[str]:
    """Return the statements that take off whatever triggers of ours are there."""
    cursor.execute(
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE n.nspname = current_schema() AND left(p.proname, 6) = 'guard_'"
    )
    return [f"DROP FUNCTION {name}() CASCADE" for (name,) in cursor.fetchall()]


def installed(cursor: Any) -> dict[str, str]:
    """Return name → fingerprint of the triggers that are there, switched on, and fire for whatever is written."""
    cursor.execute(
        "SELECT t.tgname, c.relname, t.tgtype, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
        " JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = current_schema() AND left(t.tgname, 6) = 'guard_' AND t.tgenabled IN ('O', 'A')"
        " AND t.tgqual IS NULL AND t.tgattr = ''::int2vector"
    )
    return {name: _mark(table, kind, body) for name, table, kind, body in cursor.fetchall()}


def fingerprint(statement: str) -> str:
    """Return what `installed` gives for a trigger made by `statement`."""
    made = re.search(r"CREATE TRIGGER \w+ (BEFORE) ([A-Z ]+) ON (\w+) FOR EACH (\w+)", statement)
    words = {made[1], *made[2].split(" OR "), made[4]}
    return _mark(made[3], sum(_BITS[word] for word in words), statement.split("$guard$")[1])


def _mark(table: str, kind: int, body: str) -> str:
    return f"{table} {kind} {body.strip()}"


def _check(table: GuardedTable, row: str) -> str:
    """Refuse where `row` belongs to something live without a grant.

    The row of the owner is locked first: whoever is publishing it at this moment is waited for, and what was written
    beside the approval is then refused.
    """
    key = table.key.replace(ROW, row)
    keys = f"({key}, 0)" if table.any_key else f"({key})"
    granted = f"SELECT 1 FROM moderation_grant g WHERE g.kind = '{table.kind}' AND g.key IN {keys}"
    wait = f"PERFORM 1 FROM {table.owner} owner WHERE owner.id = {key} FOR SHARE;" if table.owner else ""
    live = table.live.replace(ROW, row)
    return f"""
    {wait}
    IF {live} AND NOT EXISTS ({granted}) THEN {_refusal(table.name)} END IF;"""


def _refusal(table: str) -> str:
    return f"RAISE EXCEPTION '{MARK}: {table}' USING ERRCODE = 'integrity_constraint_violation';"


def _statement(name: str, table: str, operations: str, body: str, each: str = "ROW") -> str:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard${body}$guard$;"
        f" CREATE TRIGGER {name} BEFORE {operations} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()"
    )
