"""Who is told what, by mail through the outbox: readers of a submission, the author of what became of it."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_approved, task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from common.models import User
from moderation.authority import authority_of
from moderation.decisions import approval_undone
from moderation.desk import letters
from moderation.links import edit_path, full, review_path
from moderation.models import FirstReadingTask, PrincipalApprovalTask
from moderation.models.task import readers_of
from moderation.roles import Role, people_with

_TO_DECIDE = {"submitted", "first_reading"}
_WITH_HTML = {"submitted"}
_WAGTAILS_OWN = {
    "group_approval_task_submitted_email_notification": (task_submitted, TaskState),
    "workflow_state_submitted_email_notification": (workflow_submitted, WorkflowState),
    "workflow_state_rejected_email_notification": (workflow_rejected, WorkflowState),
    "workflow_state_approved_email_notification": (workflow_approved, WorkflowState),
}


def connect() -> None:
    """Put our mails in the place of Wagtail's. Called once, when the app is ready (after wagtail.admin)."""
    for uid, (signal, sender) in _WAGTAILS_OWN.items():
        signal.disconnect(sender=sender, dispatch_uid=uid)
    task_submitted.connect(tell_the_principal, dispatch_uid="tell-the-principal")
    task_submitted.connect(tell_the_first_readers, dispatch_uid="tell-the-first-readers")
    task_approved.connect(tell_the_author_of_passing_on, dispatch_uid="tell-the-author-of-passing-on")
    workflow_approved.connect(tell_the_author_of_approval, dispatch_uid="tell-the-author-of-approval")
    workflow_approved.connect(tell_the_web_officers, dispatch_uid="tell-the-web-officers")
    workflow_rejected.connect(tell_the_author_of_return, dispatch_uid="tell-the-author-of-return")
    approval_undone.connect(tell_the_author_of_undoing, dispatch_uid="tell-the-author-of-undoing")


def tell_the_principal(sender: type, instance: TaskState, user: User | None = None, **kwargs: Any) -> None:
    """A submission waits: mail every principal who has an address, except one who submitted it."""
    if not isinstance(instance.task.specific, PrincipalApprovalTask):
        return
    state = instance.workflow_state
    state.current_task_state = instance  # the signal comes before Wagtail writes it down
    readers = people_with(Role.PRINCIPAL).exclude(email="")
    for reader in readers.exclude(pk=getattr(user, "pk", None)):
        _send("submitted", reader, state, author=state.requested_by)


def tell_the_first_readers(sender: type, instance: TaskState, **kwargs: Any) -> None:
    """A submission waits for a first reading: mail everybody who may read it and has an address."""
    if not isinstance(instance.task.specific, FirstReadingTask):
        return
    state = instance.workflow_state
    state.current_task_state = instance  # the signal comes before Wagtail writes it down
    for reader in readers_of(state.content_object):
        if reader.email:
            _send("first_reading", reader, state, author=state.requested_by)


def tell_the_author_of_passing_on(sender: type, instance: TaskState, user: User | None = None, **kwargs: Any) -> None:
    """Somebody has read it first, and it lies with the principal now."""
    if isinstance(instance.task.specific, FirstReadingTask):
        _tell_the_author("passed_on", instance.workflow_state, user, comment=instance.comment)


def tell_the_author_of_approval(sender: type, instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    """The decision, with the comment: an approving one too."""
    _tell_the_author("approved", instance, user)


def tell_the_web_officers(sender: type, instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    """What was approved, for those who arrange the front page."""
    author = instance.requested_by
    told_already = [person.pk for person in (author, user) if person]
    for reader in people_with(Role.WEB_OFFICER).exclude(email="").exclude(pk__in=told_already):
        _send("published", reader, instance, author=author, decided_by=_signed(user, instance))


def tell_the_author_of_return(sender: type, instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    """The decision, with what is to be changed."""
    _tell_the_author("returned", instance, user)


def tell_the_author_of_undoing(sender: type, instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    """What was approved a moment ago waits again."""
    _tell_the_author("undone", instance, user)


def _tell_the_author(template: str, state: WorkflowState, decided_by: User | None, **context: Any) -> None:
    author = state.requested_by
    if author and author.email and author != decided_by:
        _send(template, author, state, decided_by=_signed(decided_by, state), **context)


def _signed(decided_by: User | None, state: WorkflowState) -> str:
    """Return who decided, and in whose place: "Trần Văn Thuận, KT. Hiệu trưởng Nguyễn Thị Liên"."""
    item = state.content_object
    authority = authority_of(decided_by, item.specific if isinstance(item, Page) else item) if decided_by else None
    return ", ".join(filter(None, [str(decided_by or ""), authority.in_words if authority else ""]))


def _send(template: str, reader: User, state: WorkflowState, **context: Any) -> None:
    """Write one mail to the outbox. Its first line is the subject."""
    item = state.current_task_state.revision.as_object() if state.current_task_state else state.content_object
    comment = state.current_task_state.comment if state.current_task_state else ""
    context = {
        "reader": reader,
        "item": item,
        "kind": item._meta.verbose_name,
        "comment": comment,
        "link": full(review_path(state.current_task_state) if template in _TO_DECIDE else edit_path(item)),
        "public_link": getattr(item, "full_url", None) or full(getattr(item, "url", "") or "/"),
        "site_name": settings.WAGTAIL_SITE_NAME,
    } | context
    if template in _TO_DECIDE:
        context["excerpt"] = letters.excerpt(item)
    if template in _WITH_HTML:
        context["enclosures"] = letters.enclosures(item)
    write_mail(template, reader, context)


def tell_of_emergency(done: str, reason: str) -> None:
    """Tell principals and operators that the glass was broken on the server."""
    context = {"done": done, "reason": reason, "site_name": settings.WAGTAIL_SITE_NAME}
    readers = [*people_with(Role.PRINCIPAL), *people_with(Role.DEPUTY_PRINCIPAL), *people_with(Role.OPERATOR)]
    for reader in readers:
        if reader.email:
            write_mail("emergency", reader, context | {"reader": reader})


def write_mail(template: str, reader: User, context: dict[str, Any], folder: str = "moderation/mail") -> None:
    """Write one mail to the outbox. Its first line is the subject; with pictures it is HTML, too.

    Other apps keep their mails in a `folder` of their own.
    """
    enclosures = context.get("enclosures", [])
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string(f"{folder}/{template}.txt", context).strip()
        html = render_to_string(f"{folder}/{template}.html", context) if template in _WITH_HTML else ""
    subject, _newline, body = text.partition("\n")
    address = f"{reader.get_full_name()} <{reader.email}>"
    mail = EmailMultiAlternatives(subject.strip(), body.strip() + "\n", to=[address])
    if html:
        mail.attach_alternative(html, "text/html")
    for enclosure in enclosures:
        mail.attach(enclosure.part)
    mail.send()
