"""A photo as it comes from a phone is made safe to keep: small enough, upright, and nothing in it but the picture.

It happens inside the request that uploads it, and in memory: a photo tells where and when a child was photographed, so
nothing that has not been through here may ever lie on disk. A photo of 12 megapixels takes about half a second.

The picture is written anew from its pixels. No metadata is copied, so none can be overlooked: EXIF, XMP, IPTC,
comments, and what phones put behind the picture (depth maps, videos, gain maps) are all gone. Colours are converted to
sRGB and the profile is dropped, since a profile would be sent with every rendition and old phones ignore it.
"""

import threading
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, NoReturn

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageCms, UnidentifiedImageError
from pillow_heif import register_heif_opener

register_heif_opener()
# Pillow refuses at twice this number by itself. It must not do so before our sentence is said.
Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF")
LONG_EDGE = 4096  # pixels
# A JPEG is read at half, a quarter or an eighth of its size. 4000 lets a photo of 200 megapixels (16,320 × 12,240) be
# read at a quarter, which gives 4,080.
SHORTEST_LONG_EDGE = 4000
JPEG_QUALITY = 88
MANY_PIXELS = 30_000_000
_one_large_photo_at_a_time = threading.Lock()
_SRGB = ImageCms.createProfile("sRGB")
# EXIF's orientations as what has to be done to stand upright.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")
_SENTENCES: dict[str, Promise] = {
    "empty": _("This file is empty: nothing came from the phone. Please choose the photo again."),
    "svg": _("A drawing in SVG can't be used as a photo. Please save it as PNG or JPEG and choose that file."),
    "not_a_photo": _("This file is not a photo. Photos end in .jpg, .heic, .png, .webp, .avif or .gif."),
    "broken": _(
        "This photo is broken, or only a part of it arrived. Please open it on the phone to see whether it is whole, "
        "then choose it again."
    ),
    "too_many_pixels": _(
        "This photo is too large. The site takes photos of up to %(limit)d megapixels. "
        "Please set the camera to a smaller size, or make the photo smaller before you choose it."
    ),
}


@dataclass(frozen=True)
class CleanPhoto:
    """A picture without anything else: `content` is a JPEG, or a PNG where the picture has transparency."""

    content: bytes
    extension: str
    content_type: str


def refuse(code: str, **params: object) -> NoReturn:
    """Raise the ValidationError with the sentence `code`."""
    raise ValidationError(_SENTENCES[code], code=code, params=params)


def clean_photo(file: BinaryIO) -> CleanPhoto:
    """Return what is kept of the photo in `file`. Raises ValidationError with a sentence for a teacher.

    The content decides, never the name: phones name HEIC files ".jpg" and the other way round.
    """
    file.seek(0)
    head = file.read(1024)
    if not head:
        refuse("empty")
    picture = _opened(file, head)
    with _turn(picture):
        try:
            return _encoded(_read(picture))
        except MemoryError:
            refuse("too_many_pixels", limit=_limit())
        except Exception:  # decoders of broken files raise whatever they like
            refuse("broken")


def _limit() -> int:
    return settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000


def _opened(file: BinaryIO, head: bytes) -> Image.Image:
    """Read the header only, and refuse by it."""
    try:
        picture = Image.open(file, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        refuse("too_many_pixels", limit=_limit())
    except UnidentifiedImageError:
        refuse(_what_else(head))
    except Exception:  # decoders of broken files raise whatever they like
        refuse("broken")
    if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        refuse("too_many_pixels", limit=_limit())
    return picture


def _what_else(head: bytes) -> str:
    """Say why the file that begins with `head` can't be opened: "svg", "broken" or "not_a_photo"."""
    if b"<svg" in head.lower():
        return "svg"
    is_photo = head.startswith(_SIGNATURES) or head[4:8] == b"ftyp"
    return "broken" if is_photo else "not_a_photo"


def _turn(picture: Image.Image) -> AbstractContextManager[object]:
    """Let photos that need much memory go one after the other."""
    if picture.width * picture.height > MANY_PIXELS:
        return _one_large_photo_at_a_time
    return nullcontext()


def _read(picture: Image.Image) -> Image.Image:
    """Return the pixels upright, at most LONG_EDGE on the long edge, as L, RGB or RGBA in sRGB."""
    share = SHORTEST_LONG_EDGE / max(picture.size)
    if share < 1:
        picture.draft(None, (int(picture.width * share), int(picture.height * share)))
    picture.load()
    turn = _TURNS.get(_orientation(picture))
    pixels = _in_srgb(_reduced(picture))
    return pixels.transpose(turn) if turn is not None else pixels


def _orientation(picture: Image.Image) -> int:
    """Return how the phone was held (EXIF's 1…8). Decoders of HEIC turn the picture themselves and say 1."""
    try:
        return picture.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # damaged metadata is no reason to refuse the picture
        return 1


def _reduced(picture: Image.Image) -> Image.Image:
    share = LONG_EDGE / max(picture.size)
    if share >= 1:
        return picture
    if picture.mode in {"1", "P", "PA"}:  # colours by number can't be averaged
        picture = _converted(picture, "RGBA" if picture.has_transparency_data else "RGB")
    size = (max(round(picture.width * share), 1), max(round(picture.height * share), 1))
    info = picture.info
    picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=1.5)
    picture.info = info
    return picture


def _converted(picture: Image.Image, mode: str) -> Image.Image:
    """Convert, and keep the colour profile's place."""
    converted = picture.convert(mode)
    converted.info = {"icc_profile": picture.info.get("icc_profile")}
    return converted


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Return the picture in sRGB and in one of the modes L, RGB, RGBA."""
    if picture.mode.startswith("I"):  # 16 bits of grey
        return picture.point(lambda value: value / 256).convert("L")
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if picture.mode not in {"L", "RGB", "RGBA", "CMYK"}:
        picture = _converted(picture, mode)
    profile = picture.info.get("icc_profile")
    if profile and picture.mode != "L":
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(picture, source, _SRGB, outputMode=mode)
        except (ImageCms.PyCMSError, OSError):
            pass  # a damaged profile is no reason to refuse a photo that can be seen without it
    return picture if picture.mode == "L" and mode == "RGB" else picture.convert(mode)


def _encoded(picture: Image.Image) -> CleanPhoto:
    """Write the pixels and nothing else."""
    if picture.mode == "RGBA" and picture.getextrema()[3] == (255, 255):
        picture = picture.convert("RGB")  # screenshots have a transparency that nothing uses
    picture.info = {}
    content = BytesIO()
    if picture.mode == "RGBA":
        picture.save(content, "PNG")
        return CleanPhoto(content.getvalue(), "png", "image/png")
    picture.save(content, "JPEG", quality=JPEG_QUALITY)
    return CleanPhoto(content.getvalue(), "jpg", "image/jpeg")
