"""The identity of plan items: what an article can serve, kept for ever."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from plans.choices import ItemKind


class PlanItemQuerySet(models.QuerySet):
    """Items by whether they still stand."""

    def promised(self) -> Self:
        """Items that an approved plan holds today: they may be served and shown."""
        return self.filter(published=True, retired_at=None, plan__live=True)

    def public(self) -> Self:
        """Without what was promised to the staff only."""
        return self.filter(internal=False)

    def on_site(self, site: Site) -> Self:
        """Items of one school's plans."""
        return self.filter(plan__path__startswith=site.root_page.path)


class PlanItem(models.Model):
    """A focus area, duty or commitment as evidence knows it.

    Children of a page get new primary keys when a revision is published again, so evidence points here instead: a
    row for each (plan, key), never deleted while its plan stands, retired when the item leaves the plan.
    """

    plan = models.ForeignKey("plans.PlanPage", on_delete=models.CASCADE, related_name="items")
    holder = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    kind = models.CharField(max_length=12, choices=ItemKind.choices)
    number = models.CharField(max_length=20, blank=True)
    title = models.TextField()
    position = models.PositiveIntegerField(default=0)
    internal = models.BooleanField(default=False)
    published = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan item")
        verbose_name_plural = _("plan items")
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="one_item_for_a_key")]
        ordering = ["plan", "kind", "position"]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title

    @property
    def anchor(self) -> str:
        """The place of this item on its page: "muc-6f1c2a9b"."""
        return item_anchor(self.key)

    def retire(self) -> None:
        """Keep the row, so that what was counted stays counted, but offer it no longer."""
        self.retired_at = timezone.now()
        self.save(update_fields=["retired_at"])


def item_anchor(key: object) -> str:
    """Return the HTML id of the item with `key`."""
    return f"muc-{str(key)[:8]}"


def choice_groups(items: models.QuerySet[PlanItem]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return `items` as grouped choices of a form: [(plan and kind, [(pk, label), …]), …], the newest plan first."""
    newest_first = (models.F("plan__issued_on").desc(nulls_last=True), "-plan_id", "kind", "position")
    groups: dict[tuple[int, str], list[PlanItem]] = {}
    for item in items.select_related("plan").order_by(*newest_first):
        groups.setdefault((item.plan_id, item.kind), []).append(item)
    return [
        (f"{members[0].plan.title}: {members[0].get_kind_display()}", [(item.pk, str(item)) for item in members])
        for members in groups.values()
    ]
