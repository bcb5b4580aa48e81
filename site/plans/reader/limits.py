"""What reading one file may cost, and how a process is held to it.

Run as a script, `python limits.py SECONDS PROGRAM ARGUMENT…` becomes PROGRAM under the limits: so nothing has to run
between fork and exec in a server that has threads.
"""

import os
import resource
import sys

SECONDS = 10  # of work
PATIENCE = 25  # seconds by the clock, on a machine that is busy with other things
MEMORY = 300 * 1024 * 1024
_MAX_WRITTEN = 100 * 1024 * 1024


def keep_to(seconds: int = SECONDS) -> None:
    """Hold this process to `seconds` of work and MEMORY; it may write no file."""
    _set(resource.RLIMIT_AS, MEMORY)
    _set(resource.RLIMIT_FSIZE, 0)
    _set(resource.RLIMIT_CPU, seconds)
    _set(resource.RLIMIT_CORE, 0)


def _become(seconds: str, program: str, *arguments: str) -> None:
    """Another program maps more than it uses: what counts is the memory that it fills."""
    _set(resource.RLIMIT_DATA, MEMORY)
    _set(resource.RLIMIT_FSIZE, _MAX_WRITTEN)
    _set(resource.RLIMIT_CPU, int(seconds))
    _set(resource.RLIMIT_CORE, 0)
    os.execv(program, [program, *arguments])  # noqa: S606  (the program that our caller names)


def _set(kind: int, most: int) -> None:
    resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    _become(*sys.argv[1:])
