"""Files to download."""

from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document

from common.models import NormalisedModel


class SchoolDocument(NormalisedModel, AbstractDocument):
    """A file that an editor uploaded: a form, a signed scan, a table."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
