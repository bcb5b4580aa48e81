"""The demo school's pictures as files: drawn once, two at a time, before the database is touched."""

import multiprocessing
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from home.demo.pictures import render_jpeg

LONG_EDGE = 1600  # pixels: enough for the widest rendition, at half the time of full size


def draw_all(keys: Iterable[str], folder: Path, report: Callable[[int, int], None]) -> None:
    """Draw the pictures that `folder` lacks as KEY.jpg. `report(done, total)` is called after each."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [key for key in keys if not (folder / f"{key}.jpg").exists()]
    if not missing:
        return
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        jobs = pool.imap_unordered(_draw, [(key, folder) for key in missing])
        for done, _key in enumerate(jobs, start=1):
            report(done, len(missing))


def _draw(job: tuple[str, Path]) -> str:
    """A half-written picture must not be taken for a whole one: write beside, then rename."""
    key, folder = job
    beside = folder / f"{key}.part"
    beside.write_bytes(render_jpeg(key, LONG_EDGE, LONG_EDGE))
    beside.rename(folder / f"{key}.jpg")
    return key
