"""Old Word files through LibreOffice, where it is installed: in a profile of its own, without macros or network."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from .. import limits
from ..refusals import UnreadablePlan
from . import opendocument

SECONDS = 6  # of work; what is left of limits.SECONDS is for reading what comes out
_FIB_AT, _FIB_MAGIC, _FIB_FLAGS, _ENCRYPTED = 512, b"\xec\xa5", 11, 0x01
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")
_NOWHERE = "http://127.0.0.1:9"
_SETTING = (
    '<item oor:path="/org.openoffice.Office.{path}">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Misc", "FirstRun", "false"),
    ("Writer/Content/Update", "Link", "0"),
)


def program() -> str:
    """The path of LibreOffice, or "" where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def to_docx(path: Path, folder: Path, kind: str) -> Path:
    """Makes a .docx in `folder` of the file at `path` (kind: doc, rtf, odt). Raises UnreadablePlan."""
    if kind == "doc":
        _refuse(path.read_bytes())
    if kind == "odt":
        opendocument.refuse_bad(path)
    if not program():
        raise UnreadablePlan("no_office")
    source = folder / f"plan.{kind}"
    source.write_bytes(path.read_bytes())
    convert(source, folder, "docx:MS Word 2007 XML")
    made = folder / "plan.docx"
    if not made.is_file():
        raise UnreadablePlan("not_converted")
    return made


def convert(source: Path, folder: Path, form: str) -> None:
    """Lets LibreOffice write `source` in another form into `folder`; whether it did shows in the folder.

    Raises UnreadablePlan("too_heavy") when it takes longer than limits.PATIENCE; at its own limits it ends and writes
    nothing.
    """
    profile = folder / "profile"
    _write_profile(profile)
    command = [
        sys.executable,
        limits.__file__,
        str(SECONDS),
        program(),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        form,
    ]
    environment = {
        "PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LC_ALL": "C.UTF-8",
        "http_proxy": _NOWHERE, "https_proxy": _NOWHERE, "ftp_proxy": _NOWHERE,
    }  # fmt: skip
    process = subprocess.Popen(  # noqa: S603  (the program that was found, on a file that we named)
        [*command, "--outdir", str(folder), str(source)],
        env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(limits.PATIENCE)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)  # soffice is a script that starts the real program
        process.wait()
        raise UnreadablePlan("too_heavy") from error


def _refuse(data: bytes) -> None:
    """What can be seen without LibreOffice: a lock, macros, a spreadsheet in the same wrapping."""
    if _LOCKED in data or (
        data[_FIB_AT : _FIB_AT + 2] == _FIB_MAGIC
        and data[_FIB_AT + _FIB_FLAGS : _FIB_AT + _FIB_FLAGS + 1][0] & _ENCRYPTED
    ):
        raise UnreadablePlan("encrypted")
    if _MACROS in data:
        raise UnreadablePlan("macros")
    if _WORD not in data:
        raise UnreadablePlan("other_kind" if b"W\x00o\x00r\x00k\x00b\x00o\x00o\x00k" in data else "damaged")


def _write_profile(profile: Path) -> None:
    """Settings under which nothing in the file is run and nothing that it links to is fetched."""
    folder = profile / "user"
    folder.mkdir(parents=True, exist_ok=True)
    items = "".join(_SETTING.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}'
        "</oor:items>\n"
    )
