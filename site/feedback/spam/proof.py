"""A proof of work, asked and checked here: a second of counting for a phone, an hour for whoever sends thousands.

The puzzle is a number of which SHA-256(nonce + number) is given; a script (`static/feedback/proof.js`) tries them all.
"""

import hashlib
import hmac
import secrets

from feedback.spam import tokens

KIND = "proof"
MOST = 40_000  # tries at most; on the average half of it
SEPARATOR = "~"
LONGEST = 400


def new_puzzle() -> dict[str, str | int]:
    """Return what the script needs: {token, nonce, target, most}. Nothing of it is kept here."""
    nonce = secrets.token_hex(12)
    target = _hash(nonce, str(secrets.randbelow(MOST)))
    token, _own = tokens.sign(KIND, f"{nonce}.{target}")
    return {"token": token, "nonce": nonce, "target": target, "most": MOST}


def solved(sent: str) -> str | None:
    """Return the nonce to spend if `sent` ("token~number") solves a puzzle of ours, None if not."""
    token, _separator, number = sent.rpartition(SEPARATOR)
    if len(sent) > LONGEST or not (number.isascii() and number.isdecimal()):
        return None
    found = tokens.unsign(KIND, token)
    if not found:
        return None
    own, content = found
    nonce, _dot, target = content.partition(".")
    return own if hmac.compare_digest(_hash(nonce, number), target) else None


def _hash(nonce: str, number: str) -> str:
    return hashlib.sha256(f"{nonce}{number}".encode()).hexdigest()
