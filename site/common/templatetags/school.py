"""What templates say about dates and numbers."""

import datetime

from django import template
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
def number(value: int) -> str:
    """Return "12.345": thousands parted by dots, as Vietnam writes them."""
    return f"{value:,}".replace(",", ".")
