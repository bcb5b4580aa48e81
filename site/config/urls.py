"""All addresses. Pages of the tree come last; what stands before them is reserved."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from feedback.questions import questions
from home import serving
from home.machines import robots, security, sitemap, sitemap_part
from home.search.views import search, suggest
from home.visits.views import statistics, visit
from media.serving import document, upload
from plans.distribution.views import receipt
from plans.documents.views import plan_document
from plans.register.views import official_document, register, register_feed
from plans.views import unit_list, unit_page

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^tai-lieu/([0-9]{1,18})/(.*)$", document, name="wagtaildocs_serve"),  # as Wagtail names its own view
    path("uploads/<path:name>", upload, name="upload"),
    re_path(r"^van-ban/([0-9]{1,18})/([-a-z0-9]+)\.(pdf|docx|xlsx)$", plan_document, name="plan_document"),
    path("da-doc/<str:token>/", receipt, name="receipt"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security, name="security"),
    path("sitemap.xml", sitemap, name="sitemap"),
    re_path(r"^sitemap-([1-9][0-9]{0,3})\.xml$", sitemap_part, name="sitemap_part"),
    path("tim-kiem/", search, name="search"),
    path("tim-kiem/goi-y/", suggest, name="search_suggestions"),
    path("thong-ke/", statistics, name="visits"),
    path("thong-ke/luot/", visit, name="visit"),
    path("don-vi/", unit_list, name="unit_list"),
    path("don-vi/<slug:slug>/", unit_page, name="unit"),
    path("tra-cuu/", register, name="register"),
    path("tra-cuu/rss/", register_feed, name="register_feed"),
    path("tra-cuu/<slug:slug>/", official_document, name="official_document"),
    path("lich-cong-tac/", include("plans.calendar.urls")),
    path("hoi-dap/", questions, name="questions"),
    path("gui-phan-hoi/", include("feedback.urls")),
    re_path(wagtail_urls.serve_pattern, serving.page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]
