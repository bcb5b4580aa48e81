"""What visitors can find: one row for each public page, document, answer, consultation, unit, and photo with a caption.

The rows follow from the ledger and are made anew with each approval (`keeping`). A row counts only while the very
approval that it was made from stands, so that none leads to what is no longer public, however late it is cleared away.
"""

from typing import Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import RawSQL
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from common.models import is_public_page
from feedback.models import Consultation, QuestionAnswer
from home.search.full_text import holding
from media.models import Photo
from moderation.models import Standing
from plans.models import OfficialDocument, Unit

# The same as `common.models.restrictions_above`, asked once for all pages: mostly there is no restriction at all.
_RESTRICTED = """SELECT below.id FROM wagtailcore_pageviewrestriction restriction
    JOIN wagtailcore_page page ON page.id = restriction.page_id
    JOIN wagtailcore_page below ON substr(below.path, 1, length(page.path)) = page.path"""


class Kind(models.TextChoices):
    """What kind of thing was found; the values stand in addresses (`?loai=tin-tuc`)."""

    NEWS = "tin-tuc", _("News")
    GALLERY = "thu-vien-anh", _("Galleries")
    PHOTO = "anh", _("Photos")
    PLAN = "ke-hoach", _("Plans and reports")
    DOCUMENT = "van-ban", _("Documents")
    QUESTION = "hoi-dap", _("Questions and answers")
    CONSULTATION = "lay-y-kien", _("Consultations")
    UNIT = "don-vi", _("Units")
    PAGE = "trang", _("Pages")


NO_PAGES: dict[str, type[models.Model]] = {
    Kind.DOCUMENT: OfficialDocument,
    Kind.QUESTION: QuestionAnswer,
    Kind.CONSULTATION: Consultation,
    Kind.UNIT: Unit,
}


class FindableQuerySet(models.QuerySet):
    """What can be found, by who may see it and by what it holds."""

    def public(self) -> Self:
        """What an anonymous visitor may see: its approval stands, nothing above is restricted, no photo withdrawn.

        Cheap enough to be asked of 20,000 rows. What is shown of them is asked once more, of the things themselves.
        """
        standing = Standing.objects.sound().filter(approval_id=OuterRef("approval_id"))
        restricted = ~Q(kind__in=NO_PAGES) & Q(key__in=RawSQL(_RESTRICTED, []))  # noqa: S611 - no parameter at all
        withdrawn = Q(photo__in=Photo.objects.exclude(withdrawn_at=None).values("pk"))
        return self.filter(Exists(standing)).exclude(restricted).exclude(withdrawn)

    def of_public_things(self) -> Self:
        """Those whose page, document, answer, consultation or unit says itself that it is public. For a few rows."""
        condition = ~Q(kind__in=NO_PAGES) & is_public_page("key")
        for kind, model in NO_PAGES.items():
            condition |= Q(kind=kind) & Exists(model.objects.public().filter(pk=OuterRef("key")))
        return self.filter(condition)

    def on_site(self, site: Site) -> Self:
        """Those of one school."""
        return self.filter(site_id=site.pk)

    def holding(self, words: list[str], **how: bool) -> Self:
        """Those that hold all the (folded) words; see `full_text.holding`."""
        return self.filter(pk__in=holding(words, **how))

    def best_first(self, words: list[str]) -> Self:
        """In the order of an answer: the words together in the title, all in the title, together in the text, others.

        Among equals what shows more than a photo comes first, and the newest. How often a word stands anywhere is not
        weighed: so the order is the same on every database, and cheap where every row holds the word.
        """
        places = [
            When(pk__in=holding(words, as_phrase=True, in_title=True), then=Value(0)),
            When(pk__in=holding(words, in_title=True), then=Value(1)),
            When(pk__in=holding(words, as_phrase=True), then=Value(2)),
        ]
        place = Case(*places if len(words) > 1 else places[:1], default=Value(3))
        photos_last = Case(When(kind=Kind.PHOTO, then=Value(1)), default=Value(0))
        return self.order_by(place, photos_last, F("date").desc(nulls_last=True), "-pk")

    def as_shown(self) -> Self:
        """Fetch the rows of a slice, in no order, with what they say and what the addresses of pages are made of.

        The things themselves are asked once more whether they are public.
        """
        path = Page.objects.filter(pk=OuterRef("key")).values("url_path")
        rows = self.model.objects.filter(pk__in=self.values("pk")).of_public_things()
        return rows.select_related("said").annotate(url_path=Subquery(path))


class Findable(models.Model):
    """Something that a visitor can find. `key` is that of the thing, of the gallery or article where it is a photo.

    The rows are narrow, since an answer counts all that hold a word; what they say is in `FindableText`.
    """

    approval = models.ForeignKey(
        "moderation.Approval", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    site = models.ForeignKey(Site, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.BigIntegerField()
    photo = models.BigIntegerField(null=True)
    date = models.DateField(null=True)
    year = models.SmallIntegerField(null=True)
    edition = models.SmallIntegerField()

    objects = FindableQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    def address(self, request: HttpRequest) -> str:
        """Return where it is read, of a row that came `as_shown`; Wagtail makes a page's address of its path alone."""
        if self.kind in NO_PAGES:
            return self.said.url
        return f"{Page(pk=self.key, url_path=self.url_path).get_url(request) or ''}{self.said.url}"


class FindableText(models.Model):
    """What it says, in NFC (`title`, `text`; the caption of a photo), and the same folded, for the index.

    `url` is its address, or what follows that of its page ("#anh-3").
    """

    findable = models.OneToOneField(Findable, on_delete=models.CASCADE, primary_key=True, related_name="said")
    title = models.CharField(max_length=400)
    title_words = models.TextField()
    url = models.CharField(max_length=200)
    text = models.TextField()
    text_words = models.TextField()

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A folded word that stands, or stood, in something public. Whether it may be proposed is asked each time."""

    word = models.CharField(max_length=20, primary_key=True)

    def __str__(self) -> str:
        return self.word
