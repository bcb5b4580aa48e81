"""The full-text index of what can be found, in SQLite's terms (FTS5) and in PostgreSQL's (tsvector).

It holds public things alone, apart from the index of the staff's screens: what is only a draft has no part in an answer
or in its order. Words are folded letters and digits, so quoting is enough to make an operator a word.

SQLite drops the triggers of a table that a migration alters: one that alters `home_findabletext` has to run the last
three statements again.
"""

from django.db import connection
from django.db.models.expressions import RawSQL

_SQLITE = (
    """CREATE VIRTUAL TABLE home_findable_index USING fts5(title_words, text_words,
        content='home_findabletext', content_rowid='findable_id', tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER home_findable_in AFTER INSERT ON home_findabletext BEGIN
        INSERT INTO home_findable_index(rowid, title_words, text_words)
        VALUES (new.findable_id, new.title_words, new.text_words); END""",
    """CREATE TRIGGER home_findable_out AFTER DELETE ON home_findabletext BEGIN
        INSERT INTO home_findable_index(home_findable_index, rowid, title_words, text_words)
        VALUES ('delete', old.findable_id, old.title_words, old.text_words); END""",
    """CREATE TRIGGER home_findable_anew AFTER UPDATE ON home_findabletext BEGIN
        INSERT INTO home_findable_index(home_findable_index, rowid, title_words, text_words)
        VALUES ('delete', old.findable_id, old.title_words, old.text_words);
        INSERT INTO home_findable_index(rowid, title_words, text_words)
        VALUES (new.findable_id, new.title_words, new.text_words); END""",
)
_POSTGRES = (
    """ALTER TABLE home_findabletext ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', title_words), 'A') || setweight(to_tsvector('simple', text_words), 'B')
        ) STORED""",
    "CREATE INDEX home_findable_index ON home_findabletext USING gin(vector)",
)


def statements(vendor: str) -> tuple[str, ...]:
    """Return what makes the index on a database of `vendor`; a migration runs it."""
    return _POSTGRES if vendor == "postgresql" else _SQLITE


def holding(words: list[str], *, as_phrase: bool = False, in_title: bool = False, begun: bool = False) -> RawSQL:
    """Return, for `pk__in`, the rows that hold all `words`: one after the other, in the title, the last only begun."""
    how = {"as_phrase": as_phrase, "in_title": in_title, "begun": begun}
    if connection.vendor == "postgresql":
        found = "SELECT findable_id FROM home_findabletext WHERE vector @@ to_tsquery('simple', %s)"
        return RawSQL(found, [_for_postgres(words, **how)])  # noqa: S611 - what was asked is a parameter
    found = "SELECT rowid FROM home_findable_index WHERE home_findable_index MATCH %s"
    return RawSQL(found, [_for_sqlite(words, **how)])  # noqa: S611 - as above


def _for_postgres(words: list[str], *, as_phrase: bool, in_title: bool, begun: bool) -> str:
    ends = [":A" if in_title else ""] * len(words)
    if begun:
        ends[-1] = ":*A" if in_title else ":*"
    return (" <-> " if as_phrase else " & ").join(f"'{word}'{end}" for word, end in zip(words, ends, strict=True))


def _for_sqlite(words: list[str], *, as_phrase: bool, in_title: bool, begun: bool) -> str:
    quoted = f'"{" ".join(words)}"' if as_phrase else " AND ".join(f'"{word}"' for word in words)
    return f"{'{title_words} : ' if in_title else ''}({quoted}{' *' if begun else ''})"
