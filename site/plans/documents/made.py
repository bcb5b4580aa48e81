"""The public files of plans and reports: made by the worker, and never of anything but what stands now.

A file's name follows from all that its content follows from. So a page that changes or is withdrawn makes the old file
unreachable at once, and the worker takes it away.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import get_random_string
from wagtail.models import Page, Site

from moderation.models import Approval, Standing
from plans.documents import printed, word
from plans.documents.content import PrintedDocument, document_of
from plans.models import PlanPage, ResponsibilityPage, Unit

logger = logging.getLogger(__name__)

WRITERS: dict[str, Callable[[PrintedDocument], bytes]] = {"pdf": printed.write, "docx": word.write}


@dataclass(frozen=True)
class Paper:
    """A kind of page that has public files. `follows` returns what a file follows from beyond the page itself."""

    model: type[Page]
    writers: dict[str, Callable[[Any], bytes]]
    content_of: Callable[[Any], Any]
    follows: Callable[[Any], Any]
    code: tuple[Path, ...] = ()  # folders whose change makes all files anew


_papers: dict[type[Page], Paper] = {}
# What the folder followed from when this process last found it complete.
_in_step: dict[str, Any] = {}


def register(paper: Paper) -> None:
    """Let the worker make the files of the public pages of one kind."""
    _papers[paper.model] = paper


def links(page: Page) -> list[dict[str, str]]:
    """Return [{kind, url}] of the files of a public page, whether they are made yet or not."""
    if not page.live_revision_id:
        return []
    kinds = _papers[type(page)].writers
    return [{"kind": kind, "url": reverse("plan_document", args=[page.pk, page.slug, kind])} for kind in kinds]


def find(site: Site | None, key: int, slug: str, kind: str) -> Page | None:
    """Return the public page of which there is a file of `kind`, None where there is none."""
    for paper in _papers.values():
        pages = paper.model.objects.public().in_site(site).filter(pk=key, slug=slug)
        if kind in paper.writers and (found := pages.first()):
            return found
    return None


def path_of(page: Page, kind: str) -> Path:
    """Return where the file of this page lies, or will lie, as the page and all it names stand now."""
    return _folder() / f"{page.pk}-{page.live_revision_id}-{_stamp(page)}.{kind}"


def make_missing() -> int:
    """Make what is missing of one page and take away what no longer stands (a sweep). Return how many files."""
    state = _state()
    if _in_step.get("state") == state:
        return 0
    wanted: set[str] = set()
    for paper in _papers.values():
        for page in paper.model.objects.public():
            paths = {kind: path_of(page, kind) for kind in paper.writers}
            missing = {kind: path for kind, path in paths.items() if not path.exists()}
            if missing and (made := _make(paper, page, missing)):
                return made
            wanted |= {path.name for path in paths.values()}
    removed = _remove_all_but(wanted)
    _in_step["state"] = _state()
    return removed


def _make(paper: Paper, page: Page, paths: dict[str, Path]) -> int:
    """Make the files of one page. One that can't be made holds up no other, and is tried again after the next act."""
    try:
        content = paper.content_of(page)
        files = {path: paper.writers[kind](content) for kind, path in paths.items()}
    except Exception:
        logger.exception("No document can be made of page %s", page.pk)
        return 0
    current = paper.model.objects.public().filter(pk=page.pk).first()
    if current is None or any(path_of(current, kind) != path for kind, path in paths.items()):
        return 1  # it changed meanwhile: what was made is of no use, and the next turn makes it anew
    for path, data in files.items():
        write(path, data)
    return len(files)


def write(path: Path, data: bytes) -> None:
    """Write beside and put in place, so that nobody ever gets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{get_random_string(8)}.part")
    beside.write_bytes(data)
    beside.replace(path)


def _remove_all_but(names: set[str]) -> int:
    folder = _folder()
    stale = [path for path in folder.iterdir() if path.name not in names] if folder.exists() else []
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def _folder() -> Path:
    return Path(settings.VAR_DIR, "documents")


def _stamp(page: Page) -> str:
    """Return a short hash of what the document follows from beyond the page itself."""
    root = Page.objects.filter(pk__in=[site.root_page_id for site in filter(None, [page.get_site()])])
    parts = (
        page.full_url,
        list(root.values_list("pk", "live_revision")),
        _papers[type(page)].follows(page),
        page.scan_id if page.scan and page.scan.is_shown else None,
        _makers(),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _what_a_plan_names(plan: PlanPage) -> tuple[Any, ...]:
    duties = ResponsibilityPage.objects.public().child_of(plan)
    units = Unit.objects.filter(live=True, pk__in=plan.focus_areas.values("parties__unit"))
    return (
        sorted(duties.values_list("pk", "live_revision", "unit__position")),
        sorted(units.values_list("pk", "name")),
    )


@cache
def _makers() -> str:
    """Return a hash of the code that makes the files: a new layout makes all of them anew."""
    folder = Path(__file__).parent
    folders = {folder, *(each for paper in _papers.values() for each in paper.code)}
    sources = [path for each in folders for path in each.glob("*.py")]
    sources += (folder.parent / "templates" / "plans" / "documents").iterdir()
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(sources))).hexdigest()[:16]


def _state() -> tuple[Any, ...]:
    """Return in short what the folder follows from, and the moment of its own last change.

    The ledger's last hash says that it is the same ledger: a restored database may have as many entries as another.
    """
    folder = _folder()
    head = Approval.objects.order_by("-pk").values_list("hash", flat=True).first()
    suspects = Standing.objects.exclude(suspect_since=None).count()
    return (str(folder), folder.stat().st_mtime_ns if folder.exists() else 0, suspects, _makers(), head)


register(Paper(PlanPage, WRITERS, document_of, _what_a_plan_names))
