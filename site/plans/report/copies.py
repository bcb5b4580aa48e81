"""The staff's files of a report: with what is internal in them, in a folder that no public address leads to.

They are made when figures are made and when somebody asks, of the newest version of the page as it is then. A file's
name says of which version it is: once that is edited the file is out of date, and is asked for anew.
"""

import logging
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from common.garbage import uncollected
from common.models import User
from moderation.models.ledger import digest
from moderation.roles import Role, has_role
from plans.documents import made
from plans.models import ReportMaking, ReportPage
from plans.report.account import account_of
from plans.report.document import document_of
from plans.report.files import WRITERS

logger = logging.getLogger(__name__)

REPORTERS = (Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL, Role.WEB_OFFICER)


def may_report(user: User) -> bool:
    """Say whether `user` may have reports made and read their internal files: leadership and the web officer."""
    return any(has_role(user, role) for role in REPORTERS)


def making_of(page: ReportPage) -> ReportMaking | None:
    """Return what the figures of this version were made by, None where it is gone or they were not made yet."""
    return ReportMaking.objects.filter(pk=page.figures.get("made_by"), page=page.pk).first()


def stamp_of(page: ReportPage) -> str:
    """Return what tells the newest version of `page` from all others."""
    latest = page.latest_revision
    return digest(latest.content)[:32] if latest else ""


def want(page: ReportPage) -> bool:
    """Ask for files of the newest version. Return whether there are figures to make them of."""
    making = making_of(page.get_latest_revision_as_object())
    if making is None:
        return False
    making.copies_of, making.copies_made = stamp_of(page), False
    making.save(update_fields=["copies_of", "copies_made"])
    return True


def ready(page: ReportPage) -> bool:
    """Whether the files of the newest version are there."""
    return all(path_of(page, kind).exists() for kind in WRITERS)


def awaited(page: ReportPage) -> bool:
    """Whether somebody has asked for files of the newest version that are not made yet."""
    return ReportMaking.objects.wanting_copies().filter(page=page.pk, copies_of=stamp_of(page)).exists()


def path_of(page: ReportPage, kind: str) -> Path:
    """Return where the file of the newest version lies, or will lie."""
    return _path(page.pk, stamp_of(page), kind)


def make_wanted() -> int:
    """Make the files that somebody waits for (part of a sweep). Return how many reports were worked on: 1 or 0."""
    making = ReportMaking.objects.wanting_copies().select_related("page").first()
    if making is None:
        return 0
    try:
        if making.page is not None:
            with override(settings.LANGUAGE_CODE):
                _make(making)
    except Exception:  # the screen says that there are no files, and offers to make them again
        logger.exception("No files of report %s can be made", making.page_id)
    ReportMaking.objects.filter(pk=making.pk, copies_of=making.copies_of).update(copies_made=True)
    return 1


@uncollected()
def _make(making: ReportMaking) -> None:
    page = making.page.get_latest_revision_as_object()
    content = document_of(page, account_of(page, making.full), internal=True)
    stamp = stamp_of(page)
    for kind, writer in WRITERS.items():
        made.write(_path(page.pk, stamp, kind), writer(content))
    for path in _folder().glob(f"{page.pk}-*"):
        if stamp not in path.name:
            path.unlink(missing_ok=True)


def _path(pk: int, stamp: str, kind: str) -> Path:
    return _folder() / f"{pk}-{stamp}.{kind}"


def _folder() -> Path:
    return Path(settings.VAR_DIR, "reports")
