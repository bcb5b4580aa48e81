"""Labels that Wagtail leaves unmarked: it derives them from the field's name, so no catalogue can reach them."""

from django.utils.translation import gettext_lazy as _


def name_wagtails_unnamed_fields() -> None:
    """Give the sign-in form and the link choosers translatable labels. Called once, from AppConfig.ready()."""
    from wagtail.admin.forms import auth, choosers

    labels = {
        auth.LoginForm: {"password": _("Password")},
        choosers.ExternalLinkChooserForm: {"link_text": _("Link text")},
        choosers.AnchorLinkChooserForm: {"link_text": _("Link text")},
        choosers.EmailLinkChooserForm: {
            "email_address": _("Email address"),
            "link_text": _("Link text"),
            "subject": _("Subject"),
            "body": _("Body"),
        },
        choosers.PhoneLinkChooserForm: {"phone_number": _("Phone number"), "link_text": _("Link text")},
    }
    for form, fields in labels.items():
        for name, label in fields.items():
            form.base_fields[name].label = label
