"""The virtual environment: made once, installed from the lock with hashes, again only when the lock changed."""

import fcntl
import hashlib
import re
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.machine.say import Stop, count, line

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": ("requirements.txt",), "test": ("requirements.txt", "requirements-dev.txt")}
_WHOLE = VENV / "whole"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", re.MULTILINE)


def make_ready(kind: str) -> None:
    """Bring .venv to what the lock of `kind` ("run" or "test") says. Nothing is done when it is there already."""
    with _alone():
        stamp, wanted = VENV / f"installed-{kind}", _fingerprint(kind)
        if _read(_WHOLE) != _identity():
            _create()
        elif _read(stamp) == wanted:
            return
        stamp.unlink(missing_ok=True)
        _install(kind)
        stamp.write_text(wanted)


def _identity() -> str:
    """Return what a .venv is bound to: this Python, this folder."""
    return f"{sys.version_info.major}.{sys.version_info.minor} {sys.base_prefix} {VENV}"


def _fingerprint(kind: str) -> str:
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in LOCKS[kind])).hexdigest()


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


@contextmanager
def _alone() -> Iterator[None]:
    """Let two `make` in one folder wait for each other instead of writing into each other's .venv."""
    folder = ROOT / "var"
    folder.mkdir(exist_ok=True)
    with (folder / "install.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            line("Một lệnh make khác đang cài đặt, xin chờ…")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _create() -> None:
    line("Đang tạo môi trường Python riêng (.venv)…")
    if VENV.is_symlink() or VENV.is_file():
        raise Stop("`.venv` không phải là một thư mục. Hãy đổi tên nó rồi chạy lại lệnh make.")
    # Without its mark of wholeness it is from a run that was cut short, or made by other hands: start anew.
    shutil.rmtree(VENV, ignore_errors=True)
    result = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if result.returncode:
        raise Stop("Không tạo được .venv (xem dòng báo lỗi ở trên).")
    _WHOLE.write_text(_identity())


def _install(kind: str) -> None:
    names = LOCKS[kind]
    total = len({name for lock in names for name in _PINNED.findall((ROOT / lock).read_text())})
    line(f"Đang cài các thư viện Python ({total} gói, lần đầu mất khoảng một phút)…")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--require-hashes"]
    _WHOLE.unlink(missing_ok=True)
    failure = _run_pip([*pip, *(part for name in names for part in ("-r", name))], total)
    _WHOLE.write_text(_identity())
    if failure:
        raise Stop("Cài thư viện không xong. Máy có ra được mạng không? pip nói:\n\n" + failure)


def _run_pip(command: list[str], total: int) -> str:
    """Run pip, counting what it collects. Return the end of its output if it failed, else nothing."""
    tail: deque[str] = deque(maxlen=15)
    done = 0
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    ) as process:
        for text in process.stdout or ():
            tail.append(text)
            if text.startswith(("Collecting ", "Requirement already satisfied: ")):
                done = min(done + 1, total)
                count(done, total, text.split("==")[0].split()[-1])
    return "".join(tail) if process.returncode else ""
