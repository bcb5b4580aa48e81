"""What can be asked for: when each is possible, what it does, and how it is called."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Model, ProtectedError, RestrictedError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Revision

from common.models import public_pages
from moderation import publishing
from moderation.decisions import Refused
from moderation.models import Act, Approval
from moderation.models.ledger import digest
from moderation.models.request import RequestKind
from moderation.publishing import Decision
from moderation.refusals import NotAllowed, refusals_of
from moderation.registry import kind_of
from moderation.requests import subjects

Words = str | Promise


class Wish:
    """One thing that can be asked for. The texts name it as a request, as an act, and as what was done."""

    kind: RequestKind
    act: Act
    icon = ""
    asking: Words = ""
    doing: Words = ""
    done: Words = ""  # with %(item)s
    explanation: Words = ""
    for_files = False
    for_pages_only = False
    takes_away = False  # from where it is

    def fits(self, item: Model) -> bool:
        """Say whether this can be asked for things like `item` at all."""
        if subjects.is_file(item):
            return self.for_files
        return isinstance(item, Page) or not self.for_pages_only

    def obstacle(self, item: Model | None, data: dict[str, Any]) -> str:
        """Return the sentence that says why it cannot be done now, "" where it can."""
        if item is None:
            return _("It is no longer there.")
        if self.takes_away and subjects.is_front_page(item):
            return _("The front page stays where it is: without it there is no site. Change what is on it instead.")
        return self._obstacle(item, data)

    def _obstacle(self, item: Model, data: dict[str, Any]) -> str:
        raise NotImplementedError

    def done_with(self, label: str) -> str:
        """Return the sentence that says what was done."""
        return self.done % {"item": label}

    def concerned(self, item: Model, data: dict[str, Any]) -> Iterable[Model]:
        """Return everything that whoever decides needs the right to decide on."""
        return [item]

    def carry_out(self, item: Model, data: dict[str, Any], decision: Decision) -> Approval:
        """Do it. Raise Refused, and let the transaction end, where it cannot be done."""
        try:
            return self._carry_out(item, data, decision)
        except ObjectDoesNotExist as error:  # deleted by another decision while this one waited for its lock
            raise Refused(_("It is no longer there.")) from error
        except (ProtectedError, RestrictedError) as error:
            raise Refused(
                _("Something else still needs “%(item)s”, so it cannot be deleted.") % {"item": item}
            ) from error
        except NotAllowed as refusal:
            raise Refused(" ".join(refusal.messages)) from refusal
        except ValidationError as error:
            raise Refused(_("“%(item)s” cannot be changed as it is now. Nothing was done.") % {"item": item}) from error

    def _carry_out(self, item: Model, data: dict[str, Any], decision: Decision) -> Approval:
        raise NotImplementedError


class TakeDown(Wish):
    """Off the public site; the draft stays."""

    kind, act, icon = RequestKind.UNPUBLISH, Act.UNPUBLISHED, "download"
    takes_away = True
    asking = gettext_lazy("Ask to take down")
    doing = gettext_lazy("Take it down")
    done = gettext_lazy("“%(item)s” has been taken down.")
    explanation = gettext_lazy("Parents can no longer read it. The draft stays, and it can be put back later.")

    def _obstacle(self, item: Model, data: dict[str, Any]) -> str:
        if item.live:
            return ""
        return _("“%(item)s” is not public, so there is nothing to take down.") % {"item": item}

    def _carry_out(self, item: Model, data: dict[str, Any], decision: Decision) -> Approval:
        return publishing.unpublish(item, decision)


class Unscheduling(Wish):
    """What was approved for a later moment does not appear; what is public stays."""

    kind, act, icon = RequestKind.UNSCHEDULE, Act.UNDONE, "calendar"
    asking = gettext_lazy("Ask not to let it appear as planned")
    doing = gettext_lazy("Let it not appear as planned")
    done = gettext_lazy("“%(item)s” will not appear as planned.")
    explanation = gettext_lazy("What was approved for a later moment does not appear. What parents read now stays.")

    def _obstacle(self, item: Model, data: dict[str, Any]) -> str:
        if self._plan(item):
            return ""
        return _("Nothing is planned for “%(item)s” any more.") % {"item": item}

    def _carry_out(self, item: Model, data: dict[str, Any], decision: Decision) -> Approval:
        return publishing.undo(self._plan(item), decision)

    def _plan(self, item: Model) -> Approval | None:
        """Return the decision that planned what has not appeared yet."""
        planned = item.revisions.exclude(approved_go_live_at=None).values("pk")
        return Approval.objects.about(kind_of(item), item.pk).filter(act=Act.SCHEDULED, revision_id__in=planned).first()


class Deletion(Wish):
    """Gone for good, a page with everything below it."""

    kind, act, icon = RequestKind.DELETE, Act.DELETED, "bin"
    takes_away = True
    asking = gettext_lazy("Ask to delete")
    doing = gettext_lazy("Delete it for good")
    done = gettext_lazy("“%(item)s” has been deleted.")
    explanation = gettext_lazy("It is gone for good, with all its versions. Only the ledger remembers it.")

    def _obstacle(self, item: Model, data: dict[str, Any]) -> str:
        if subjects.was_decided_on(item):
            return ""
        return _("“%(item)s” was never public: delete it like any draft.") % {"item": item}

    def concerned(self, item: Model, data: dict[str, Any]) -> Iterable[Model]:
        """With a page goes what is public below it."""
        return [item, *item.get_descendants().live().specific()] if isinstance(item, Page) else [item]

    def _carry_out(self, item: Model, data: dict[str, Any], decision: Decision) -> Approval:
        return publishing.delete(item, decision)


class Move(Wish):
    """To another place in the tree, with everything below; old addresses lead to the new ones."""

    kind, act, icon = RequestKind.MOVE, Act.MOVED, "arrow-right-full"
    takes_away = True
    asking = gettext_lazy("Ask to move")
    doing = gettext_lazy("Move it")
    done = gettext_lazy("“%(item)s” has been moved.")
    explanation = gettext_lazy("It gets a new address, and so do the pages below it. The old addresses lead there.")
    for_pages_only = True

    def _obstacle(self, item: Model, data: dict[str, Any]) -> str:
        if not subjects.is_public(item):
            return _("“%(item)s” is not public: move it like any draft.") % {"item": item}
        return self._obstacle_there(item, self.target(data)) if "target" in data else ""

    def _obstacle_there(self, item: Page, target: Page | None) -> str:
        if target is None:
            return _("The place to which it was to move is no longer public.")
        if item.is_child_of(target):
            return _("“%(item)s” is already there.") % {"item": item}
        if target.path.startswith(item.path) or not item.specific.can_move_to(target):
            return _("“%(item)s” cannot lie below “%(target)s”.") % {"item": item, "target": target}
        if not Page._slug_is_available(item.slug, target, page=item):
            said = {"address": item.slug, "target": target}
            return _("Below “%(target)s” there is already a page with the address “%(address)s”.") % said
        return ""

    def target(self, data: dict[str, Any]) -> Page | None:
        """Return the public page below which it is to lie."""
        page = public_pages().filter(pk=data.get("target")).first()
        return page.specific if page else None

    def concerned(self, item: Model, data: dict[str, Any]) -> Iterable[Model]:
        """Where it comes from and where it goes to."""
        target = self.target(data)
        return [item, target] if target else [item]

    def _carry_out(self, item: Model, data: dict[str, Any], decision: Decision) -> Approval:
        return publishing.move(item, self.target(data), decision)


class PutBack(Wish):
    """What was last public is public again; a photo or document that was withdrawn is shown again."""

    kind, act, icon = RequestKind.RESTORE, Act.RESTORED, "undo"
    asking = gettext_lazy("Ask to put back")
    doing = gettext_lazy("Put it back")
    done = gettext_lazy("“%(item)s” has been put back.")
    explanation = gettext_lazy("Parents see again what was last approved. Newer drafts stay drafts.")
    for_files = True

    def _obstacle(self, item: Model, data: dict[str, Any]) -> str:
        if subjects.is_file(item):
            shown = _("“%(item)s” was not taken off the site.") % {"item": item}
            return " ".join(refusals_of(item)) if item.withdrawn_at else shown
        if item.live:
            return _("“%(item)s” is public.") % {"item": item}
        version = self.version(item)
        if version is None:
            return _("“%(item)s” was never public: submit it for approval.") % {"item": item}
        if item.workflow_in_progress:
            return _("A newer version of “%(item)s” waits for approval: that one is decided first.") % {"item": item}
        return self._obstacle_again(item, version.as_object())

    def _obstacle_again(self, item: Model, version: Model) -> str:
        if version.expire_at and version.expire_at <= timezone.now():
            return _("The last moment of “%(item)s” has passed: submit a new version for approval.") % {"item": item}
        return " ".join(refusals_of(version))

    def version(self, item: Model) -> Revision | None:
        """Return the version that was last public, as it was approved."""
        last = publishing.last_public(item)
        version = Revision.objects.filter(pk=last.revision_id).first() if last else None
        return version if version and digest(version.content) == last.revision_hash else None

    def _carry_out(self, item: Model, data: dict[str, Any], decision: Decision) -> Approval:
        return (
            publishing.put_file_back(item, decision) if subjects.is_file(item) else publishing.put_back(item, decision)
        )


WISHES: dict[str, Wish] = {
    wish.kind.value: wish for wish in (TakeDown(), Unscheduling(), Deletion(), Move(), PutBack())
}
