"""The front page, which also says who the school is, and pages that need no type of their own."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page
from wagtail.search import index

from common.blocks import BodyBlock
from common.fields import BodyField
from common.models import BasePage, NormalisedModel
from home.alert.models import Alert
from home.search.models import Findable, FindableText, SearchWord
from home.song_and_film import SongAndFilm
from home.visits.models import Visits

__all__ = [
    "Alert",
    "Findable",
    "FindableText",
    "HomePage",
    "MenuEntry",
    "QuickLink",
    "SearchWord",
    "StandardPage",
    "Visits",
]


class HomePage(SongAndFilm, BasePage):
    """The front page. The school's identity is part of it, so that it goes through approval like any page."""

    school_name = models.CharField(_("name of the school"), max_length=150)
    motto = models.CharField(_("motto"), max_length=150, blank=True)
    parent_body = models.CharField(
        _("managing body"), max_length=150, blank=True, help_text=_("As on the letterhead, for example UBND XÃ …")
    )
    introduction = models.TextField(_("introduction"), blank=True)
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    address = models.CharField(_("address"), max_length=255, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("mail"), blank=True)
    responsible_name = models.CharField(_("responsible for the content"), max_length=100, blank=True)
    responsible_title = models.CharField(_("title of the one responsible"), max_length=100, blank=True)
    lead_story = models.ForeignKey(
        "news.NewsPage",
        verbose_name=_("lead story"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Leave empty to lead with the newest article."),
    )
    featured_gallery = models.ForeignKey(
        "media.GalleryPage",
        verbose_name=_("featured gallery"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Leave empty to show the newest gallery."),
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["news.NewsIndexPage", "media.GalleryIndexPage", "plans.PlanIndexPage", "home.StandardPage"]
    page_description = _("The front page and the school's identity.")
    template = "home/home_page.html"

    front_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("lead_story"), FieldPanel("featured_gallery")], heading=_("At the top")),
        InlinePanel("quick_links", heading=_("Quick links for parents"), label=_("quick link"), max_num=8),
        *SongAndFilm.song_and_film_panels,
        InlinePanel("menu_entries", heading=_("Menu"), label=_("page in the menu")),
    ]
    school_panels = [
        MultiFieldPanel(
            [
                FieldPanel("school_name"),
                FieldRowPanel([FieldPanel("motto"), FieldPanel("parent_body")]),
                FieldPanel("logo"),
            ],
            heading=_("The school"),
        ),
        MultiFieldPanel(
            [FieldPanel("address"), FieldRowPanel([FieldPanel("phone"), FieldPanel("email")])], heading=_("Contact")
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("responsible_name"), FieldPanel("responsible_title")])],
            heading=_("Responsible for the content"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(front_panels, heading=_("Front page")),
            ObjectList(school_panels, heading=_("The school")),
            ObjectList(BasePage.promote_panels, heading=_("Address")),
        ]
    )
    search_fields = [*Page.search_fields, index.SearchField("school_name"), index.SearchField("introduction")]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def structured_data(self) -> dict[str, Any]:
        """Return the School."""
        said = {
            "name": self.school_name,
            "slogan": self.motto,
            "address": self.address,
            "telephone": self.phone,
            "email": self.email,
            "url": self.full_url,
        }
        parent = {"parentOrganization": {"@type": "GovernmentOrganization", "name": self.parent_body}}
        return {"@type": "School", **{key: text for key, text in said.items() if text}} | (
            parent if self.parent_body else {}
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add news, a gallery, the plan in force with its progress, and the units."""
        from home.front import front_context

        return super().get_context(request, *args, **kwargs) | front_context(self, request)


class MenuEntry(Orderable):
    """One page in the menu. The order is the front page's own, so that it is approved with it."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="menu_entries")
    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("menu entry")
        verbose_name_plural = _("menu entries")

    def __str__(self) -> str:
        return self.page.title


class QuickLink(NormalisedModel, Orderable):
    """One way that parents often go, in words of their own. The order is the front page's, approved with it."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="quick_links")
    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")
    label = models.CharField(_("text of the link"), max_length=60, blank=True, help_text=_("Empty: the page's title."))

    panels = [FieldPanel("page"), FieldPanel("label")]

    class Meta(Orderable.Meta):
        verbose_name = _("quick link")
        verbose_name_plural = _("quick links")

    def __str__(self) -> str:
        return self.label or self.page.title


class StandardPage(BasePage):
    """A page that stays: about the school, entry to grade 1, timetables, forms."""

    lead = models.TextField(_("lead"), blank=True, max_length=500)
    body = BodyField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    page_description = _("A page that stays: about the school, timetables, forms.")
    template = "home/standard_page.html"
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")
