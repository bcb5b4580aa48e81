"""The school's song and a film on the front page: files of one's own, or a film elsewhere that nobody is told of before
a visitor wants to see it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string

from common.films import embed_address, film_fault, video_provider

SOUNDS = ("mp3", "m4a", "ogg")


def _file(label: Any, help_text: Any) -> models.ForeignKey:
    return models.ForeignKey(
        get_document_model_string(),
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_text,
    )


class SongAndFilm(models.Model):
    """The song with its words and its sound, and one film. Each part may be missing."""

    song_label = models.CharField(
        _("heading of the song"), max_length=60, blank=True, help_text=_("Empty: “The school's song”.")
    )
    song_title = models.CharField(_("title of the song"), max_length=150, blank=True)
    song_credit = models.CharField(_("words and music by"), max_length=150, blank=True)
    song_words = models.TextField(_("words of the song"), blank=True, help_text=_("An empty line between verses."))
    song_sound = _file(
        _("sound of the song"), _("A file of the kind mp3, m4a or ogg. It is fetched when it is played.")
    )
    film_label = models.CharField(_("heading of the film"), max_length=60, blank=True, help_text=_("Empty: “Video”."))
    film_title = models.CharField(_("title of the film"), max_length=150, blank=True)
    film_url = models.URLField(
        _("film on YouTube or Vimeo"), blank=True, help_text=_("Nothing is asked of either before a visitor taps it.")
    )
    film_file = _file(_("or a file of one's own"), _("A file of the kind mp4 or webm, as small as possible."))
    film_poster = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture that stands for the film"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    song_and_film_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("song_label"), FieldPanel("song_title")]),
                FieldPanel("song_credit"),
                FieldPanel("song_words"),
                FieldPanel("song_sound"),
            ],
            heading=_("The school's song"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("film_label"), FieldPanel("film_title")]),
                FieldPanel("film_url"),
                FieldPanel("film_file"),
                FieldPanel("film_poster"),
            ],
            heading=_("Video"),
        ),
    ]

    class Meta:
        abstract = True

    @property
    def film_embed(self) -> str:
        """Where the film plays in a frame; "" for a file of one's own, which is taken first."""
        return "" if self.film_file_id else embed_address(self.film_url)

    @property
    def film_host(self) -> str:
        """Whose film that is: "YouTube"."""
        return video_provider(self.film_url)

    def clean(self) -> None:
        """A film's address leads to one film, and files can be played."""
        super().clean()
        errors = {}
        if self.film_url and not embed_address(self.film_url):
            errors["film_url"] = _(
                "This is not the address of a video on YouTube or Vimeo. Copy it from the share button."
            )
        if self.song_sound and self.song_sound.file_extension.lower() not in SOUNDS:
            errors["song_sound"] = _("Browsers can't play this file. Choose one of the kind mp3, m4a or ogg.")
        if self.film_file and (fault := film_fault(self.film_file)):
            errors["film_file"] = fault
        if errors:
            raise ValidationError(errors)
