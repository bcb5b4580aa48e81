"""Wagtail's app of users and groups, with our views in the place of its own."""

from wagtail.users.apps import WagtailUsersAppConfig


class GuardedUsersAppConfig(WagtailUsersAppConfig):
    """Stands in INSTALLED_APPS in the place of "wagtail.users"."""

    user_viewset = "moderation.people.accounts.GuardedUserViewSet"
    group_viewset = "moderation.people.accounts.GuardedGroupViewSet"
