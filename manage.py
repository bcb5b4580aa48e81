#!/usr/bin/env python3
"""Django's command line. `site/` is a source root, not a package (the standard library owns that name)."""

import os
import sys
from pathlib import Path

SOURCE_ROOT = Path(__file__).resolve().parent / "site"


def main() -> None:
    """Run one management command under the development settings, unless the environment names others."""
    sys.path.insert(0, str(SOURCE_ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
