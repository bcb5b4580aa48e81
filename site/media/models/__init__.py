"""Photos, documents, galleries."""

from media.models.consent import ChildsWord, Consent, ConsentRule, ConsentScope
from media.models.document import SchoolDocument
from media.models.gallery import GalleryIndexPage, GalleryPage, GalleryPhoto
from media.models.photo import Photo, PhotoRendition

__all__ = [
    "ChildsWord",
    "Consent",
    "ConsentRule",
    "ConsentScope",
    "GalleryIndexPage",
    "GalleryPage",
    "GalleryPhoto",
    "Photo",
    "PhotoRendition",
    "SchoolDocument",
]
