"""`python -m plans.reader.child PATH KIND SECONDS`: one Word or PDF file, read under limits by a process of its own.

Prints the text as JSON, or the reason why not. `sandbox` starts it.
"""

import json
import sys
from pathlib import Path

from .limits import keep_to
from .refusals import UnreadablePlan


def _main(path: str, kind: str, seconds: str) -> None:
    keep_to(int(seconds))
    try:
        found = _read(Path(path), kind)
    except UnreadablePlan as refused:
        found = {"reason": refused.reason}
    except (MemoryError, RecursionError):
        found = {"reason": "too_heavy"}
    except Exception:  # whatever a broken file does to its reader, it is the file that is broken
        found = {"reason": "damaged"}
    json.dump(found, sys.stdout)


def _read(path: Path, kind: str) -> dict:
    if kind == "pdf":
        from .formats.pdf import read_pdf

        return read_pdf(path)
    from .formats.docx import read_docx

    return read_docx(path)


if __name__ == "__main__":
    _main(*sys.argv[1:4])
