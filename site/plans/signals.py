"""Keep plan items in step: rows appear when a plan is saved, and take effect when it is published."""

from django.db.models.signals import post_save
from wagtail.models import Revision
from wagtail.signals import page_published

from plans.keys import sync_items


def _sync_published(sender: type, instance: object, **kwargs: object) -> None:
    sync_items(instance, instance.keyed_parts(), published=True)


def _sync_draft(sender: type, instance: Revision, raw: bool, **kwargs: object) -> None:
    """A revision of a plan names items that an article may soon serve; a fixture brings its items along."""
    if raw:
        return
    from plans.models import PlanPage, ResponsibilityPage

    model = instance.content_type.model_class()
    if model in (PlanPage, ResponsibilityPage) and instance.base_content_type_id != instance.content_type_id:
        page = instance.as_object()
        sync_items(page, page.keyed_parts(), published=False)


def connect() -> None:
    """Called once, when the app is ready."""
    from plans.models import PlanPage, ResponsibilityPage

    for model in (PlanPage, ResponsibilityPage):
        page_published.connect(_sync_published, sender=model, dispatch_uid=f"sync-{model.__name__}")
    post_save.connect(_sync_draft, sender=Revision, dispatch_uid="sync-draft-items")
