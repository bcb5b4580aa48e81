"""A model that the public sees and that nobody registered stops `manage.py check`."""

from collections.abc import Iterator

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from taggit.models import Tag
from wagtail.blocks import ListBlock, StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from media.models import Photo
from moderation import registry
from moderation.checks import everything_public_is_registered
from news.models import Category, NewsPage
from plans.models import Unit


@pytest.fixture
def forgotten(monkeypatch) -> Iterator[None]:
    """Take back after the test what it does to the register."""
    for table in ("_subjects", "_files", "_derived", "_beside"):
        monkeypatch.setattr(registry, table, dict(getattr(registry, table)))
    registry.covered_models.cache_clear()
    yield
    registry.covered_models.cache_clear()


def said() -> list[str]:
    registry.covered_models.cache_clear()
    return [error.msg for error in everything_public_is_registered(None) if error.id == "moderation.E001"]


def with_block(monkeypatch, block):
    """Let articles have one more kind of block."""
    body = NewsPage._meta.get_field("body").stream_block
    monkeypatch.setattr(body, "child_blocks", {**body.child_blocks, "them": block})


def test_check__finds_nothing_here():
    assert said() == []


@pytest.mark.parametrize("model", [NewsPage, Category, Unit])
def test_check__names_a_model_of_ours_that_nobody_registered(forgotten, model):
    del registry._subjects[model]

    assert any(each.startswith(f"{model._meta.label} may be public") for each in said())


def test_check__names_the_field_through_which_a_model_is_reached(forgotten):
    del registry._files[Photo]

    assert any(each.startswith("media.Photo may be public") and "(reached by " in each for each in said())


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda block: block,
        lambda block: StructBlock([("one", block)]),
        lambda block: ListBlock(StructBlock([("one", block)])),
    ],
)
def test_check__looks_into_blocks(forgotten, monkeypatch, wrapped):
    with_block(monkeypatch, wrapped(SnippetChooserBlock(Tag)))

    (message,) = said()
    assert message == "taggit.Tag may be public, but nobody registered it (reached by news.NewsPage.body)."


def test_check__lets_a_block_choose_what_is_registered(forgotten, monkeypatch):
    with_block(monkeypatch, SnippetChooserBlock(Unit))

    assert said() == []


def test_check__is_content_when_somebody_said_why_not(forgotten, monkeypatch):
    with_block(monkeypatch, SnippetChooserBlock(Tag))
    registry.beside(Tag, "only for the test")

    assert said() == []


def test_check__stops_the_command(forgotten):
    del registry._beside[ContentType]

    with pytest.raises(SystemCheckError, match=r"moderation\.E001"):
        call_command("check")
