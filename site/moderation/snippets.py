"""What the snippets of a school share: one site, drafts, versions, and the workflow in which approval publishes."""

from typing import Any, Self

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, Site, WorkflowMixin

from common.models import NormalisedModel
from moderation.standing import approved


class ApprovedQuerySet(models.QuerySet):
    """Snippets by who may see them."""

    def public(self) -> Self:
        """Those that visitors may see."""
        return approved(self.filter(live=True), kind=self.model._meta.label_lower)

    def on_site(self, site: Site) -> Self:
        """Those of one school."""
        return self.filter(site=site)


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

    objects = ApprovedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def revisions(self) -> models.QuerySet:
        """All revisions, drafts included."""
        return self._revisions

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Fill what nobody is asked for before validating."""
        self.fill_defaults()
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Fill what nobody is asked for before writing."""
        self.fill_defaults()
        super().save(*args, **kwargs)

    def fill_defaults(self) -> None:
        """Put it on the school's site; a model adds what else follows by itself."""
        if not self.site_id:
            self.site = Site.objects.get(is_default_site=True)
