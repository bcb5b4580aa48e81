"""The forms that every upload goes through: the library, the chooser, the gallery's own button."""

from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.forms import FileField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from common.captions import LARGEST_CAPTIONS, captions_fault
from common.films import CAPTIONS, too_large
from common.text import nfc
from media.consent_form import ConsentForm
from media.intake import CleanPhoto, clean_photo
from media.keeping import KeepingForm
from media.models.consent import Consent

NAME_LENGTH = 80  # of a stored file, in characters; the name in the form may be as long as a phone likes


class PhotoField(WagtailImageField):
    """Takes whatever a phone calls a photo, and hands on a clean one or says in a sentence why not.

    Wagtail's own checks (name against content, pixels) would open the file as it came and speak of "formats"; cleaning
    stands in their place.
    """

    default_error_messages = {
        "required": _("Please choose a photo."),
        "empty": _("This file is empty: nothing came from the phone. Please choose the photo again."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.max_length = None  # the stored name is made short by `cleaned_name`
        limit = {"limit": filesizeformat(self.max_upload_size)}
        self.help_text = _("A photo as it comes from the phone (.jpg, .heic, .png), up to %(limit)s.") % limit
        self.error_messages |= {
            "invalid_image_extension": _(
                "This file is not a photo. Photos end in .jpg, .heic, .png, .webp, .avif or .gif."
            ),
            "file_too_large_unknown_size": _("This file is too large. A photo may be at most %(limit)s.") % limit,
        }

    def to_python(self, data: UploadedFile | None) -> UploadedFile | None:
        """Return `data` with a clean photo inside. Raises ValidationError with a sentence for a teacher."""
        upload = FileField.to_python(self, data)
        if upload is None:
            return None
        self.check_image_file_size(upload)
        fill(upload, clean_photo(upload.file))
        return upload

    def check_image_file_size(self, f: UploadedFile) -> None:
        """Refuse what is too large to be read into memory."""
        if f.size > self.max_upload_size:
            code = "file_too_large_unknown_size"
            raise self._error(code)

    def _error(self, code: str) -> Any:
        return ValidationError(self.error_messages[code], code=code)


def fill(upload: UploadedFile, photo: CleanPhoto) -> None:
    """Put `photo` into `upload` itself.

    In place, because Wagtail stores the request's own file where some other field of the form is wrong.
    """
    if hasattr(upload, "temporary_file_path"):
        upload.file.seek(0)
        upload.file.truncate()
        upload.file.write(photo.content)
        upload.file.flush()
    else:
        upload.file = BytesIO(photo.content)
    upload.name = f"{cleaned_stem(upload.name)}.{photo.extension}"
    upload.size = len(photo.content)
    upload.content_type = photo.content_type
    upload.seek(0)


def cleaned_stem(name: str) -> str:
    """Return the file's name in NFC, without its ending, short enough to be stored."""
    return nfc(Path(name).stem)[:NAME_LENGTH].strip() or "photo"


class CleaningForm(BaseImageForm):
    """Wagtail's form of a photo with our field for the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:  # the form that names many uploaded photos has none
            field = self.fields["file"]
            self.fields["file"] = PhotoField(label=field.label, required=field.required, widget=field.widget)

    def save(self, commit: bool = True) -> Any:
        """Change photo and renditions at once, so that the worker never takes the old renditions for the new file's."""
        with transaction.atomic():
            return super().save(commit=commit)


class PhotoForm(ConsentForm, KeepingForm, CleaningForm):
    """Takes a photo in, and leaves one that the public sees as it is."""

    words = ("title", "description", "credit")
    place = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")

    def start_anew(self) -> None:
        """Let the worker make the new photo's renditions."""
        super().start_anew()
        self.instance.start_renditions_anew()
        if self.instance.consent == Consent.WITHDRAWN:  # that was said of the other picture
            self.instance.consent = ""


class DocumentForm(KeepingForm, BaseDocumentForm):
    """Takes a document in, and leaves one that the public sees as it is."""

    words = ("title",)

    def clean_file(self) -> Any:
        """Refuse a film that no phone would fetch, and captions that no browser would show."""
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file and (fault := _fault_of(file)):
            raise ValidationError(fault)
        return file


def _fault_of(upload: UploadedFile) -> str:
    extension = Path(upload.name).suffix.removeprefix(".").lower()
    if extension in CAPTIONS:
        upload.seek(0)
        fault = captions_fault(upload.read(LARGEST_CAPTIONS + 1))
        upload.seek(0)
        return fault
    return too_large(extension, upload.size)
