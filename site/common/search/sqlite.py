"""SQLite's FTS5 over folded text."""

from modelsearch.backends.database.sqlite import sqlite

from common.search.folding import FoldingBackendMixin, fold_indexed_values

fold_indexed_values(sqlite.ObjectIndexer)


class FoldingSQLiteBackend(FoldingBackendMixin, sqlite.SQLiteSearchBackend):
    """Answers "ke hoach" and "Kế hoạch" alike."""
