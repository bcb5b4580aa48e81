"""The school's own colours in Wagtail's admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def wear_the_schools_colours() -> SafeString:
    """After Wagtail's own styles, whose custom properties it sets."""
    return format_html('<link rel="stylesheet" href="{}">', static("common/admin.css"))
