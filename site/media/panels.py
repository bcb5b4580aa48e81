"""The photos of a gallery in the editor."""

from typing import Any

from django import forms
from wagtail.admin.panels import MultipleChooserPanel


class GalleryPhotosPanel(MultipleChooserPanel):
    """Photos in order, chosen from the library or uploaded from the phone, sixty in one go.

    Wagtail's panel lets many existing photos be chosen, but its chooser uploads one at a time.
    """

    class BoundPanel(MultipleChooserPanel.BoundPanel):
        template_name = "media/panels/gallery_photos.html"

        @property
        def media(self) -> Any:
            """Wagtail's scripts, then ours."""
            script = forms.Script("media/gallery-upload.js", type="module")
            return super().media + forms.Media(js=[script], css={"all": ["media/gallery-upload.css"]})
