"""What must come from Debian: as root it is installed, otherwise the line to type is said."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from config.machine.say import Stop, line

POSTGRES_HOME = Path("/usr/lib/postgresql")
SERIF = Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf")


class Need(NamedTuple):
    """A Debian package and how one sees that it is there."""

    package: str
    is_there: Callable[[], bool]


def _has_venv() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def _has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def postgres_programs() -> Path | None:
    """Return the folder with `initdb` and `postgres` of the newest PostgreSQL, if there is one."""
    folders = [path.parent for path in POSTGRES_HOME.glob("*/bin/initdb") if (path.parent / "postgres").exists()]
    newest = max(folders, key=lambda folder: int(folder.parent.name), default=None)
    on_path = shutil.which("initdb")
    return newest or (Path(on_path).resolve().parent if on_path else None)


def _venv_package() -> str:
    """Return the package that completes the Python which runs this (Debian splits it off)."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


FOR_RUN = (
    Need(_venv_package(), _has_venv),
    Need("gettext", lambda: shutil.which("msgfmt") is not None),
    Need("libpango-1.0-0", lambda: _has_library("libpango-1.0.so.0")),  # these three lay out and print documents
    Need("libpangoft2-1.0-0", lambda: _has_library("libpangoft2-1.0.so.0")),
    Need("libharfbuzz-subset0", lambda: _has_library("libharfbuzz-subset.so.0")),
    Need("fonts-liberation2", SERIF.exists),  # fonts-liberation is older and lacks Vietnamese letters
)
FOR_TESTS = (
    *FOR_RUN,
    Need("chromium", lambda: shutil.which("chromium") is not None),
    Need("libatomic1", lambda: _has_library("libatomic.so.1")),  # for what drives the browser
    Need("libreoffice-writer-nogui", lambda: shutil.which("soffice") is not None),  # reads .doc, makes PDF
    Need("postgresql", lambda: postgres_programs() is not None),
)


def ensure(needs: tuple[Need, ...]) -> None:
    """Make sure of all `needs`. As root by apt-get; otherwise raise `Stop` with the line to type."""
    missing = [need for need in needs if not need.is_there()]
    if not missing:
        return
    packages = [need.package for need in missing]
    if not shutil.which("apt-get"):
        raise Stop("Máy này không dùng Debian/Ubuntu. Hãy tự cài phần tương ứng với: " + ", ".join(packages))
    if os.geteuid() != 0:
        raise Stop(_line_to_type(packages))
    _install(packages)
    still = [need.package for need in missing if not need.is_there()]
    if still:
        raise Stop(f"Đã cài {', '.join(still)} mà vẫn chưa dùng được với {sys.executable}.")


def _line_to_type(packages: list[str]) -> str:
    names = " ".join(packages)
    if shutil.which("sudo"):
        typed = f"sudo apt-get update && sudo apt-get install -y {names}"
    else:
        typed = f'su -c "apt-get update && apt-get install -y {names}"'
    return f"Máy còn thiếu: {', '.join(packages)}. Hãy gõ dòng sau, rồi chạy lại lệnh make:\n\n    {typed}\n"


def _install(packages: list[str]) -> None:
    line(f"Đang cài {', '.join(packages)} (apt-get)…")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    options = ["-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        result = subprocess.run(["apt-get", *options, *command], env=environment, check=False)
        if result.returncode:
            raise Stop(f"apt-get {command[0]} không xong (xem dòng báo lỗi ở trên).")
