"""The public files of plans: made by the worker, and never of anything but what stands now.

A file's name follows from all that its content follows from. So a page that changes or is withdrawn makes the old file
unreachable at once, and the worker takes it away.
"""

import hashlib
import logging
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import get_random_string
from wagtail.models import Page

from moderation.models import Approval, Standing
from plans.documents import printed, word
from plans.documents.content import PrintedPlan, document_of
from plans.models import PlanPage, ResponsibilityPage, Unit

logger = logging.getLogger(__name__)

WRITERS: dict[str, Callable[[PrintedPlan], bytes]] = {"pdf": printed.write, "docx": word.write}

# What the folder followed from when this process last found it complete.
_in_step: dict[str, Any] = {}


def links(plan: PlanPage) -> list[dict[str, str]]:
    """Return [{kind, url}] of the files of a public plan, whether they are made yet or not."""
    if not plan.live_revision_id:
        return []
    return [{"kind": kind, "url": reverse("plan_document", args=[plan.pk, plan.slug, kind])} for kind in WRITERS]


def path_of(plan: PlanPage, kind: str) -> Path:
    """Return where the file of this plan lies, or will lie, as the plan and all it names stand now."""
    return _folder() / f"{plan.pk}-{plan.live_revision_id}-{_stamp(plan)}.{kind}"


def make_missing() -> int:
    """Make what is missing of one plan and take away what no longer stands (a sweep). Return how many files."""
    state = _state()
    if _in_step.get("state") == state:
        return 0
    wanted: set[str] = set()
    for plan in PlanPage.objects.public():
        missing = [kind for kind in WRITERS if not path_of(plan, kind).exists()]
        if missing and (made := _make(plan, missing)):
            return made
        wanted |= {path_of(plan, kind).name for kind in WRITERS}
    removed = _remove_all_but(wanted)
    _in_step["state"] = _state()
    return removed


def _make(plan: PlanPage, kinds: list[str]) -> int:
    """Make the files of one plan. One that can't be made holds up no other, and is tried again after the next act."""
    paths = {kind: path_of(plan, kind) for kind in kinds}
    content = document_of(plan)
    try:
        files = {path: WRITERS[kind](content) for kind, path in paths.items()}
    except Exception:
        logger.exception("No document can be made of plan %s", plan.pk)
        return 0
    current = PlanPage.objects.public().filter(pk=plan.pk).first()
    if current is None or any(path_of(current, kind) != path for kind, path in paths.items()):
        return 1  # it changed meanwhile: what was made is of no use, and the next turn makes it anew
    for path, data in files.items():
        _write(path, data)
    return len(files)


def _write(path: Path, data: bytes) -> None:
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


def _stamp(plan: PlanPage) -> str:
    """Return a short hash of what the document follows from beyond the plan itself."""
    root = Page.objects.filter(pk__in=[site.root_page_id for site in filter(None, [plan.get_site()])])
    duties = ResponsibilityPage.objects.public().child_of(plan)
    units = Unit.objects.filter(live=True, pk__in=plan.focus_areas.values("parties__unit"))
    parts = (
        plan.full_url,
        list(root.values_list("pk", "live_revision")),
        sorted(duties.values_list("pk", "live_revision", "unit__position")),
        sorted(units.values_list("pk", "name")),
        plan.scan_id if plan.scan and plan.scan.is_shown else None,
        _makers(),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


@cache
def _makers() -> str:
    """Return a hash of the code that makes the files: a new layout makes all of them anew."""
    folder = Path(__file__).parent
    sources = [*folder.glob("*.py"), *(folder.parent / "templates" / "plans" / "documents").iterdir()]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(sources))).hexdigest()[:16]


def _state() -> tuple[Any, ...]:
    """Return in short what the folder follows from, and the moment of its own last change.

    The ledger's last hash says that it is the same ledger: a restored database may have as many entries as another.
    """
    folder = _folder()
    head = Approval.objects.order_by("-pk").values_list("hash", flat=True).first()
    suspects = Standing.objects.exclude(suspect_since=None).count()
    return (str(folder), folder.stat().st_mtime_ns if folder.exists() else 0, suspects, _makers(), head)
