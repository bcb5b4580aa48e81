"""Each test of this folder has uploads of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _own_uploads(settings: Any, tmp_path: Path) -> None:
    """Files don't roll back, and Wagtail's cache would offer the renditions of an earlier test's photo."""
    settings.MEDIA_ROOT = str(tmp_path / "private")
    settings.PUBLIC_ROOT = str(tmp_path / "public")
    cache.clear()


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[..., Any]:
    """Call something as if it were a transaction of its own, with all that follows its end."""

    def call(act: Callable[..., Any], *args: Any, **options: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return act(*args, **options)

    return call
