"""Films: where one on YouTube or Vimeo plays, and which files browsers can play."""

import re
from typing import Any
from urllib.parse import parse_qs, urlparse

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from common.captions import LARGEST_CAPTIONS, captions_fault

FILMS = ("mp4", "webm")
CAPTIONS = ("vtt",)
LARGEST_FILM = 100 * 1024 * 1024  # bytes: about ten minutes as phones show them
VIDEO_HOSTS = {
    "youtube.com": "YouTube",
    "m.youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
}
# What may stand in a frame, and only after a tap: the settings' frame-src names these and no others.
YOUTUBE, VIMEO = (
    "https://www.youtube-nocookie.com/embed/{}?autoplay=1",
    "https://player.vimeo.com/video/{}?autoplay=1&dnt=1",
)
_YOUTUBE_KEY = re.compile(r"[\w-]{6,20}", re.ASCII)
_VIMEO_KEY = re.compile(r"/(?:video/)?([0-9]{1,15})(?:/|$)")


def video_provider(url: str) -> str:
    """Return the name of the video's host ("YouTube", "Vimeo"), or "" where it is neither."""
    host = (urlparse(url).hostname or "").removeprefix("www.")
    return VIDEO_HOSTS.get(host, "")


def is_video_address(url: str) -> bool:
    """Say whether `url` leads to one video, not to a channel or a front page."""
    parts = urlparse(url)
    provider = video_provider(url)
    if provider == "Vimeo" or (parts.hostname or "").endswith("youtu.be"):
        return len(parts.path) > 1
    watch = parts.path == "/watch" and "v" in parse_qs(parts.query)
    return provider == "YouTube" and (watch or parts.path.startswith(("/shorts/", "/live/")))


def embed_address(url: str) -> str:
    """Return where a film on YouTube or Vimeo plays in a frame, "" where `url` is the address of none."""
    parts = urlparse(url)
    if not is_video_address(url):
        return ""
    if video_provider(url) == "Vimeo":
        found = _VIMEO_KEY.match(parts.path)
        return VIMEO.format(found[1]) if found else ""
    named = parse_qs(parts.query).get("v", [""])[0] if parts.path == "/watch" else parts.path.rstrip("/").split("/")[-1]
    return YOUTUBE.format(named) if _YOUTUBE_KEY.fullmatch(named) else ""


def film_fault(document: Any) -> str:
    """Return why browsers, or parents' phones, can't play a document as a film; "" where they can."""
    if document.file_extension.lower() not in FILMS:
        return _("Browsers can't play this file. Choose one of the kind mp4 or webm.")
    return too_large(document.file_extension, document.get_file_size() or 0)


def captions_file_fault(document: Any) -> str:
    """Return why a document holds no captions; "" where it does."""
    if document.file_extension.lower() not in CAPTIONS:
        return _("This is no file of captions. Choose one of the kind vtt.")
    try:
        with document.file.open("rb") as file:
            return captions_fault(file.read(LARGEST_CAPTIONS + 1))
    except OSError:
        return _("This file can't be read. Please upload it again.")


def too_large(extension: str, size: int) -> str:
    """Return why a file of `size` bytes is too large for what it is; "" where it is not."""
    limit = LARGEST_FILM if extension.lower() in FILMS else None
    if limit is None or size <= limit:
        return ""
    sizes = {"size": filesizeformat(size), "limit": filesizeformat(limit)}
    return (
        _(
            "This film has %(size)s, more than phones can fetch: at most %(limit)s. Save it smaller (720p is enough), "
            "cut it, or put it on YouTube and give its address."
        )
        % sizes
    )
