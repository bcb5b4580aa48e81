"""What an approval does. Wagtail imports this while it defines its models: no `wagtail.models` up here."""

from typing import Any


def publish_reviewed_revision(workflow_state: Any, user: Any = None) -> None:
    """Publish the revision that was read and approved, never "the latest" (WAGTAIL_FINISH_WORKFLOW_ACTION)."""
    from moderation.decisions import current_batch
    from moderation.publishing import finish

    finish(workflow_state, user, batch=current_batch())
