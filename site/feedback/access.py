"""Who of the staff sees what, and may do what about it."""

from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Site

from common.models import User
from feedback.choices import OPEN, State, Topic
from feedback.models import Consultation, Feedback, Spokesperson
from feedback.models.feedback import FeedbackQuerySet
from moderation.roles import APPROVERS, Role, has_role, writes
from moderation.withdrawal import may_withdraw
from plans.board.duties import units_of


def leads(user: User) -> bool:
    """Say whether `user` is of Ban giám hiệu: the principal or a deputy."""
    return any(has_role(user, role) for role in APPROVERS)


def desk_of(request: HttpRequest) -> "Desk":
    """Return what whoever is signed in sees; nobody who does not write for the school sees anything."""
    site = Site.find_for_request(request)
    if not (site and writes(request.user)):
        raise PermissionDenied
    return Desk(request.user, site)


def may_enter_press(desk: "Desk") -> bool:
    """Say whether somebody may enter what the press asks: the leadership, the web officer, the spokesperson."""
    return desk.leads or desk.sorts or Spokesperson.objects.on_site(desk.site).filter(user=desk.user).exists()


class Desk:
    """What one person of the staff sees of one school's feedback."""

    def __init__(self, user: User, site: Site | None) -> None:
        self.user, self.site = user, site

    @cached_property
    def leads(self) -> bool:
        """Whether everything is theirs to see, and the higher authority theirs to turn to."""
        return leads(self.user)

    @cached_property
    def sorts(self) -> bool:
        """Whether they find the unit for what names none: the web officer."""
        return has_role(self.user, Role.WEB_OFFICER)

    @cached_property
    def units(self) -> set[int]:
        """The units for which they answer."""
        return {unit.pk for unit in units_of(self.user, self.site)} if self.site else set()

    def visible(self) -> FeedbackQuerySet:
        """Return what they may read: the leadership all of it, others what went to their units or to them.

        Whoever gathers comments goes on reading those that were passed on: they are in the summary, too.
        """
        everything = Feedback.objects.on_site(self.site)
        if self.leads:
            return everything
        theirs = Q(unit__in=self.units) | Q(spokesperson=self.user) | Q(consultation__unit__in=self.units)
        if self.sorts:
            theirs |= Q(unit=None, spokesperson=None, state=State.WITH_UNIT) | Q(topic=Topic.CONSENT)
        return everything.filter(theirs)

    def gathers(self, consultation: Consultation) -> bool:
        """Say whether they read all comments on a consultation together: its unit, and the leadership."""
        return self.leads or consultation.unit_id in self.units

    def is_theirs(self, feedback: Feedback) -> bool:
        """Say whether it waits for their unit, for them to speak for the school, or to take something down."""
        if feedback.withdraws_consent:
            return self.takes_down(feedback)
        speaks = feedback.unit_id is None and feedback.spokesperson_id == self.user.pk
        return feedback.state == State.WITH_UNIT and (speaks or feedback.unit_id in self.units)

    def takes_down(self, feedback: Feedback) -> bool:
        """Say whether they deal with a request to withdraw consent: who may withdraw does, and nobody else."""
        return feedback.withdraws_consent and feedback.erased_at is None and may_withdraw(self.user)

    def may_see_person(self, feedback: Feedback) -> bool:
        """Say whether they see who wrote: whoever has to answer, and the leadership."""
        return self.leads or self.is_theirs(feedback)

    def may_answer(self, feedback: Feedback) -> bool:
        """Say whether they answer. The leadership may add to an answer that was given."""
        if self.leads or self.takes_down(feedback):
            return feedback.state != State.CLOSED
        return self.is_theirs(feedback)

    def may_pass_on(self, feedback: Feedback) -> bool:
        """Say whether they may give it to another unit. A child's name and picture go no further."""
        if feedback.withdraws_consent:
            return False
        return (self.leads and feedback.is_open) or self.is_theirs(feedback) or self._may_sort(feedback)

    def may_report(self, feedback: Feedback) -> bool:
        """Say whether they may put it to the leadership; the leadership has no need to."""
        if feedback.withdraws_consent:  # it has been told
            return False
        return not self.leads and (self.is_theirs(feedback) or self._may_sort(feedback))

    def may_escalate(self, feedback: Feedback) -> bool:
        """Say whether they may put it to the higher authority: Ban giám hiệu alone may."""
        open_here = feedback.state in OPEN and feedback.state != State.ESCALATED
        return self.leads and open_here and not feedback.withdraws_consent

    def may_close(self, feedback: Feedback) -> bool:
        """Say whether they may close it unanswered: a unit may not, or a complaint about it would end there."""
        return self.leads and feedback.is_open

    def _may_sort(self, feedback: Feedback) -> bool:
        is_nobodys = feedback.unit_id is None and feedback.spokesperson_id is None
        return self.sorts and feedback.state == State.WITH_UNIT and is_nobodys
