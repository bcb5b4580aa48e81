"""The demo school's texts, as data."""

import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Entry = dict[str, Any]


def load(name: str) -> dict[str, Any]:
    """Return the TOML file `name` (without its ending)."""
    return tomllib.loads((HERE / f"{name}.toml").read_text())


def articles() -> list[Entry]:
    """Return all articles, oldest first."""
    entries = [tomllib.loads(path.read_text()) for path in sorted((HERE / "articles").glob("*.toml"))]
    return sorted(entries, key=lambda entry: entry["date"])


def plan_text(file: str) -> str:
    """Return the text of a plan as the school's office typed it."""
    return (HERE / file).read_text()
