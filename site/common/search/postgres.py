"""PostgreSQL's full-text search over folded text (configuration "simple": Vietnamese has no stemmer)."""

from modelsearch.backends.database.postgres import postgres

from common.search.folding import FoldingBackendMixin, fold_indexed_values

fold_indexed_values(postgres.ObjectIndexer)


class FoldingPostgresBackend(FoldingBackendMixin, postgres.PostgresSearchBackend):
    """Answers "ke hoach" and "Kế hoạch" alike."""
