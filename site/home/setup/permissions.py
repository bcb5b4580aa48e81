"""What each role may do in Wagtail. No role holds `publish`: only an approval publishes."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from common.models import User
from moderation.roles import WRITERS, Role
from news.models import Category
from plans.models import Unit

ARRANGERS = (Role.WEB_OFFICER, Role.PRINCIPAL)
FILE_PERMISSIONS = ("add", "change", "choose")


def make_groups() -> None:
    """Make a group for each role with exactly these permissions; run again, it changes nothing."""
    Group.objects.filter(name__in=["Moderators", "Editors"]).delete()  # Wagtail's own, one of which may publish
    for role in Role:
        Group.objects.get_or_create(name=role.value)
    for role in WRITERS:
        _let_write(Group.objects.get(name=role.value))
    for role in ARRANGERS:
        _grant(Group.objects.get(name=role.value), Unit, ("add", "change", "view"))
        _grant(Group.objects.get(name=role.value), Category, ("add", "change", "view"))
    operator = Group.objects.get(name=Role.OPERATOR.value)
    operator.permissions.add(_admin_access())
    _grant(operator, User, ("add", "change", "view"))


def _admin_access() -> Permission:
    return Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")


def _let_write(group: Group) -> None:
    """Sign in, write pages, and use photos and documents."""
    group.permissions.add(_admin_access())
    root = Page.objects.get(depth=1)
    page_type = ContentType.objects.get_for_model(Page)
    for action in ("add", "change"):
        permission = Permission.objects.get(content_type=page_type, codename=f"{action}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    collection = Collection.get_first_root_node()
    # Wagtail asks for the permissions of its own two models, whatever models stand in their place.
    for model in (Image, Document):
        for permission in _permissions(model, FILE_PERMISSIONS):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def _grant(group: Group, model: type, actions: tuple[str, ...]) -> None:
    group.permissions.add(*_permissions(model, actions))


def _permissions(model: type, actions: tuple[str, ...]) -> list[Permission]:
    codenames = [f"{action}_{model._meta.model_name}" for action in actions]
    content_type = ContentType.objects.get_for_model(model)
    return list(Permission.objects.filter(content_type=content_type, codename__in=codenames))
