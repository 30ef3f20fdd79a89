"""Whether somebody is at the bot's desk: what nobody waits for makes room for them."""

from datetime import datetime, timedelta

LATELY = timedelta(seconds=2)
"""How long after somebody came others are to be expected: in a rush people answer as it goes."""

AT_ONCE_BESIDE = 16
"""Posts under way while somebody waits. Each turn of the event loop serves all that are ready; an
ack takes half a dozen of them."""


class Callers:
    """Remembers when somebody last typed, pressed or opened something."""

    def __init__(self) -> None:
        self._last: datetime | None = None

    def came(self, now: datetime) -> None:
        """Somebody has come."""
        self._last = now

    def lately(self, now: datetime) -> bool:
        """Whether somebody came a moment ago, and may still wait."""
        return self._last is not None and abs(now - self._last) <= LATELY
