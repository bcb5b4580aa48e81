"""What the tests of uploads and galleries share."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[..., Any]:
    """Call something as if it were a transaction of its own, with all that follows its end."""

    def call(act: Callable[..., Any], *args: Any, **options: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return act(*args, **options)

    return call
