"""PostgreSQL's full-text search over folded text (configuration "simple": Vietnamese has no stemmer)."""

from django.db.models import F
from django.db.models.functions import Length
from modelsearch.backends.database.postgres import postgres

from common.search.folding import FoldingBackendMixin, fold_indexed_values

USUAL_TITLE = 8.0  # words and places, as PostgreSQL counts a title's length

fold_indexed_values(postgres.ObjectIndexer)


class SteadyIndex(postgres.PostgresIndex):
    """Ranks a title by its own length: by the average of all, a draft would change the order of what is public."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        entries = self.entries if full else self.entries.filter(title_norm=1.0)
        measured = entries.annotate(title_length=Length("title")).filter(title_length__gt=0)
        measured.update(title_norm=USUAL_TITLE / F("title_length"))


class FoldingPostgresBackend(FoldingBackendMixin, postgres.PostgresSearchBackend):
    """Answers "ke hoach" and "Kế hoạch" alike."""

    index_class = SteadyIndex
