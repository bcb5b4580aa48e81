"""Tokens that we sign, that grow old, and that count once."""

import datetime
import secrets

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from feedback.models import SpentToken

LIFETIME = datetime.timedelta(hours=2)  # somebody may think for long before they send


def sign(kind: str, content: str = "") -> tuple[str, str]:
    """Return (token, its nonce). `content` is in it for everybody to read, and for nobody to change."""
    nonce = secrets.token_hex(12)
    return signing.TimestampSigner(salt=f"feedback.{kind}").sign(f"{nonce}.{content}"), nonce


def unsign(kind: str, token: str) -> tuple[str, str] | None:
    """Return (nonce, content) of a token of ours that is neither too old nor used; None of any other."""
    try:
        signed = signing.TimestampSigner(salt=f"feedback.{kind}").unsign(token, max_age=LIFETIME)
    except signing.BadSignature:
        return None
    nonce, _dot, content = signed.partition(".")
    return None if SpentToken.objects.filter(token=nonce).exists() else (nonce, content)


def spend(nonce: str) -> bool:
    """Use a token up, and say whether it was there to be used: two that come at once are one."""
    try:
        with transaction.atomic():
            SpentToken.objects.create(token=nonce)
    except IntegrityError:
        return False
    return True


def forget() -> int:
    """Delete what is too old to be used again. Return how many there were."""
    deleted, _by_model = SpentToken.objects.filter(spent_at__lt=timezone.now() - 2 * LIFETIME).delete()
    return deleted
