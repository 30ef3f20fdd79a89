"""Slack's signing secret, and the check of a request's signature (v0, HMAC-SHA256)."""

import hashlib
import hmac
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

SHORTEST = 32
"""In characters. Slack's own are 32 hexadecimal digits."""

FEWEST_DIFFERENT = 8
"""Different characters in it: 32 random hexadecimal digits have fewer once in 10 million times."""

SIGNED_WITHIN = timedelta(minutes=5)
"""The maximum age of a signed request; an older one could be a replay by somebody else."""

WELL_FORMED = re.compile(rf"[0-9A-Za-z_-]{{{SHORTEST},}}")

TIMESTAMP = re.compile(rb"[0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class SigningSecret:
    """
    A valid signing secret; an invalid one can't be created.

    Raises:
        ValueError: It is blank, too short, or can't be a secret; the message ends a sentence.
    """

    value: str = field(repr=False)

    def __post_init__(self) -> None:
        if not WELL_FORMED.fullmatch(self.value):
            raise ValueError(f"must be the {SHORTEST} letters and digits that Slack shows")
        if len(set(self.value)) < FEWEST_DIFFERENT:
            raise ValueError("is a placeholder, not the secret that Slack shows")

    def signs(self, body: bytes, timestamp: bytes, signature: bytes, now: datetime) -> bool:
        """
        Check that *signature* is valid for that body and time, and that the time is close to
        *now*.
        """
        if not TIMESTAMP.fullmatch(timestamp):
            return False
        if abs(now.timestamp() - int(timestamp)) > SIGNED_WITHIN.total_seconds():
            return False
        return hmac.compare_digest(self.sign(body, timestamp), signature)

    def sign(self, body: bytes, timestamp: bytes) -> bytes:
        """Return the signature that Slack sends with that body."""
        signed = b":".join((b"v0", timestamp, body))
        digest = hmac.new(self.value.encode(), signed, hashlib.sha256).hexdigest()
        return f"v0={digest}".encode()
