"""Keep plan items in step: rows appear when a plan is saved, and take effect when it is published."""

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.models import Revision
from wagtail.signals import page_published, published

from plans.keys import sync_items


def _sync_published(sender: type, instance: object, **kwargs: object) -> None:
    from plans.promises.renewal import renew

    sync_items(instance, instance.keyed_parts(), published=True)
    if instance.items_plan.live:
        renew(instance.items_plan)


def _renew_all(sender: type, instance: object, **kwargs: object) -> None:
    """A school year that was approved moves what falls due from today on. Its record is written after this signal."""
    from plans.promises.renewal import renew_all

    transaction.on_commit(renew_all)


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
    from plans.models import PlanPage, ResponsibilityPage, SchoolYear

    for model in (PlanPage, ResponsibilityPage):
        page_published.connect(_sync_published, sender=model, dispatch_uid=f"sync-{model.__name__}")
    published.connect(_renew_all, sender=SchoolYear, dispatch_uid="renew-for-school-year")
    post_save.connect(_sync_draft, sender=Revision, dispatch_uid="sync-draft-items")
