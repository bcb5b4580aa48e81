"""Whether a port can be had, and who has it. Looked at before the web server starts, which would bind beside others."""

import errno
import socket
from pathlib import Path
from typing import NamedTuple

_PROC = Path("/proc")
_LISTENING = "0A"
LAST_PORT = 65535


class Holder(NamedTuple):
    """The process that listens: its id, and the command line that it was started with."""

    pid: int
    command: str


def problem(host: str, port: int) -> int | None:
    """Return why nothing can listen on `host`:`port` now, as an errno, or None. Unknown names are ENOENT."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        return errno.ENOENT
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections that linger do not count
        try:
            probe.bind(address)
        except OSError as error:
            return error.errno or errno.EADDRINUSE
    return None


def next_free(host: str, port: int) -> int:
    """Return a port after `port` that can be had."""
    return next((other for other in range(port + 1, LAST_PORT) if problem(host, other) is None), port)


def answers(host: str, port: int) -> bool:
    """Say whether somebody accepts connections there."""
    try:
        socket.create_connection((reachable(host), port), timeout=1).close()
    except OSError:
        return False
    return True


def reachable(host: str) -> str:
    """Return the address under which this machine reaches what listens on `host` (0.0.0.0 is no address to go to)."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104


def holder(port: int) -> Holder | None:
    """Return who listens on `port`, where the system lets us see it (Linux, processes of the same user)."""
    sockets = _listening_sockets(port)
    if not sockets:
        return None
    for process in _PROC.glob("[0-9]*"):
        if _open_sockets(process) & sockets:
            return Holder(int(process.name), _command(process))
    return None


def _listening_sockets(port: int) -> set[str]:
    """Return the listening sockets on `port` by the names that their owners' file descriptors have."""
    found = set()
    for table in (_PROC / "net" / "tcp", _PROC / "net" / "tcp6"):
        lines = table.read_text().splitlines()[1:] if table.exists() else []
        for fields in (line.split() for line in lines):
            if fields[3] == _LISTENING and int(fields[1].rsplit(":", 1)[1], 16) == port:
                found.add(f"socket:[{fields[9]}]")
    return found


def _open_sockets(process: Path) -> set[str]:
    try:
        descriptors = list((process / "fd").iterdir())
    except OSError:  # gone meanwhile, or not ours to look at
        return set()
    return {_target(descriptor) for descriptor in descriptors}


def _target(descriptor: Path) -> str:
    try:
        return str(descriptor.readlink())
    except OSError:  # closed meanwhile
        return ""


def _command(process: Path) -> str:
    try:
        words = (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return ""
    return b" ".join(words).decode(errors="replace").strip()
