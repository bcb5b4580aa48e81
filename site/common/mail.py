"""Mails of the school to its staff, through the outbox: written in the transaction of the act, sent by the worker."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from common.models import User


def write_mail(template: str, reader: User, context: dict[str, Any], *, with_html: bool = False) -> None:
    """Write one mail to the outbox. The first line of `template`.txt is the subject.

    `with_html` adds `template`.html, and the pictures of `context["enclosures"]` that it shows.
    """
    context = {"reader": reader, "site_name": settings.WAGTAIL_SITE_NAME} | context
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string(f"{template}.txt", context).strip()
        html = render_to_string(f"{template}.html", context) if with_html else ""
    subject, _newline, body = text.partition("\n")
    address = f"{reader.get_full_name()} <{reader.email}>"
    mail = EmailMultiAlternatives(subject.strip(), body.strip() + "\n", to=[address])
    if html:
        mail.attach_alternative(html, "text/html")
    for enclosure in context.get("enclosures", []):
        mail.attach(enclosure.part)
    mail.send()
