"""The public files of reports: made by the worker as those of plans are, of what visitors may have and nothing else."""

from pathlib import Path
from typing import Any

from plans.documents import made, printed, word
from plans.models import ReportPage
from plans.report import sheets
from plans.report.account import account_of, standing_of
from plans.report.document import ReportDocument, document_of

WRITERS = {"pdf": printed.write, "docx": word.write, "xlsx": sheets.write}


def connect() -> None:
    """Called once, when the app is ready."""
    made.register(made.Paper(ReportPage, WRITERS, _content_of, _follows, (Path(__file__).parent,)))


def _content_of(page: ReportPage) -> ReportDocument:
    account = account_of(page, page.figures)
    if account is None:
        raise ValueError(page)
    return document_of(page, account)


def _follows(page: ReportPage) -> Any:
    """Return what a report's links and photos follow from: what of it is public today."""
    today = standing_of(page.figures)
    return sorted(today.urls.items()), sorted(today.withdrawn), sorted(today.photos)
