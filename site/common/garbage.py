"""The search for garbage, put off while something large is made of which nothing is garbage yet."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Put the search off until the block, or the function under this decorator, is done. Blocks may be nested.

    A document is some hundred thousand small objects that live until it is written: going through them again and again
    took a fifth of its time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
