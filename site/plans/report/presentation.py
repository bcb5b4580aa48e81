"""A report as its public page and its preview show it."""

from typing import Any

from django.http import HttpRequest

from plans.documents import made
from plans.models import PlanPage, ReportPage
from plans.report.account import account_of, lines_of


def report_context(page: ReportPage, request: HttpRequest) -> dict[str, Any]:
    """Return what a report's page shows beyond the page's own fields: of public figures, never of the staff's."""
    plan = PlanPage.objects.public().parent_of(page).first()
    return {
        "account": account_of(page, page.figures, request),
        "plan": {"title": plan.title, "url": plan.get_url(request)} if plan else None,
        "introduction": list(lines_of(page.introduction)),
        "assessment": list(lines_of(page.assessment)),
        "proposals": list(lines_of(page.proposals)),
        "recipients": [line.lstrip("-– ").rstrip(" ;.") for line in lines_of(page.recipients)],
        "signer": {"authority": page.signer_authority, "title": page.signer_title, "name": page.signer_name},
        "scan_url": page.scan.url if page.scan and page.scan.is_shown else "",
        "documents": made.links(page),
    }


def report_links(plan: PlanPage, request: HttpRequest) -> list[dict[str, str]]:
    """Return the public reports on `plan`, the newest first: [{title, url, span}]."""
    reports = ReportPage.objects.public().child_of(plan).newest_first()
    return [{"title": each.title, "url": each.get_url(request), "span": each.span_text} for each in reports]
