"""`manage.py check` tells a developer about a model that a public template can reach and that nobody registered."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db.models import ForeignKey, ManyToManyField, Model
from wagtail.blocks import Block, ChooserBlock
from wagtail.fields import StreamField

from moderation import registry


def connect() -> None:
    """Called once, when the app is ready."""
    checks.register(everything_public_is_registered)


def everything_public_is_registered(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Every model of our own apps, and every one that a public model points to, is registered or never shown."""
    known = registry.covered_models() | set(registry.not_public())
    unknown = {model: "" for model in _own_models() if model not in known}
    unknown |= {model: f" (reached by {source})" for source, model in _reached() if model not in known}
    return [
        checks.Error(
            f"{model._meta.label} may be public, but nobody registered it{how}.",
            hint="In its AppConfig.ready: moderation.registry.register(…), or .beside(model, why it is never shown).",
            obj=model,
            id="moderation.E001",
        )
        for model, how in unknown.items()
    ]


def _own_models() -> Iterator[type[Model]]:
    for config in apps.get_app_configs():
        own = config.path.startswith(str(settings.SITE_DIR)) and config.label not in {"moderation", "common"}
        yield from config.get_models(include_auto_created=True) if own else ()


def _reached() -> Iterator[tuple[str, type[Model]]]:
    """Yield (field, model) for every model that a public field points to, by a key or by a chooser in its blocks."""
    for model in registry.covered_models():
        for field in model._meta.get_fields():
            if field.name in registry.BOOKKEEPING:
                continue
            for target in _targets(field):
                if not _has_registered_child(target):
                    yield f"{model._meta.label}.{field.name}", target


def _targets(field: Any) -> Iterator[type[Model]]:
    if isinstance(field, ForeignKey | ManyToManyField):
        yield field.related_model._meta.concrete_model
    elif isinstance(field, StreamField):
        for block in _blocks(field.stream_block):
            if isinstance(block, ChooserBlock) and issubclass(block.model_class, Model):
                yield block.model_class._meta.concrete_model


def _blocks(block: Block) -> Iterator[Block]:
    """Yield a block and all blocks in it, at any depth."""
    yield block
    inner = [*getattr(block, "child_blocks", {}).values(), getattr(block, "child_block", None)]
    for each in filter(None, inner):
        yield from _blocks(each)


def _has_registered_child(model: type[Model]) -> bool:
    """A parent of multi-table inheritance is covered by its children."""
    return any(issubclass(subject.model, model) for subject in registry.subjects())
