"""Addresses at which something was public once."""

from django.db import models


class FormerAddress(models.Model):
    """An address at which a page stood when it was taken down or deleted: `path` from the root of its site, "/a/b/".

    Readers are told that it is gone, and search engines forget it. It says nothing that was not public.
    """

    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=2000)
    digest = models.CharField(max_length=64)  # of the path, which is too long for an index of every database

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "digest"], name="one_former_address")]

    def __str__(self) -> str:
        return self.path
