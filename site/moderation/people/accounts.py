"""Accounts in the admin: nobody becomes approver, or gets into an approver's account, by way of somebody's account.

What counts is the ledger, not the group: whoever was appointed and left the group, or was deactivated, comes back with
both, and must not come back as somebody else.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.users.forms import GroupForm, UserCreationForm, UserEditForm
from wagtail.users.views.groups import GroupViewSet
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from common.models import User
from moderation.appointments import requests_waiting, role_asked_for
from moderation.models.request import RequestKind
from moderation.people.access import may_see_approvers
from moderation.roles import Role, is_appointed

# --- Whose account it is ------------------------------------------------------------------------------------------


def objection(acting: User, user: User) -> str:
    """Return why `acting` may not change the account of `user`, and what to do instead; "" where it is allowed."""
    if acting == user:
        return ""
    if is_appointed(user.pk):
        return _(
            "%(name)s approves what becomes public, so nobody else changes this account. When the principal has taken "
            "the office away (under “Approvers”), it can be changed. A forgotten password is sent to the person's own "
            "mail address. If the principal cannot sign in: manage.py break_glass on the server."
        ) % {"name": user}
    if user.is_superuser and not acting.is_superuser:
        return _("%(name)s is an administrator. Only administrators change this account.") % {"name": user}
    return ""


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def keep_the_account_its_owners(request: HttpRequest, user: User) -> HttpResponse | None:
    """Refuse to open what `objection` is about."""
    return _refusal(request, [user])


@hooks.register("before_bulk_action")
def keep_the_accounts_their_owners(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: BulkAction
) -> HttpResponse | None:
    """Refuse all of it where one account is not to be changed, or where somebody gives groups to themselves."""
    if action.model is not User:
        return None
    role = action.cleaned_form.cleaned_data.get("role") if action.cleaned_form else None
    if role and request.user in objects and not request.user.groups.filter(pk=role.pk).exists():
        messages.error(request, _("Nobody gives groups to themselves."))
        return redirect("wagtailusers_users:index")
    return _refusal(request, objects)


def _refusal(request: HttpRequest, people: Iterable[User]) -> HttpResponse | None:
    objections = list(filter(None, (objection(request.user, user) for user in people)))
    if not objections:
        return None
    for sentence in objections:
        messages.error(request, sentence)
    return redirect("moderation_approvers" if may_see_approvers(request.user) else "wagtailadmin_home")


# --- Who was put into an approver's group -------------------------------------------------------------------------


@hooks.register("after_create_user")
@hooks.register("after_edit_user")
def say_what_waits(request: HttpRequest, user: User) -> None:
    """Say that the group alone gives no power."""
    _say_what_waits(request, [user])


@hooks.register("after_bulk_action")
def say_what_waits_for_all(request: HttpRequest, action_type: str, objects: Iterable[Any], action: BulkAction) -> None:
    """The same for several."""
    if action.model is User and action_type == "assign_role":
        _say_what_waits(request, objects)


def _say_what_waits(request: HttpRequest, people: Iterable[User]) -> None:
    names = {user.pk: user for user in people}
    for asked in requests_waiting().filter(request_kind=RequestKind.APPOINT, key__in=names):
        said = {"name": names[asked.key], "role": role_asked_for(asked)}
        messages.warning(request, _("%(name)s becomes “%(role)s” when the principal has confirmed it.") % said)


# --- Forms --------------------------------------------------------------------------------------------------------


class _GuardedForm:
    """A user's form that knows who fills it in."""

    def __init__(self, *args: Any, acting: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "is_superuser" in self.fields and not acting.is_superuser:
            self.fields["is_superuser"].disabled = True
        groups = self.fields["groups"]
        groups.help_text = _("Principal and deputy principals: only with the principal's confirmation.")
        if self.instance.pk == acting.pk:
            groups.queryset = acting.groups.all()
            groups.help_text = _("You can leave a group. Somebody else has to put you into one.")


class GuardedCreationForm(_GuardedForm, UserCreationForm):
    """Only administrators make administrators."""


class GuardedEditForm(_GuardedForm, UserEditForm):
    """Only administrators make administrators, and nobody gives groups to themselves."""


class _SaysWhoActs:
    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"acting": self.request.user}


class _CreateView(_SaysWhoActs, CreateView):
    pass


class _EditView(_SaysWhoActs, EditView):
    pass


class GuardedUserViewSet(UserViewSet):
    """Wagtail's users, with forms that know who fills them in. Copying is off: nobody is like somebody else."""

    add_view_class = _CreateView
    edit_view_class = _EditView
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type:
        """Return the form for editing, or for a new account."""
        return GuardedEditForm if for_update else GuardedCreationForm


class GuardedGroupForm(GroupForm):
    """A role is found by its group's name, so the name stays."""

    error_messages = GroupForm.error_messages | {
        "role_name": gettext_lazy("This group is a role of the school. Its name stays as it is."),
    }

    def clean_name(self) -> str:
        """Refuse to rename a role's group."""
        name = super().clean_name()
        before = Group.objects.filter(pk=self.instance.pk).values_list("name", flat=True).first()
        if before in Role.values and name != before:
            self.add_error("name", self.error_messages["role_name"])
        return name


class GuardedGroupViewSet(GroupViewSet):
    """Wagtail's groups, the roles among them under their own names."""

    def get_form_class(self, for_update: bool = False) -> type:
        """Return the form."""
        return GuardedGroupForm
