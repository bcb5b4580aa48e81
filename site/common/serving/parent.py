"""Linux tells a process that its parent is gone, if it asks: so nothing is left behind by a `kill -9`."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def die_with_it(signum: int = signal.SIGTERM, parent: int | None = None) -> None:
    """Ask to be sent `signum` when the parent process dies, however it dies. Kept through an exec, not a fork.

    `parent` is its process id, where the caller knew it before this process began.
    """
    if not sys.platform.startswith("linux"):
        return
    parent = parent or os.getppid()
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signum, 0, 0, 0)
    if os.getppid() != parent:  # it died before we had asked
        os.kill(os.getpid(), signum)
