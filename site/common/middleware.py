"""Uploads as plain files: Range, validators, and nothing that a browser would run."""

import re
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import NotARegularFileError, StaticFile

RENDITIONS_FOLDER = "images"
RENDITION = re.compile(rf"{RENDITIONS_FOLDER}/[0-9a-f]{{32}}\.(?P<ending>avif|webp|jpg|png)")
MEDIA_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}
TEXTS = {"text/html", "text/plain", "text/calendar", "application/json", "application/rss+xml", "application/xml"}
# What somebody uploaded is never run: the type is not guessed, and no script of it has a right to anything.
HARMLESS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
# The name follows from the bytes, so who has it may keep it; a cache that serves many lets go of what was withdrawn.
FOR_EVERYBODY = {"Cache-Control": "public, max-age=31536000, s-maxage=600, immutable"}


class UploadsMiddleware:
    """Serve the renditions that anybody may see from the public folder, before session and database are asked.

    Whatever is not there goes on to a view, which knows who may have it (`media/serving.py`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from disk what lies there."""
        if request.path_info.startswith(settings.MEDIA_URL):
            response = public_rendition(request, request.path_info.removeprefix(settings.MEDIA_URL))
            if response is not None:
                return response
        return self.get_response(request)


class TextGZipMiddleware(GZipMiddleware):
    """Send text compressed: a page weighs a quarter. Files are left as they are, or parts of them would break."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Compress a text of ours."""
        kind = response.get("Content-Type", "").partition(";")[0]
        if response.streaming or kind not in TEXTS:
            return response
        return super().process_response(request, response)


def public_rendition(request: HttpRequest, name: str) -> HttpResponse | None:
    """Return the rendition called `name` from the public folder, None where it is not there."""
    match = RENDITION.fullmatch(name)
    if not match:
        return None
    headers = {"Content-Type": MEDIA_TYPES[match["ending"]], **HARMLESS, **FOR_EVERYBODY}
    return send(request, Path(settings.PUBLIC_ROOT, name), headers)


def send(request: HttpRequest, path: Path, headers: dict[str, str]) -> HttpResponse | None:
    """Return the file at `path`, or the part of it that is asked for; None where there is no such file."""
    try:
        return WhiteNoiseMiddleware.serve(StaticFile(str(path), list(headers.items())), request)
    except (NotARegularFileError, OSError, ValueError):  # not there, gone this moment, or a name that no disk can have
        return None
