"""The workflow in which only the principal's approval publishes, attached where nothing can miss it."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Task, Workflow, WorkflowContentType, WorkflowPage, WorkflowTask

from moderation.models import PrincipalApprovalTask
from news.models import Category
from plans.models import Unit

WORKFLOW_NAME = "Hiệu trưởng duyệt"
WAGTAILS_OWN = "Moderators approval"


def make_workflow() -> Workflow:
    """Make the workflow, attach it to the root page, units and categories, and take Wagtail's own away. Idempotent."""
    Workflow.objects.filter(name=WAGTAILS_OWN, workflow_states=None).delete()
    Task.objects.filter(name=WAGTAILS_OWN, workflow_tasks=None, task_states=None).delete()
    Workflow.objects.filter(name=WAGTAILS_OWN).update(active=False)
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW_NAME)
    task = PrincipalApprovalTask.objects.first() or PrincipalApprovalTask.objects.create(name=WORKFLOW_NAME)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=Page.objects.get(depth=1), defaults={"workflow": workflow})
    for model in (Unit, Category):
        content_type = ContentType.objects.get_for_model(model)
        WorkflowContentType.objects.update_or_create(content_type=content_type, defaults={"workflow": workflow})
    return workflow
