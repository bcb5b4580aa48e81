"""Files to download."""

from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document, DocumentQuerySet

from common.models import NormalisedModel
from media.models.guarded import GuardedFile, GuardedFileQuerySet


class SchoolDocumentQuerySet(GuardedFileQuerySet, DocumentQuerySet):
    """Documents by who may see them."""


class SchoolDocument(GuardedFile, NormalisedModel, AbstractDocument):
    """A file that an editor uploaded: a form, a signed scan, a table."""

    admin_form_fields = Document.admin_form_fields
    objects = SchoolDocumentQuerySet.as_manager()

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def measure_file(self) -> None:
        """Note the size and the hash of the file."""
        self._set_document_file_metadata()
