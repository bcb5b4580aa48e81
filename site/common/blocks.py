"""What the body of an article or a page is made of."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    TextBlock,
    URLBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from common.films import captions_file_fault, embed_address, film_fault, is_video_address, video_provider

RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class PhotoChooserBlock(ImageChooserBlock):
    """All photos of a body in one query, however many there are."""

    def bulk_to_python(self, values: list[int]) -> list[Any]:
        """Fetch the photos of a whole stream at once."""
        photos = get_image_model().objects.in_bulk(values)
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

    def get_searchable_content(self, value: Any) -> list[str]:
        """A caption is found while its photo is shown, and no longer."""
        photo = value.get("image")
        return super().get_searchable_content(value) if photo and photo.is_shown else []

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


class VideoValue(StructValue):
    """A video as `components/film.html` shows one: nothing is asked of a third party before a tap."""

    @property
    def film_title(self) -> str:
        """What it is called."""
        return self.get("title") or ""

    @property
    def film_url(self) -> str:
        """Its address on YouTube or Vimeo, "" for a file of one's own."""
        return self.get("url") or ""

    @property
    def film_file(self) -> Any:
        """The school's own file, or None."""
        return self.get("file")

    @property
    def film_captions(self) -> Any:
        """The captions of one's own file, or None."""
        return self.get("captions")

    @property
    def film_poster(self) -> Any:
        """The photo that stands for it, or None."""
        return self.get("poster")

    @property
    def film_embed(self) -> str:
        """Where it plays in a frame; "" for a file of one's own, which is taken first, also while it is not shown."""
        return "" if self.film_file else embed_address(self.film_url)

    @property
    def film_host(self) -> str:
        """The host's name."""
        return video_provider(self.film_url)


class VideoBlock(StructBlock):
    """A film: a file of one's own, or one on YouTube or Vimeo."""

    title = CharBlock(label=_("Title"), max_length=255)
    file = DocumentChooserBlock(
        label=_("File of one's own"), required=False, help_text=_("A file of the kind mp4 or webm, up to 100 MB.")
    )
    captions = DocumentChooserBlock(
        label=_("Captions of that file"),
        required=False,
        help_text=_("A file of the kind vtt: what is said, for those who can't hear it or have the sound off."),
    )
    url = URLBlock(
        label=_("Or its address on YouTube or Vimeo"),
        required=False,
        help_text=_("Nothing is asked of either before a visitor taps it."),
    )
    poster = PhotoChooserBlock(label=_("Photo that stands for the video"), required=False)

    class Meta:
        icon = "media"
        label = _("A video")
        template = "blocks/video.html"
        value_class = VideoValue

    def clean(self, value: Any) -> Any:
        """Refuse what can't be played, in a sentence at the field."""
        cleaned = super().clean(value)
        faults = {name: fault for name, fault in _faults_of(cleaned).items() if fault}
        if faults:
            raise StructBlockValidationError(
                block_errors={name: ValidationError(fault) for name, fault in faults.items()}
            )
        return cleaned


def _faults_of(video: VideoValue) -> dict[str, str]:
    """Return what is wrong with each field of a video, "" where nothing is."""
    file, captions, url = video.film_file, video.film_captions, video.film_url
    faults = {
        "file": film_fault(file) if file else "",
        "captions": captions_file_fault(captions) if captions else "",
    }
    if url and not is_video_address(url):
        faults["url"] = gettext(
            "This is not the address of a video on YouTube or Vimeo. Copy it from the share button."
        )
    if not (file or url):
        faults["file"] = gettext("Choose the video's file, or give its address below.")
    if captions and not file:
        faults["captions"] = gettext("Captions belong to a file of one's own. YouTube and Vimeo have their own.")
    return faults


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
    video_link = VideoBlock()  # the name is in what schools have written
    table = TypedTableBlock(
        [("text", CharBlock(label=_("Text"), required=False))], label=_("Table"), template="blocks/table.html"
    )

    class Meta:
        label = _("Body")
