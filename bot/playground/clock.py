"""The workspace's clock: real, or simulated so that days can be skipped."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    @property
    def running(self) -> bool:
        """Return True if time passes by itself."""

    def now(self) -> datetime:
        """Return the current time, aware and in UTC."""


class RealClock:
    running = True

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the playground's one real clock


class SimulatedClock:
    """
    Stays at one instant until told to jump.

    Args:
        start: An aware instant.
        running: Advance with real time between jumps; otherwise time stands still.
    """

    def __init__(self, start: datetime, *, running: bool = False) -> None:
        self._running = running
        self._set(start)

    @property
    def running(self) -> bool:
        return self._running

    def now(self) -> datetime:
        if not self._running:
            return self._base
        return self._base + timedelta(seconds=time.monotonic() - self._since)

    def jump_to(self, instant: datetime) -> None:
        if instant < self.now():
            raise ValueError("the clock only jumps forward")
        self._set(instant)

    def _set(self, instant: datetime) -> None:
        if instant.tzinfo is None:
            raise ValueError("the clock needs an aware instant")
        self._base = instant.astimezone(UTC)
        self._since = time.monotonic()
