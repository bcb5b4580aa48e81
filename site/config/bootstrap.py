"""What `make` calls, on a machine that has nothing but python3.

This file alone must be readable by an old Python, so that it can say which one is needed: no f-strings here and no
newer syntax. What it says is Vietnamese as it stands: it speaks before there are any catalogues.
"""

import os
import shutil
import sys

NEEDED = (3, 11)
NEWER = ("python3.13", "python3.12", "python3.11")


def refuse_old_python():
    """Stop, with the line to type, when this Python is too old to go on."""
    if sys.version_info[:2] >= NEEDED:
        return
    have = ".".join(str(part) for part in sys.version_info[:3])
    lines = ["Cổng Trường cần Python 3.11 trở lên; `python3` trên máy này là " + have + "."]
    found = [name for name in NEWER if shutil.which(name)]
    if found:
        lines.append("Máy có " + found[0] + ", hãy gõ:  make run PYTHON=" + found[0])
    else:
        lines.append("Debian 12, Ubuntu 24.04 hoặc mới hơn có sẵn Python này.")
    sys.stderr.buffer.write(("\n".join(lines) + "\n").encode("utf-8"))
    sys.exit(2)


if __name__ == "__main__":
    refuse_old_python()
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    from config.machine import commands

    sys.exit(commands.main(sys.argv[1:]))
