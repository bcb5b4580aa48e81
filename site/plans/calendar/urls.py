"""Public addresses, below /lich-cong-tac/."""

from django.urls import path, re_path

from plans.calendar.feeds import personal_feed, school_feed, unit_feed
from plans.calendar.views import calendar

urlpatterns = [
    path("", calendar, name="calendar"),
    path("truong.ics", school_feed, name="calendar_school"),
    path("don-vi/<slug:slug>.ics", unit_feed, name="calendar_unit"),
    re_path(r"^rieng/(?P<token>[-\w]{20,64})\.ics$", personal_feed, name="calendar_personal"),
]
