"""What the body of an article or a page is made of."""

from typing import Any
from urllib.parse import parse_qs, urlparse

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    StructValue,
    TextBlock,
    URLBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
VIDEO_HOSTS = {
    "youtube.com": "YouTube",
    "m.youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
}


class PhotoChooserBlock(ImageChooserBlock):
    """A photo with its renditions: all photos of a body in two queries, however many there are."""

    def bulk_to_python(self, values: list[int]) -> list[Any]:
        """Fetch the photos of a whole stream at once."""
        photos = get_image_model().objects.prefetch_renditions().in_bulk(values)
        return [photos.get(value) for value in values]


class PhotoValue(StructValue):
    """A photo as a template needs it."""

    @property
    def alt(self) -> str:
        """The alternative text given here, else the photo's own description."""
        return self.get("alt_text") or getattr(self.get("image"), "description", "")


class PhotoBlock(StructBlock):
    """One photo with its caption."""

    image = PhotoChooserBlock(label=_("Photo"))
    alt_text = CharBlock(
        label=_("Description for those who cannot see the photo"),
        required=False,
        max_length=255,
        help_text=_("Say what can be seen. Leave empty to use the photo's own description."),
    )
    caption = CharBlock(label=_("Caption"), required=False, max_length=255)

    class Meta:
        icon = "image"
        label = _("Photo")
        template = "blocks/photo.html"
        value_class = PhotoValue


class QuoteBlock(StructBlock):
    """Somebody's words."""

    text = TextBlock(label=_("What was said"))
    attribution = CharBlock(label=_("Who said it"), required=False, max_length=255)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote.html"


class DocumentValue(StructValue):
    """A document as a link card."""

    @cached_property
    def document(self) -> Any:
        """The chosen document, or None where it has been deleted."""
        return self.get("file")

    @property
    def title(self) -> str:
        """The title given here, else the document's own."""
        return self.get("label") or getattr(self.document, "title", "")


class DocumentBlock(StructBlock):
    """A file to download."""

    file = DocumentChooserBlock(label=_("Document"))
    label = CharBlock(label=_("Text of the link"), required=False, max_length=255)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "blocks/document.html"
        value_class = DocumentValue


def video_provider(url: str) -> str:
    """Return the name of the video's host ("YouTube", "Vimeo"), or "" where it is neither."""
    host = (urlparse(url).hostname or "").removeprefix("www.")
    return VIDEO_HOSTS.get(host, "")


def is_video_address(url: str) -> bool:
    """Say whether `url` leads to one video, not to a channel or a front page."""
    parts = urlparse(url)
    provider = video_provider(url)
    if provider == "Vimeo" or (parts.hostname or "").endswith("youtu.be"):
        return len(parts.path) > 1
    watch = parts.path == "/watch" and "v" in parse_qs(parts.query)
    return provider == "YouTube" and (watch or parts.path.startswith(("/shorts/", "/live/")))


class VideoValue(StructValue):
    """A video as a link card: nothing is asked of a third party."""

    @property
    def provider(self) -> str:
        """The host's name."""
        return video_provider(self.get("url", ""))


class VideoLinkBlock(StructBlock):
    """A link to a video on YouTube or Vimeo."""

    url = URLBlock(label=_("Address of the video"), help_text=_("A link to one video on YouTube or Vimeo."))
    title = CharBlock(label=_("Title"), max_length=255)

    class Meta:
        icon = "media"
        label = _("Video link")
        template = "blocks/video_link.html"
        value_class = VideoValue

    def clean(self, value: Any) -> Any:
        """Refuse what is no video, in a sentence at the field."""
        cleaned = super().clean(value)
        if not is_video_address(cleaned["url"]):
            message = _("This is not the address of a video on YouTube or Vimeo. Copy it from the share button.")
            raise self.field_error("url", message)
        return cleaned

    @staticmethod
    def field_error(field: str, message: Any) -> ValidationError:
        """Return an error that Wagtail shows at `field` of the block."""
        from wagtail.blocks import StructBlockValidationError

        return StructBlockValidationError(block_errors={field: ValidationError(message)})


class BodyBlock(StreamBlock):
    """The body of an article or a page."""

    rich_text = RichTextBlock(
        label=_("Text"), features=RICH_TEXT_FEATURES, template="blocks/rich_text.html", icon="pilcrow"
    )
    heading = CharBlock(label=_("Heading"), icon="title", max_length=255, template="blocks/heading.html")
    photo = PhotoBlock()
    photos = ListBlock(PhotoBlock(), label=_("Several photos"), icon="image", min_num=2, template="blocks/photos.html")
    quote = QuoteBlock()
    document = DocumentBlock()
    video_link = VideoLinkBlock()
    table = TypedTableBlock(
        [("text", CharBlock(label=_("Text"), required=False))], label=_("Table"), template="blocks/table.html"
    )

    class Meta:
        label = _("Body")
