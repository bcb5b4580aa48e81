"""What an approval does. Wagtail imports this while it defines its models: no `wagtail.models` up here."""

from typing import Any


def publish_reviewed_revision(workflow_state: Any, user: Any = None) -> None:
    """Publish the revision that was read and approved, never "the latest" (WAGTAIL_FINISH_WORKFLOW_ACTION).

    No role holds Wagtail's permission to publish, so the approval itself is the permission.
    """
    revision = workflow_state.current_task_state.revision
    revision.publish(user=user, skip_permission_checks=True)
