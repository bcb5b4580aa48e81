"""Photos, documents, galleries."""

from media.models.document import SchoolDocument
from media.models.gallery import GalleryIndexPage, GalleryPage, GalleryPhoto
from media.models.photo import Consent, Photo, PhotoRendition

__all__ = ["Consent", "GalleryIndexPage", "GalleryPage", "GalleryPhoto", "Photo", "PhotoRendition", "SchoolDocument"]
