"""Sends requests through the whole site, and spares what nobody looks at."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse
from django.test import RequestFactory
from django.test.client import ClientHandler


class Sender(RequestFactory):
    """Django's test client without its notes on every template and context. It stays who it was: cookies don't last."""

    handler = ClientHandler(enforce_csrf_checks=False)

    def request(self, **request: Any) -> HttpResponse:
        """Return the answer to a request that `get`, `post` and the like have put together."""
        return self.handler(self._base_environ(**request))


@contextmanager
def undrawn() -> Iterator[None]:
    """Let views answer without the page that they would draw at the end: their work is done by then."""
    with patch.object(SimpleTemplateResponse, "rendered_content", ""):
        yield
