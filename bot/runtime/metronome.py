"""The beat: what is due is in the database, and somebody has to look again and again."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC

from apscheduler.events import EVENT_JOB_ERROR
from apscheduler.schedulers.asyncio import AsyncIOScheduler

Work = Callable[[], Awaitable[object]]


class Metronome:
    """
    Calls each piece of work again and again, never twice at once.

    Args:
        failed: Called when a piece of work broke off; the next beat comes nevertheless.
    """

    def __init__(self, failed: Callable[[], None]) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.add_listener(lambda event: failed(), EVENT_JOB_ERROR)
        self._under_way: set[asyncio.Task[None]] = set()

    def add(self, work: Work, seconds: float) -> None:
        """Call *work* every so many seconds."""
        self._scheduler.add_job(
            self._beat,
            "interval",
            [work],
            seconds=seconds,
            # A beat that comes late still counts, and several that were missed are one.
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )

    def once(self, work: Work) -> None:
        """Call *work* at the start, beside everything else."""
        self._scheduler.add_job(self._beat, args=[work], misfire_grace_time=None)

    def start(self) -> None:
        """Begin."""
        self._scheduler.start()

    def pause(self) -> None:
        """Call nothing any more; what is under way goes on."""
        if self._scheduler.running:
            self._scheduler.pause()

    async def stop(self) -> None:
        """Break off what is under way, and wait until it has let go of everything."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._under_way:
            await asyncio.wait(self._under_way)

    async def _beat(self, work: Work) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        # Being broken off at the end is no failure.
        with suppress(asyncio.CancelledError):
            await work()
