"""The workflows in which only the principal's approval publishes, attached where nothing can miss it."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Task, Workflow, WorkflowContentType, WorkflowPage, WorkflowTask

from home.models import Alert
from moderation.models import FirstReadingTask, PrincipalApprovalTask
from news.models import Category
from plans.models import Event, ExternalRecord, OfficialDocument, SchoolYear, Unit

WORKFLOW_NAME = "Hiệu trưởng duyệt"
FIRST_READING_NAME = "Trưởng bộ phận đọc trước"
WITH_FIRST_READING_NAME = "Trưởng bộ phận đọc trước, hiệu trưởng duyệt"
WAGTAILS_OWN = "Moderators approval"


def make_workflow() -> Workflow:
    """Make the workflows, attach the shorter to the root page and to all snippets; Wagtail's own goes. Idempotent.

    The one with a first reading is attached to a section where the principal wants it (`people/first_reading.py`).
    """
    Workflow.objects.filter(name=WAGTAILS_OWN, workflow_states=None).delete()
    Task.objects.filter(name=WAGTAILS_OWN, workflow_tasks=None, task_states=None).delete()
    Workflow.objects.filter(name=WAGTAILS_OWN).update(active=False)
    decision = PrincipalApprovalTask.objects.first() or PrincipalApprovalTask.objects.create(name=WORKFLOW_NAME)
    reading = FirstReadingTask.objects.first() or FirstReadingTask.objects.create(name=FIRST_READING_NAME)
    workflow = _workflow(WORKFLOW_NAME, decision)
    _workflow(WITH_FIRST_READING_NAME, reading, decision)
    WorkflowPage.objects.update_or_create(page=Page.objects.get(depth=1), defaults={"workflow": workflow})
    for model in (Unit, Category, SchoolYear, ExternalRecord, Event, OfficialDocument, Alert):
        content_type = ContentType.objects.get_for_model(model)
        WorkflowContentType.objects.update_or_create(content_type=content_type, defaults={"workflow": workflow})
    return workflow


def _workflow(name: str, *steps: Task) -> Workflow:
    workflow, _made = Workflow.objects.get_or_create(name=name)
    for place, step in enumerate(steps):
        WorkflowTask.objects.update_or_create(workflow=workflow, task=step, defaults={"sort_order": place})
    return workflow
