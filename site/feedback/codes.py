"""The code by which somebody follows what they wrote: the only key to it, said on the phone as easily as typed."""

import re
import secrets

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without I, L, O, 0 and 1, which are read for each other
LENGTH = 12  # 31 ** 12: sixty bits, which nobody guesses
GROUP = 4


def new_code() -> str:
    """Return a code that nobody has: "7KQM2XVA9DRT"."""
    return "".join(secrets.choice(ALPHABET) for _letter in range(LENGTH))


def spelled(code: str) -> str:
    """Return a code as it is written: "7KQM-2XVA-9DRT"."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(typed: str) -> str:
    """Return the code that somebody meant, whatever case, spaces and dashes they typed; "" where it can be none."""
    code = re.sub(r"[\s.–—-]+", "", typed).upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""
