"""The register of documents in the admin, and the window in which one of them is chosen."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from plans.models import OfficialDocument


class DocumentChooser(AdminSnippetChooser):
    """Chooses a document of the register. Wagtail's own words are put together before a language is known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.choose_one_text = _("Choose a document of the register")
        self.choose_another_text = _("Choose another document of the register")
        self.link_to_chosen_text = _("Edit the document of the register")


class DocumentChooserViewSet(SnippetChooserViewSet):
    """The window in which it is chosen."""

    choose_one_text = _("Choose a document of the register")

    @cached_property
    def widget_class(self) -> AdminSnippetChooser:
        """The field that opens the window."""
        return DocumentChooser(model=self.model, icon=self.icon)


class OfficialDocumentViewSet(SnippetViewSet):
    """The register of official documents."""

    model = OfficialDocument
    icon = "doc-full"
    menu_label = _("Register of documents")
    menu_order = 248
    add_to_admin_menu = True
    list_display = ["__str__", "issuer", "issued_on", "field"]
    list_filter = ["kind", "field"]
    search_backend_name = "default"
    chooser_viewset_class = DocumentChooserViewSet
    ordering = ["-issued_on"]
