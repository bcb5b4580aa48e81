"""The feed of the register."""

import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from common.feeds import SteadyRss
from plans.models import OfficialDocument, PlanPage
from plans.register.force import Force
from plans.register.presentation import document_entry, plan_entry

ENTRIES_IN_A_FEED = 20


class RegisterFeed(Feed):
    """What was last published in the register, documents and plans, as RSS 2.0."""

    feed_type = SteadyRss
    title = _("Official documents of the school")
    description = _("Official documents and plans, as they come into the register")
    link = reverse_lazy("register")

    def __init__(self, site: Site) -> None:
        self.site = site

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpRequest:
        """Keep the request, through which addresses are found."""
        return request

    def feed_extra_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """What `SteadyRss` needs."""
        return {"list_published_at": self.site.root_page.first_published_at}

    def items(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Return the entries that were published last."""
        documents = OfficialDocument.objects.public().on_site(self.site).order_by("-first_published_at", "-pk")
        plans = PlanPage.objects.public().in_site(self.site).order_by("-first_published_at", "-pk")
        entries = [document_entry(each, Force()) for each in documents[:ENTRIES_IN_A_FEED]]
        entries += [plan_entry(each, request) for each in plans[:ENTRIES_IN_A_FEED]]
        entries.sort(key=lambda entry: entry["published_at"], reverse=True)
        return entries[:ENTRIES_IN_A_FEED]

    def item_title(self, item: dict[str, Any]) -> str:
        """Kind and number."""
        return item["name"]

    def item_description(self, item: dict[str, Any]) -> str:
        """What it is about."""
        return item["summary"]

    def item_link(self, item: dict[str, Any]) -> str:
        """Its page."""
        return item["url"]

    def item_pubdate(self, item: dict[str, Any]) -> datetime.datetime:
        """When the school put it into the register."""
        return item["published_at"]
