"""The beat: what is due is in the database, and somebody has to look again and again."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

from apscheduler.events import EVENT_JOB_ERROR
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

Work = Callable[[], Awaitable[object]]


WATCH_SECONDS = 1
"""How often the beat is compared with the server's clock."""


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
        self._watch: asyncio.TimerHandle | None = None

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
        self._keep_time()

    def pause(self) -> None:
        """Call nothing any more; what is under way goes on."""
        if self._scheduler.running:
            self._scheduler.pause()

    async def stop(self) -> None:
        """Break off what is under way, and wait until it has let go of everything."""
        if self._watch is not None:
            self._watch.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._under_way:
            await asyncio.wait(self._under_way)

    def _keep_time(self) -> None:
        """
        Bring forward a beat that is further away than its beat is long.

        The scheduler goes by the server's clock: put back an hour, it would be still for an hour.
        """
        now = datetime.now(UTC)
        for job in self._scheduler.get_jobs():
            again = isinstance(job.trigger, IntervalTrigger)
            if again and job.next_run_time and job.next_run_time > now + job.trigger.interval:
                job.modify(next_run_time=now)
        self._watch = asyncio.get_running_loop().call_later(WATCH_SECONDS, self._keep_time)

    async def _beat(self, work: Work) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        # Being broken off at the end is no failure.
        with suppress(asyncio.CancelledError):
            await work()
