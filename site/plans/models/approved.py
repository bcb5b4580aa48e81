"""What the snippets of a school share: one site, drafts, versions, and the workflow in which approval publishes."""

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, Site, WorkflowMixin

from common.models import NormalisedModel


class ApprovedSnippet(
    NormalisedModel, PreviewableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel
):
    """Something of one school that is no page and is approved like one."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", editable=False)

    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="%(class)s",
        for_concrete_model=False,
    )
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="%(class)s",
        for_concrete_model=False,
    )

    class Meta:
        abstract = True

    @property
    def revisions(self) -> models.QuerySet:
        """All revisions, drafts included."""
        return self._revisions

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Fill the site before validating."""
        self._fill_site()
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Fill the site before writing."""
        self._fill_site()
        super().save(*args, **kwargs)

    def _fill_site(self) -> None:
        if not self.site_id:
            self.site = Site.objects.get(is_default_site=True)
