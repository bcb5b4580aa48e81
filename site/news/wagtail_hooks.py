"""Categories in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from news.models import Category


class CategoryViewSet(SnippetViewSet):
    """What articles are filed under."""

    model = Category
    icon = "tag"
    menu_label = _("News categories")
    add_to_settings_menu = True
    list_display = ["name", "position"]


register_snippet(CategoryViewSet)
