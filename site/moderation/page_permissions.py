"""What people may do to pages by hand, in Wagtail's eyes: nothing that changes what is public."""

from wagtail.models.pages import PagePermissionTester

from moderation.requests import subjects


class GuardedPagePermissions(PagePermissionTester):
    """Nobody publishes or takes down by hand, and what is or was public is deleted and moved on request."""

    def can_publish(self) -> bool:
        """Only an approval publishes. Privacy and unscheduling hang on this, too."""
        return False

    def can_publish_subpage(self) -> bool:
        """Only an approval publishes."""
        return False

    def can_unpublish(self) -> bool:
        """Taking down is asked for."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Delete drafts of one's own that nobody ever decided on."""
        may = super().can_delete(ignore_bulk=ignore_bulk) and self._is_own()
        return may and not subjects.was_decided_on(self.page)

    def _is_own(self) -> bool:
        """Whoever may edit could delete everybody's drafts, if Wagtail were asked alone."""
        own = self.page.owner_id == self.user.pk
        return self.user.is_superuser or (own and not self.page.get_descendants().exclude(owner=self.user).exists())

    def can_move(self) -> bool:
        """Move drafts."""
        return super().can_delete(ignore_bulk=True) and not subjects.is_public(self.page)
