"""Whose request it is, said so that nobody can be found again: a hash that nobody can make after today."""

import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from feedback.models import Salt

IPV6_PREFIX = 64  # what one household has


def sender_of(request: HttpRequest) -> str:
    """Return the hash of whoever sends, with today's salt. The address itself is written nowhere."""
    salt, _made = Salt.objects.get_or_create(day=timezone.localdate())
    address = _network(address_of(request))
    return hmac.new(salt.salt.encode(), address.encode(), hashlib.sha256).hexdigest()


def address_of(request: HttpRequest) -> str:
    """Return the address from which a request came: the last one that a proxy of ours did not have itself.

    What stands further left in X-Forwarded-For anybody may have written.
    """
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    address = request.META.get("REMOTE_ADDR", "")
    while address in settings.TRUSTED_PROXIES and hops:
        address = hops.pop()
    return address


def _network(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(known, ipaddress.IPv6Address) and not known.ipv4_mapped:
        return str(ipaddress.ip_network(f"{known}/{IPV6_PREFIX}", strict=False))
    return str(getattr(known, "ipv4_mapped", None) or known)
