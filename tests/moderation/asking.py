"""What tests of requests share: asking, deciding, and what the public and the ledger say afterwards."""

import re

from django.test import Client

from moderation import verification
from moderation.links import ask_path, request_path
from moderation.models import Approval
from moderation.registry import kind_of
from moderation.requests import acts
from moderation.requests.wishes import WISHES

UNPUBLISH, DELETE, MOVE, RESTORE, UNSCHEDULE = (
    WISHES[kind] for kind in ("unpublish", "delete", "move", "restore", "unschedule")
)
REASON = "Ảnh bìa nhầm lớp."


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def ask_url(wish, *things):
    return ask_path(wish.kind, kind_of(things[0]), *(thing.pk for thing in things))


def asked(wish, item, user, reason=REASON, **data):
    return acts.ask(wish, [item], user, reason, data)[0]


def post_ask(user, wish, *things, **fields):
    return signed_in(user).post(ask_url(wish, *things), {"reason": REASON} | fields, follow=True)


def decide(user, request, action, comment=""):
    return signed_in(user).post(request_path(request), {"action": action, "comment": comment}, follow=True)


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def is_public(item):
    return type(item).objects.public().filter(pk=item.pk).exists()


def everything_holds():
    return [str(fault) for fault in verification.verify()] == []


def last_record(item):
    return Approval.objects.about(kind_of(item), item.pk).first()
