"""The worker's part: read what was sent, or say why it cannot be read."""

import logging
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from plans.documents.measuring import faults_of
from plans.intake.matching import earlier_version
from plans.models.source import PlanSource, SourceState
from plans.reader import Source, Trail, UnreadablePlan, read_plan, read_source, trace

logger = logging.getLogger(__name__)


def read_waiting() -> int:
    """Read the source that has waited longest (a sweep). Return how many were read: 1 or 0."""
    source = PlanSource.objects.waiting().first()
    if source is None:
        return 0
    with override(settings.LANGUAGE_CODE):
        read(source)
    return 1


def read(source: PlanSource) -> None:
    """Read file or text of `source` and keep what came of it; the file itself is of no more use."""
    try:
        found = _text_of(source)
    except UnreadablePlan as refusal:
        source.state, source.refusal = SourceState.REFUSED, refusal.reason
    except Exception:  # whatever a file did to the reader, the person who waits is told
        logger.exception("A plan's file could not be read")
        source.state, source.refusal = SourceState.REFUSED, "damaged"
    else:
        _keep(source, found)
        if source.file and found.kind == "docx":
            source.layout = faults_of(Path(source.file.path))
    file, source.file = source.file.name, ""
    source.save()
    if file:
        PlanSource._meta.get_field("file").storage.delete(file)


def _text_of(source: PlanSource) -> Source:
    if source.file:
        return read_source(Path(source.file.path))
    with NamedTemporaryFile(suffix=".txt") as pasted:
        pasted.write(source.text.encode())
        pasted.flush()
        return read_source(pasted.name)


def _keep(source: PlanSource, found: Source) -> None:
    reading = read_plan(found.text, found.notes)
    trail = trace(reading, found.text)
    source.text, source.state = trail.text, SourceState.READ
    source.reading = reading.as_dict(translate=_)
    source.trail = _as_json(trail)
    source.replaces = source.replaces or earlier_version(source.reading, source.site)


def _as_json(trail: Trail) -> dict[str, Any]:
    return {
        "traces": {
            path: {"spans": [list(span) for span in each.spans], "reasons": list(each.reasons), "is": each.sureness}
            for path, each in trail.traces.items()
        },
        "unmatched": [list(span) for span in trail.unmatched],
    }
