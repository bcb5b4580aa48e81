"""All addresses. Pages of the tree come last; what stands before them is reserved."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from home.views import search
from media.serving import document, upload
from plans.documents.views import plan_document
from plans.views import unit_list, unit_page

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^tai-lieu/([0-9]{1,18})/(.*)$", document, name="wagtaildocs_serve"),  # as Wagtail names its own view
    path("uploads/<path:name>", upload, name="upload"),
    re_path(r"^van-ban/([0-9]{1,18})/([-a-z0-9]+)\.(pdf|docx|xlsx)$", plan_document, name="plan_document"),
    path("tim-kiem/", search, name="search"),
    path("don-vi/", unit_list, name="unit_list"),
    path("don-vi/<slug:slug>/", unit_page, name="unit"),
    path("", include(wagtail_urls)),
]
