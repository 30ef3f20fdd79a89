"""Notify watchers of changes, and detect when the app has gone quiet."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Changes:
    """A counter that callers can wait on."""

    def __init__(self) -> None:
        self.count = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def note(self) -> None:
        self.count += 1
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)
        self._waiting.clear()

    async def after(self, count: int, seconds: float) -> None:
        """Return once the counter is past *count*, or when the time is up."""
        if self.count > count:
            return
        waiting = asyncio.get_running_loop().create_future()
        self._waiting.add(waiting)
        try:
            async with asyncio.timeout(seconds):
                await waiting
        except TimeoutError:
            self._waiting.discard(waiting)


class Activity:
    """Tracks the app's calls in progress, and the time of its last activity."""

    def __init__(self) -> None:
        self._under_way = 0
        self._last = 0.0

    @contextmanager
    def working(self) -> Iterator[None]:
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            self._last = time.monotonic()

    def touch(self) -> None:
        self._last = time.monotonic()

    def quiet_for(self) -> float:
        return 0.0 if self._under_way else time.monotonic() - self._last
