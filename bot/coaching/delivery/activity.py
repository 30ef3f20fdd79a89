"""Track recent user activity, so that background posting can throttle itself."""

from datetime import datetime, timedelta

LATELY = timedelta(seconds=2)
"""Time after a user action in which more are expected: members answer while a rush goes out."""

AT_ONCE_BESIDE = 16
"""
Concurrent posts while users are active. Each turn of the event loop serves everything that's
ready, and an ack takes about six turns.
"""


class Activity:
    """Remembers when a user last typed, pressed or opened something."""

    def __init__(self) -> None:
        self._last: datetime | None = None

    def came(self, now: datetime) -> None:
        """Record a user action."""
        self._last = now

    def lately(self, now: datetime) -> bool:
        """Return True if a user acted within `LATELY`, and may still be waiting."""
        return self._last is not None and abs(now - self._last) <= LATELY
