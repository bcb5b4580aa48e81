"""In which sections the head of a unit reads first."""

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.models import Page, Workflow, WorkflowPage

from moderation.models import FirstReadingTask
from moderation.people.access import is_principal, posted, require, sections
from moderation.people.forms import FirstReadingForm
from moderation.roles import Role, people_with


def first_reading(request: HttpRequest) -> HttpResponse:
    """Let the principal tick the sections."""
    require(is_principal(request.user))
    workflow, offered = workflow_with_first_reading(), sections(request)
    ticked = offered.filter(pk__in=WorkflowPage.objects.filter(workflow=workflow).values("page"))
    form = FirstReadingForm(posted(request), initial={"sections": ticked}, sections=offered)
    if request.method == "POST" and workflow and form.is_valid():
        _store(workflow, offered, form.cleaned_data["sections"])
        messages.success(request, _("Saved. It holds for everything that is submitted from now on."))
        return redirect("moderation_first_reading")
    context = {"form": form, "workflow": workflow, "heads": people_with(Role.UNIT_HEAD).order_by("last_name")}
    return render(request, "moderation/people/first_reading.html", context)


def workflow_with_first_reading() -> Workflow | None:
    """Return the workflow that `setup_school` has made for it."""
    return Workflow.objects.active().filter(workflow_tasks__task__in=FirstReadingTask.objects.values("pk")).first()


@transaction.atomic
def _store(workflow: Workflow, offered: QuerySet[Page], wanted: QuerySet[Page]) -> None:
    WorkflowPage.objects.filter(workflow=workflow, page__in=offered).exclude(page__in=wanted).delete()
    for page in wanted:
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
