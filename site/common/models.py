"""The people who sign in, and the page that all pages of the site descend from."""

from typing import Any, Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.models.pages import PagePermissionTester
from wagtail.query import PageQuerySet

from common import permissions, visibility
from common.paging import page_in_address
from common.text import SLUG_FORMATTERS, nfc, normalise_deep, slugify


class User(AbstractUser):
    """Somebody who signs in, by user name: many teachers have no mail address of their own."""

    class Meta(AbstractUser.Meta):
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Nobody holds `publish`, a superuser neither: only an approval publishes."""
        return not perm.partition(".")[2].startswith("publish_") and super().has_perm(perm, obj)

    def get_full_name(self) -> str:
        """Return family name first, as Vietnamese names are said; the user name where there is none."""
        return f"{self.last_name} {self.first_name}".strip() or self.username

    def __str__(self) -> str:
        return self.get_full_name()


class NormalisedModel(models.Model):
    """A model whose text is kept in NFC, whatever a phone or a PDF sent."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Normalise before writing."""
        self.normalise_text()
        super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Normalise before validating, so that drafts (which never reach `save`) are in NFC too."""
        self.normalise_text()
        super().full_clean(*args, **kwargs)

    def normalise_text(self) -> None:
        """Bring every text field of this object to NFC."""
        for field in self._meta.concrete_fields:
            value = self.__dict__.get(field.attname)
            if isinstance(value, str):
                setattr(self, field.attname, nfc(value))
            elif isinstance(field, StreamField) and isinstance(value, StreamValue):
                _normalise_stream(self, field)


def _normalise_stream(instance: models.Model, field: StreamField) -> None:
    """Rebuild the stream only where NFC changes it: a rebuilt stream forgets what was already fetched for it."""
    raw = field.get_prep_value(getattr(instance, field.attname))
    normalised = normalise_deep(raw)
    if raw != normalised:
        setattr(instance, field.attname, field.to_python(normalised))


def restrictions_above() -> models.QuerySet[PageViewRestriction]:
    """Return, for use in a subquery, the restrictions on the outer page or on any page above it."""
    outer_path = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
    above = PageViewRestriction.objects.annotate(outer_path=outer_path)
    return above.filter(outer_path__startswith=F("page__path"))


DESCRIPTION_LENGTH = 200
DEPTH_BELOW_FRONT_PAGE = 3  # 1 is the root of the tree, 2 the front page


class PublicPageQuerySet(PageQuerySet):
    """Pages by who may see them."""

    def public(self) -> Self:
        """What an anonymous visitor may see: live, approved, and under no private page (asked in the same query)."""
        return visibility.narrowed(self.live().exclude(Exists(restrictions_above())))

    def for_reading(self) -> Self:
        """Fetch with a page what its own address shows of it. A kind of page that shows more of others says so."""
        return self


def public_pages() -> PageQuerySet:
    """Return the public pages of every type, as plain pages: the menu and the search ask for these."""
    return visibility.narrowed(Page.objects.live().exclude(Exists(restrictions_above())))


def is_public_page(name: str) -> Exists:
    """Return the condition that the page which the foreign key `name` leads to is public.

    Asked of each row: SQLite answers `page__in=public_pages()` by going through every page of the site first.
    """
    return Exists(public_pages().filter(pk=OuterRef(name)))


class SchoolPageForm(WagtailAdminPageForm):
    """The editor's form of every page; it makes the same addresses as the model does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].widget = SlugInput(formatters=SLUG_FORMATTERS)

    def clean(self) -> dict[str, Any]:
        """Give a page that was never public an address of its own, though another page has the same title."""
        slug = self.cleaned_data.get("slug")
        if slug and not self.instance.first_published_at:
            self.cleaned_data["slug"] = self._free_address(slug)
        return super().clean()

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """Tell an open editor (autosave) which address the page was given."""
        updates = super().get_field_updates_for_resave()
        slug = self.cleaned_data.get("slug")
        return [*updates, ("slug", slug)] if slug and slug != self.data.get("slug") else updates

    def _free_address(self, wanted: str) -> str:
        """Return "thong-bao", or "thong-bao-2" where there is one."""
        slug, number = wanted, 1
        while not Page._slug_is_available(slug, self.parent_page, self.instance):
            number += 1
            slug = f"{wanted}-{number}"
        return slug


class BasePage(NormalisedModel, Page):
    """What every page of the site shares: text in NFC, addresses without accents, `.public()`."""

    objects = PageManager.from_queryset(PublicPageQuerySet)()
    base_form_class = SchoolPageForm
    promote_panels = [
        FieldPanel("slug"),
        FieldPanel("seo_title"),
        FieldPanel("search_description"),
    ]

    share_type = "website"  # in the words of Open Graph
    pages_above: list[Page] | None = None  # the public ones, where whoever fetched this page knows them

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        """What search engines and messengers say below the title: some 200 characters."""
        texts = (getattr(self, name, "") for name in ("search_description", "lead", "introduction"))
        return Truncator(" ".join(next(filter(None, texts), "").split())).chars(DESCRIPTION_LENGTH)

    def structured_data(self) -> dict[str, Any]:
        """Return what this page is about, in the words of schema.org; nothing for a page that only leads to others."""
        return {}

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """Return what `user` may do to this page in Wagtail's admin."""
        return permissions.of(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the way here (the pages between the front page and this one), and the one address of what is shown."""
        own = {"trail": self._trail(request), "canonical": self._canonical(request)}
        return super().get_context(request, *args, **kwargs) | own

    def _canonical(self, request: HttpRequest) -> str:
        """Return the whole address, with the part of the page and the page of the list that is shown."""
        address = self.get_full_url(request) or ""
        if getattr(request, "is_preview", False):
            return address
        return address + request.path.removeprefix(self.get_url(request) or request.path) + page_in_address(request)

    def _trail(self, request: HttpRequest) -> list[dict[str, str]]:
        """Return [{title, url}] from below the front page down to the parent."""
        if not self.path or self.depth <= DEPTH_BELOW_FRONT_PAGE:
            return []
        above = self.pages_above
        if above is None:
            above = public_pages().ancestor_of(self).filter(depth__gte=DEPTH_BELOW_FRONT_PAGE)
        return [{"title": page.title, "url": page.get_url(request)} for page in above]

    def _set_core_field_defaults(self) -> None:
        """Fill the address before Wagtail does, which would make "oi-moi" of "Đổi mới"."""
        if not self.slug and self.path:
            base_slug = slugify(self.title)
            if base_slug:
                self.slug = self._get_autogenerated_slug(base_slug)
        super()._set_core_field_defaults()
