"""Blocks of a body."""

import pytest
from wagtail.blocks import StructBlockValidationError

from common.blocks import VideoBlock, video_provider


@pytest.mark.parametrize(
    ("url", "provider"),
    [
        ("https://www.youtube.com/watch?v=abc", "YouTube"),
        ("https://youtu.be/abc", "YouTube"),
        ("https://vimeo.com/123", "Vimeo"),
        ("https://youtube.com.evil.example/watch?v=abc", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_video_provider__only_knows_its_hosts(url, provider):
    assert video_provider(url) == provider


def _clean(url):
    block = VideoBlock()
    return block.clean(block.to_python({"url": url, "title": "Hội khoẻ"}))


def test_video_link__accepts_one_video():
    assert _clean("https://youtu.be/abc")["title"] == "Hội khoẻ"


@pytest.mark.parametrize("url", ["https://www.youtube.com/", "https://example.org/watch?v=1", "https://youtu.be/"])
def test_video_link__refuses_what_is_no_video_at_the_field(url):
    with pytest.raises(StructBlockValidationError) as error:
        _clean(url)

    assert "url" in error.value.block_errors
