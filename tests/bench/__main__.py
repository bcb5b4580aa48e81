"""`make bench`: run the benches named, or all. The exit status is 1 when one of them found more than it allows."""

import sys
from collections.abc import Callable

from tests.bench import board, moderation, pages, plans

BENCHES: dict[str, Callable[[], bool]] = {
    "moderation": moderation.run,
    "pages": pages.run,
    "plans": plans.run,
    "board": board.run,
}

if __name__ == "__main__":
    wanted = sys.argv[1:] or list(BENCHES)
    cheap = [BENCHES[name]() for name in wanted]
    sys.exit(0 if all(cheap) else 1)
