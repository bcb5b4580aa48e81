"""Files as phones, and people who rename them, make them."""

import struct
import zlib
from io import BytesIO
from typing import Any

import piexif
import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

pillow_heif.register_heif_opener()
TWELVE_MEGAPIXELS = (4032, 3024)
RED, BLUE, GREEN = (200, 30, 30), (30, 30, 200), (30, 160, 60)
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:GPS>18,40.5N</rdf:GPS>Nguyen-Thi-Mai</x:xmpmeta>'
SECRETS = (b"Exif", b"GPS", b"Nguyen-Thi-Mai", b"xmpmeta", b"Photoshop", b"Nokia-of-the-teacher", b"ICC_PROFILE")


def picture(size: tuple[int, int] = (640, 480), mode: str = "RGB") -> Image.Image:
    """Return a picture whose upper left quarter is red and whose lower right one is blue, on green."""
    image = Image.new("RGB", size, GREEN)
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.rectangle((0, 0, width // 2, height // 2), fill=RED)
    draw.rectangle((width // 2, height // 2, width, height), fill=BLUE)
    return image.convert(mode)


def exif(orientation: int = 1) -> bytes:
    """Return EXIF with a place, a camera and an orientation."""
    return piexif.dump(
        {
            "0th": {piexif.ImageIFD.Make: b"Nokia-of-the-teacher", piexif.ImageIFD.Orientation: orientation},
            "GPS": {
                piexif.GPSIFD.GPSLatitudeRef: b"N",
                piexif.GPSIFD.GPSLatitude: ((18, 1), (40, 1), (30, 1)),
                piexif.GPSIFD.GPSLongitudeRef: b"E",
                piexif.GPSIFD.GPSLongitude: ((105, 1), (41, 1), (0, 1)),
            },
        }
    )


def saved(image: Image.Image, fmt: str, **options: Any) -> bytes:
    """Return `image` as a file's bytes."""
    content = BytesIO()
    image.save(content, fmt, **options)
    return content.getvalue()


def jpeg(size: tuple[int, int] = (640, 480), **options: Any) -> bytes:
    """Return a JPEG with a place, a comment, XMP and Photoshop's IPTC in it, unless told otherwise."""
    options.setdefault("exif", exif())
    options.setdefault("comment", b"Nguyen-Thi-Mai")
    options.setdefault("xmp", XMP)
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0eNguyen-Thi-Mai"
    segment = b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc
    content = saved(picture(size), "JPEG", **options)
    return content[:2] + segment + content[2:]


def sideways_jpeg(size: tuple[int, int] = TWELVE_MEGAPIXELS) -> bytes:
    """Return a photo taken upright by a phone whose sensor lies on its side: upright, red is at the top left."""
    upright = picture((size[1], size[0]))
    return saved(upright.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif(orientation=6))


def huge_jpeg(width: int, height: int) -> bytes:
    """Return a grey JPEG of so many pixels."""
    return saved(Image.new("L", (width, height), 128), "JPEG", quality=30)


def heic(size: tuple[int, int] = (640, 480)) -> bytes:
    """Return a HEIC with a place in it."""
    return saved(picture(size), "HEIF", exif=exif(), xmp=XMP, quality=60)


def mpo() -> bytes:
    """Return a portrait as phones make it: a photo and a depth map behind it in one file."""
    return saved(picture(), "MPO", save_all=True, append_images=[Image.new("L", (160, 120))], exif=exif(), comment=b"x")


def profiled_jpeg() -> bytes:
    """Return a JPEG with a colour profile, taken with the phone upside down."""
    return saved(
        picture().rotate(180),
        "JPEG",
        exif=exif(orientation=3),
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    )


def deep_png() -> bytes:
    """Return a grey PNG of 16 bits: light on the left, dark on the right."""
    image = Image.new("I;16", (64, 48), 50_000)
    image.paste(Image.new("I;16", (32, 48), 5_000), (32, 0))
    return saved(image, "PNG")


def transparent_png() -> bytes:
    """Return a PNG whose upper left quarter can be seen through, with text in it."""
    image = picture(mode="RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 320, 240))
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "Nguyen-Thi-Mai")
    return saved(image, "PNG", pnginfo=text, exif=exif())


def bomb_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """Return a PNG of a few bytes that says it is 3,600 megapixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def animated_gif() -> bytes:
    """Return a GIF that moves."""
    frames = [Image.new("P", (64, 48), colour) for colour in (1, 2, 3)]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:], comment=b"Nguyen-Thi-Mai")


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ELF = b"\x7fELF\x02\x01\x01" + b"\0" * 9 + b"\x03\x00\x3e\x00" * 64
EXE = b"MZ\x90\x00\x03" + b"\0" * 400


def upload(content: bytes, name: str = "IMG_2041.jpg", content_type: str = "image/jpeg") -> SimpleUploadedFile:
    """Return `content` as a browser sends it."""
    return SimpleUploadedFile(name, content, content_type)


def secrets_in(content: bytes) -> list[bytes]:
    """Return what of the metadata above can still be found in a file's bytes."""
    return [secret for secret in SECRETS if secret in content]


def colour_at(content: bytes, x: float, y: float) -> str:
    """Return "red", "blue", "green" or "grey": the colour at (x, y), each in shares of the picture's size."""
    with Image.open(BytesIO(content)) as image:
        pixel = image.convert("RGB").getpixel((int(image.width * x), int(image.height * y)))
    if max(pixel) - min(pixel) < 40:
        return "grey"
    return ("red", "green", "blue")[pixel.index(max(pixel))]
