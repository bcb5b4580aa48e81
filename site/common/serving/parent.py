"""Linux tells a process that its parent is gone, if it asks: so nothing is left behind by a `kill -9`."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def die_with_it(signum: int = signal.SIGTERM) -> None:
    """Ask to be sent `signum` when the parent process dies, however it dies. Kept through an exec, not a fork."""
    if not sys.platform.startswith("linux"):
        return
    before = os.getppid()
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signum, 0, 0, 0)
    if os.getppid() != before:  # it died while we asked
        os.kill(os.getpid(), signum)
