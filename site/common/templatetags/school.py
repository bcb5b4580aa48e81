"""What templates say about dates, numbers and photos, and what they tell machines about a page."""

import datetime
import json
from typing import Any
from urllib.parse import urljoin

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()

LAST_MONTH_WITH_ZERO = 2  # NĐ 30/2020: 0 before days under 10 and before months 1 and 2
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@register.filter
def shortdate(value: datetime.date | None) -> str:
    """Return "5/10/2026", or "" where there is no date."""
    return f"{value.day}/{value.month}/{value.year}" if value else ""


@register.filter
def vidate(value: datetime.date | None) -> str:
    """Return "thứ Hai, 5/10/2026", or "" where there is no date."""
    return f"{WEEKDAYS[value.weekday()]}, {shortdate(value)}" if value else ""


@register.filter
def longdate(value: datetime.date | None) -> str:
    """Return the official form, "ngày 05 tháng 10 năm 2026" (0 before days under 10 and months 1-2; NĐ 30/2020)."""
    if not value:
        return ""
    month = f"{value.month:02d}" if value.month <= LAST_MONTH_WITH_ZERO else str(value.month)
    parts = {"day": f"{value.day:02d}", "month": month, "year": value.year}
    return _("day %(day)s month %(month)s year %(year)s") % parts


@register.filter
def whole(address: str, base: str) -> str:
    """Return the address with its host: that of `base`, where it has none of its own."""
    return urljoin(base, address)


@register.simple_tag
def structured_data(page: Any, canonical: str, trail: list[dict[str, str]], photo: Any, school: Any) -> SafeString:
    """Return what machines are told of a page, as JSON-LD; "" where there is nothing to tell.

    A date belongs to who says it: the school is the publisher of whatever its pages say.
    """
    about = page.structured_data()
    if about:
        about["url"] = canonical
        if "datePublished" in about:
            about |= {"dateModified": page.last_published_at.isoformat()} if page.last_published_at else {}
            about |= {"publisher": {"@type": "School", "name": school.school_name}} if school else {}
        if photo and photo.share_card:
            about["image"] = urljoin(canonical, photo.share_card.url)
    steps = [
        {"@type": "ListItem", "position": place, "name": step["title"], "item": urljoin(canonical, step["url"])}
        for place, step in enumerate(trail, start=1)
    ]
    graph = [each for each in (about, {"@type": "BreadcrumbList", "itemListElement": steps} if steps else None) if each]
    return _as_script({"@context": "https://schema.org", "@graph": graph}) if graph else SafeString("")


def _as_script(data: dict[str, Any]) -> SafeString:
    """Return JSON that no text in it can end the script with."""
    text = json.dumps(data, ensure_ascii=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return mark_safe(text)  # noqa: S308  (every sign that HTML knows was replaced)


@register.filter
def number(value: int) -> str:
    """Return "12.345": thousands parted by dots, as Vietnam writes them."""
    return f"{value:,}".replace(",", ".")
