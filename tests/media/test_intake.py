"""What is kept of a photo, whatever a phone sent."""

from collections.abc import Callable
from io import BytesIO
from time import process_time

import piexif
import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from media.intake import CleanPhoto, clean_photo
from tests.media import files


def cleaned(content: bytes) -> CleanPhoto:
    return clean_photo(BytesIO(content))


def image_of(photo: CleanPhoto) -> Image.Image:
    image = Image.open(BytesIO(photo.content))
    image.load()
    return image


def refusal(content: bytes) -> str:
    with pytest.raises(ValidationError) as caught:
        cleaned(content)
    return caught.value.error_list[0].code


KINDS = {
    "jpeg": (files.jpeg, "JPEG"),
    "sideways": (files.sideways_jpeg, "JPEG"),
    "heic": (files.heic, "JPEG"),
    "mpo": (files.mpo, "JPEG"),
    "profile": (files.profiled_jpeg, "JPEG"),
    "gif": (files.animated_gif, "JPEG"),
    "transparent": (files.transparent_png, "PNG"),
    "deep": (files.deep_png, "JPEG"),
    "cmyk": (lambda: files.saved(files.picture(mode="CMYK"), "JPEG", exif=files.exif()), "JPEG"),
    "webp": (lambda: files.saved(files.picture(), "WEBP", exif=files.exif(), xmp=files.XMP), "JPEG"),
    "avif": (lambda: files.saved(files.picture(), "AVIF", exif=files.exif(), xmp=files.XMP), "JPEG"),
    "opaque png": (lambda: files.saved(files.picture(mode="RGBA"), "PNG", exif=files.exif()), "JPEG"),
    "palette png": (lambda: files.saved(files.picture(mode="P"), "PNG", exif=files.exif()), "JPEG"),
    "grey": (lambda: files.saved(files.picture(mode="L"), "JPEG", exif=files.exif()), "JPEG"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_clean_photo__keeps_no_metadata(kind: str) -> None:
    make, _format = KINDS[kind]

    photo = cleaned(make())

    image = image_of(photo)
    assert files.secrets_in(photo.content) == []
    assert dict(image.getexif()) == {}
    assert not {"exif", "xmp", "icc_profile", "comment", "photoshop", "Author"} & set(image.info)


@pytest.mark.parametrize("kind", KINDS)
def test_clean_photo__stores_jpeg_or_transparent_png(kind: str) -> None:
    make, fmt = KINDS[kind]

    assert image_of(cleaned(make())).format == fmt


def test_files__of_these_tests__carry_what_is_to_be_removed() -> None:
    assert set(files.secrets_in(files.jpeg(icc_profile=b"x" * 200))) == set(files.SECRETS)
    assert piexif.GPSIFD.GPSLatitude in Image.open(BytesIO(files.heic())).getexif().get_ifd(0x8825)


def test_clean_photo__sideways__is_upright() -> None:
    photo = cleaned(files.sideways_jpeg())

    assert image_of(photo).size == (3024, 4032)
    assert (files.colour_at(photo.content, 0.1, 0.1), files.colour_at(photo.content, 0.9, 0.9)) == ("red", "blue")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_clean_photo__any_orientation__is_as_a_viewer_shows_it(orientation: int) -> None:
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Pillow's transpositions
    image = files.picture()
    if orientation in undo:
        image = image.transpose(Image.Transpose(undo[orientation]))

    photo = cleaned(files.saved(image, "JPEG", exif=files.exif(orientation)))

    assert image_of(photo).size == (640, 480)
    assert (files.colour_at(photo.content, 0.1, 0.1), files.colour_at(photo.content, 0.9, 0.9)) == ("red", "blue")


def test_clean_photo__heic__shows_the_same_picture() -> None:
    photo = cleaned(files.heic())

    assert image_of(photo).size == (640, 480)
    assert files.colour_at(photo.content, 0.1, 0.1) == "red"


def test_clean_photo__mpo__keeps_the_photo_and_not_the_depth_map() -> None:
    photo = cleaned(files.mpo())

    assert getattr(image_of(photo), "n_frames", 1) == 1
    assert len(photo.content) < len(files.mpo())


def test_clean_photo__transparency__is_kept() -> None:
    image = image_of(cleaned(files.transparent_png()))

    assert image.getpixel((10, 10))[3] == 0
    assert image.getpixel((600, 400)) == (*files.BLUE, 255)


def test_clean_photo__sixteen_bits__keeps_light_and_dark() -> None:
    image = image_of(cleaned(files.deep_png())).convert("L")

    assert image.getpixel((10, 20)) == pytest.approx(195, abs=3)
    assert image.getpixel((55, 20)) == pytest.approx(19, abs=3)


def test_clean_photo__cmyk__keeps_its_colours() -> None:
    photo = cleaned(files.saved(files.picture(mode="CMYK"), "JPEG"))

    assert (files.colour_at(photo.content, 0.1, 0.1), files.colour_at(photo.content, 0.9, 0.9)) == ("red", "blue")


def test_clean_photo__colour_profile__is_upright_all_the_same() -> None:
    assert files.colour_at(cleaned(files.profiled_jpeg()).content, 0.1, 0.1) == "red"


def test_clean_photo__broken_exif__is_no_reason_to_refuse() -> None:
    photo = cleaned(files.saved(files.picture(), "JPEG", exif=b"Exif\0\0II*\0" + b"\xff" * 60))

    assert files.colour_at(photo.content, 0.1, 0.1) == "red"


def test_clean_photo__broken_colour_profile__is_no_reason_to_refuse() -> None:
    photo = cleaned(files.jpeg(icc_profile=b"no profile at all" * 20))

    assert files.colour_at(photo.content, 0.1, 0.1) == "red"


def test_clean_photo__moving_gif__keeps_the_first_frame() -> None:
    assert getattr(image_of(cleaned(files.animated_gif())), "n_frames", 1) == 1


@pytest.mark.parametrize("size", [(12_000, 9_000), (16_320, 12_240), (12_240, 16_320), (5_000, 20)])
def test_clean_photo__large__long_edge_is_at_most_4096(size: tuple[int, int]) -> None:
    image = image_of(cleaned(files.huge_jpeg(*size)))

    assert 4000 <= max(image.size) <= 4096
    assert image.width / image.height == pytest.approx(size[0] / size[1], rel=0.05)


def test_clean_photo__small__keeps_its_size() -> None:
    assert image_of(cleaned(files.jpeg((320, 200)))).size == (320, 200)


def test_clean_photo__twelve_megapixels__costs_less_than_a_second() -> None:
    content = files.jpeg(files.TWELVE_MEGAPIXELS)
    started = process_time()

    cleaned(content)

    assert process_time() - started < 1


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "210 megapixels": (lambda: files.huge_jpeg(15_000, 14_000), "too_many_pixels"),
    "a bomb": (files.bomb_png, "too_many_pixels"),
    "a smaller bomb": (lambda: files.bomb_png(15_000, 14_000), "too_many_pixels"),
    "a PNG that says more than it holds": (lambda: files.bomb_png(3_000, 2_000), "broken"),
    "half a JPEG": (lambda: files.jpeg(files.TWELVE_MEGAPIXELS)[:60_000], "broken"),
    "the head of a JPEG": (lambda: files.jpeg()[:24], "broken"),
    "half a HEIC": (lambda: files.heic()[:-500], "broken"),
    "the head of a HEIC": (lambda: files.heic()[:40], "broken"),
    "half a PNG": (lambda: files.transparent_png()[:-300], "broken"),
    "a drawing": (lambda: files.SVG, "svg"),
    "a program": (lambda: files.ELF, "not_a_photo"),
    "a program for Windows": (lambda: files.EXE, "not_a_photo"),
    "a text": (lambda: b"Xin chao", "not_a_photo"),
    "a TIFF": (lambda: files.saved(files.picture(), "TIFF"), "not_a_photo"),
    "nothing": (lambda: b"", "empty"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_clean_photo__unusable__is_refused_for_its_reason(kind: str) -> None:
    make, code = REFUSED[kind]

    assert refusal(make()) == code


@pytest.mark.parametrize("seed", range(20))
def test_clean_photo__damaged_anywhere__is_refused_or_cleaned_but_never_fails(seed: int) -> None:
    for make in (files.jpeg, files.heic, files.transparent_png, files.animated_gif):
        content = bytearray(make())
        for step in range(12):
            content[(seed * 7919 + step * 104_729) % len(content)] ^= 0xA5
        try:
            photo = cleaned(bytes(content))
        except ValidationError:
            continue
        assert files.secrets_in(photo.content) == []
