"""The app."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    """Approvals: who approves, what approval does, who is told, and the guard that nothing gets round."""

    name = "moderation"
    verbose_name = _("Approvals")

    def ready(self) -> None:
        """Put the guard up, name what of Wagtail's own is public, and send our mails in the place of Wagtail's."""
        from common import permissions, visibility, worker
        from moderation import appointments, checks, guard, moments, notifications, registry, wagtails_own
        from moderation.page_permissions import GuardedPagePermissions
        from moderation.standing import approved
        from moderation.watch import digest, reminders, verifying

        checks.connect()
        wagtails_own.register(registry)
        visibility.require(approved)
        permissions.answer_with(GuardedPagePermissions)
        guard.connect()
        notifications.connect()
        appointments.connect()
        pre_migrate.connect(_take_triggers_off, sender=self, dispatch_uid="guard-off")
        post_migrate.connect(_put_triggers_on, sender=self, dispatch_uid="guard-on")
        worker.register("appointed moments", every=20, run=moments.keep_appointed_moments)
        worker.register("reminders", every=300, run=reminders.remind)
        worker.register("digest", every=300, run=digest.send_digest)
        worker.register("verification", every=20, run=verifying.run_what_is_due)


def _take_triggers_off(using: str, **kwargs: Any) -> None:
    """SQLite drops the triggers of a table that a migration alters, and others would refuse what it does."""
    from moderation import triggers

    triggers.drop(using)


def _put_triggers_on(using: str, **kwargs: Any) -> None:
    from moderation import triggers

    triggers.install(using)
