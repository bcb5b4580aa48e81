"""Who speaks for the school to the press."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class SpokespersonQuerySet(models.QuerySet):
    """Spokespersons by school."""

    def on_site(self, site: Site | None) -> Self:
        """The one of a school, who still works there."""
        return self.filter(site=site, user__is_active=True)


class Spokesperson(models.Model):
    """The person whom the leadership has named to answer the press, one for a school."""

    site = models.OneToOneField(Site, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("spokesperson"), on_delete=models.CASCADE, related_name="+"
    )

    objects = SpokespersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("spokesperson")
        verbose_name_plural = _("spokespersons")

    def __str__(self) -> str:
        return str(self.user)
