"""What each role may do in Wagtail: this, and nothing more. No role holds `publish`: only an approval publishes.

Workflows, tasks, collections, redirects, sites and groups belong to nobody here, and so to administrators alone.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from common.models import User
from home.models import Alert
from moderation.roles import WRITERS, Role
from news.models import Category
from plans.models import Event, ExternalRecord, OfficialDocument, SchoolYear, Unit

ARRANGERS = (Role.WEB_OFFICER, Role.PRINCIPAL)
KEEPERS_OF_THE_REGISTER = (*ARRANGERS, Role.DEPUTY_PRINCIPAL)
KEEPERS_OF_ACCOUNTS = (Role.OPERATOR,)
PAGE_ACTIONS = ("add", "change")  # without `delete`, `publish`, `lock`, `unlock`; Wagtail lets owners delete drafts
FILE_ACTIONS = ("add", "change", "choose")
MODEL_ACTIONS = ("add", "change", "view")


def make_groups() -> None:
    """Make a group for each role with exactly these permissions; run again, it takes away what was added since."""
    Group.objects.filter(name__in=["Moderators", "Editors"]).delete()  # Wagtail's own, one of which may publish
    for role in Role:
        group, _made = Group.objects.get_or_create(name=role.value)
        group.permissions.set(_for_models(role))
        writes = role in WRITERS
        _give_pages(group, _permissions(Page, PAGE_ACTIONS) if writes else [])
        # Wagtail asks for the permissions of its own two models, whatever models stand in their place.
        files = [*_permissions(Image, FILE_ACTIONS), *_permissions(Document, FILE_ACTIONS)]
        _give_files(group, files if writes else [])


def _for_models(role: Role) -> Iterable[Permission]:
    """Return what `role` may do beside pages and files."""
    yield Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    if role in ARRANGERS:
        yield from _permissions(Unit, MODEL_ACTIONS)
        yield from _permissions(Category, MODEL_ACTIONS)
        yield from _permissions(SchoolYear, MODEL_ACTIONS)
    if role in WRITERS:
        yield from _permissions(ExternalRecord, MODEL_ACTIONS)
        yield from _permissions(Event, MODEL_ACTIONS)
        yield from _permissions(Alert, MODEL_ACTIONS)
    if role in KEEPERS_OF_THE_REGISTER:
        yield from _permissions(OfficialDocument, MODEL_ACTIONS)
    if role in KEEPERS_OF_ACCOUNTS:
        yield from _permissions(User, MODEL_ACTIONS)


def _give_pages(group: Group, permissions: list[Permission]) -> None:
    GroupPagePermission.objects.filter(group=group).exclude(permission__in=permissions).delete()
    for permission in permissions:
        GroupPagePermission.objects.get_or_create(group=group, page=Page.objects.get(depth=1), permission=permission)


def _give_files(group: Group, permissions: list[Permission]) -> None:
    GroupCollectionPermission.objects.filter(group=group).exclude(permission__in=permissions).delete()
    root = Collection.get_first_root_node()
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _permissions(model: type, actions: tuple[str, ...]) -> list[Permission]:
    codenames = [f"{action}_{model._meta.model_name}" for action in actions]
    content_type = ContentType.objects.get_for_model(model)
    return list(Permission.objects.filter(content_type=content_type, codename__in=codenames))
