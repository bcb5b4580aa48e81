"""Text goes over the line compressed, files do not."""

import gzip

import pytest
from django.test import Client

from tests.media.factories import make_article, make_document, make_ready_photo, rendition_url

pytestmark = pytest.mark.django_db
PACKED = {"accept-encoding": "gzip", "host": "localhost"}


def test_page__is_compressed_for_who_can_read_that_and_says_the_same(school: object) -> None:
    plain, packed = Client(headers={"host": "localhost"}).get("/"), Client(headers=PACKED).get("/")

    assert (plain.get("Content-Encoding"), packed["Content-Encoding"]) == (None, "gzip")
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in plain["Vary"]
    assert len(packed.content) < len(plain.content) / 2


def test_files__are_left_as_they_are_and_can_be_had_in_parts(school: object) -> None:
    photo, document = make_ready_photo(), make_document()
    make_article(photo, document)

    for address in (rendition_url(photo), document.url):
        whole = b"".join(Client(headers=PACKED).get(address))
        part = Client(headers=PACKED | {"range": "bytes=5-14"}).get(address)

        assert "Content-Encoding" not in part
        assert b"".join(part) == whole[5:15]
