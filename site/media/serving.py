"""Uploads for those who may have them: staff what is private, everybody the documents that are in public use."""

from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

from common.middleware import HARMLESS, MEDIA_TYPES, public_rendition, send
from media.models import SchoolDocument
from media.publicity import give_out

FOR_THIS_READER = {"Cache-Control": "no-store, private"}
ASKED_ANEW = {"Cache-Control": "no-cache"}  # a document may be taken off the site at any moment
DOWNLOADED = "application/octet-stream"
# A browser's reader of PDFs does not work in a sandbox.
HARMLESS_DOCUMENT = HARMLESS | {"Content-Security-Policy": "default-src 'none'"}


@require_safe
def upload(request: HttpRequest, name: str) -> HttpResponse:
    """Show what the public folder does not hold: to everybody what belongs there, to staff anything, else 404."""
    response = public_rendition(request, name) if give_out(name) else None
    if response is None and is_staff(request):
        response = _private(request, name)
    if response is None:
        raise Http404
    return response


@require_safe
def document(request: HttpRequest, key: str, filename: str) -> HttpResponse:
    """Serve a document in Wagtail's place: whether it is public, and not in which collection it lies, decides."""
    wanted = get_object_or_404(SchoolDocument, pk=key)
    if wanted.filename != filename:
        raise Http404
    if wanted.is_public:
        keeping = ASKED_ANEW
    elif is_staff(request):
        keeping = FOR_THIS_READER
    else:
        raise Http404
    headers = {
        "Content-Type": _type_of(wanted),
        "Content-Disposition": _disposition(wanted),
        **HARMLESS_DOCUMENT,
        **keeping,
    }
    response = send(request, Path(wanted.file.path), headers)
    if response is None:
        raise Http404
    return response


def is_staff(request: HttpRequest) -> bool:
    """Say whether the request comes from somebody who may enter the admin."""
    return request.user.has_perm("wagtailadmin.access_admin")


def _private(request: HttpRequest, name: str) -> HttpResponse | None:
    try:
        path = Path(safe_join(settings.MEDIA_ROOT, name))
    except (SuspiciousFileOperation, ValueError):
        return None
    media_type = MEDIA_TYPES.get(path.suffix.removeprefix("."))
    headers = {"Content-Type": media_type or DOWNLOADED, **HARMLESS, **FOR_THIS_READER}
    if not media_type:
        headers["Content-Disposition"] = "attachment"
    return send(request, path, headers)


def _type_of(document: SchoolDocument) -> str:
    """Return the type of what may be uploaded, and of anything else one that no browser opens."""
    known = document.file_extension.lower() in settings.WAGTAILDOCS_EXTENSIONS
    return document.content_type if known else DOWNLOADED


def _disposition(document: SchoolDocument) -> str:
    way = "inline" if _type_of(document) in settings.WAGTAILDOCS_INLINE_CONTENT_TYPES else "attachment"
    return f"{way}; filename*=UTF-8''{quote(document.filename)}"
