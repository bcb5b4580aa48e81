"""`make lock`: from the short lists to pinned ones with hashes, for every Python and machine that we support."""

import subprocess
import sys

from config.machine.environment import ROOT
from config.machine.say import Stop, line

_FOLDER = ROOT / "var" / "uv"
_UV = _FOLDER / "bin" / "uv"
# 3.11 and not 3.11.7: Debian 12 has 3.11.2, and a lock made for a later patch failed there.
_OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-emit-index-url"]


def lock_all(arguments: list[str]) -> None:
    """Pin again what the lists name. `arguments` go to uv as they are (`--upgrade`)."""
    if not _UV.exists():
        line("Đang cài uv vào var/uv…")
        _run([sys.executable, "-m", "venv", str(_FOLDER)])
        _run([str(_FOLDER / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"])
    for name in ("requirements", "requirements-dev"):
        line(f"Đang khóa {name}.in…")
        header = ["--custom-compile-command", "make lock"]
        _run([str(_UV), "pip", "compile", "--quiet", *_OPTIONS, *header, *arguments, f"{name}.in", "-o", f"{name}.txt"])


def _run(command: list[str]) -> None:
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise Stop("Không xong: " + " ".join(command))
