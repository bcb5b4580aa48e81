"""What stands beside a plan or a document while people are asked what they think of it."""

import datetime
from typing import Any

from django.db.models import Model, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.rows import Rows
from feedback.models import Consultation
from plans import notices
from plans.models import PlanPage


def connect() -> None:
    """Let pages of plans and documents say so."""
    notices.register("consultation", rows=_rows, read=_read)


def _rows(model: type[Model]) -> Rows:
    subject = "plan" if issubclass(model, PlanPage) else "document"
    on_it = Consultation.objects.public().open(timezone.localdate()).filter(**{subject: OuterRef("pk")})
    return Rows(on_it.order_by("closes_on", "pk"), pk="pk", closes_on="closes_on")


def _read(row: dict[str, Any]) -> notices.Notice:
    last_day = date_format(datetime.date.fromisoformat(row["closes_on"]), "j/n/Y")
    said = _("Comments are welcome until the end of %(day)s.") % {"day": last_day}
    return notices.Notice(said, _("Say what you think"), reverse("consultation", args=[row["pk"]]))
