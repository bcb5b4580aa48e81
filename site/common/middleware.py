"""Uploads as plain files: Range, validators, and nothing that a browser would run."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from whitenoise.base import WhiteNoise
from whitenoise.middleware import WhiteNoiseMiddleware

_A_YEAR = 365 * 24 * 3600
RENDITIONS_FOLDER = "images"


class UploadsMiddleware(WhiteNoise):
    """Serve the renditions of photos from disk, looking at the disk at each request since they come at any time.

    Originals are not served at all and documents go through their view, so an uploaded file never meets a browser
    as a page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(
            application=None,
            autorefresh=True,
            max_age=_A_YEAR,
            allow_all_origins=False,
            add_headers_function=harmless_headers,
        )
        self.get_response = get_response
        folder = Path(settings.MEDIA_ROOT) / RENDITIONS_FOLDER
        self.prefix = f"{settings.MEDIA_URL}{RENDITIONS_FOLDER}/"
        self.add_files(folder, prefix=self.prefix)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from disk what lies there; everything else goes on to Django."""
        if request.path_info.startswith(self.prefix):
            static_file = self.find_file(request.path_info)
            if static_file is not None:
                return WhiteNoiseMiddleware.serve(static_file, request)
        return self.get_response(request)


def harmless_headers(headers: dict[str, str], path: str, url: str) -> None:
    """Keep a browser from running what somebody uploaded: no sniffing, no script."""
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
