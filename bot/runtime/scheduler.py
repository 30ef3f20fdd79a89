"""The scheduler: calls recurring work at fixed intervals, as due work is found by polling."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

from apscheduler.events import EVENT_JOB_ERROR
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

Work = Callable[[], Awaitable[object]]


WATCH_SECONDS = 1
"""Interval at which scheduled times are compared with the server's clock."""


class Scheduler:
    """
    Calls each job repeatedly, and never twice at once.

    Args:
        failed: Called when a job raised; it runs at its next time all the same.
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
            # A late run still counts, and several missed runs are merged into one.
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )

    def once(self, work: Work) -> None:
        """Call *work* once at the start, concurrently with everything else."""
        self._scheduler.add_job(self._beat, args=[work], misfire_grace_time=None)

    def start(self) -> None:
        """Start the jobs."""
        self._scheduler.start()
        self._keep_time()

    def pause(self) -> None:
        """Start no more jobs; those in progress continue."""
        if self._scheduler.running:
            self._scheduler.pause()

    async def stop(self) -> None:
        """Cancel the jobs in progress, and wait until they have released everything."""
        if self._watch is not None:
            self._watch.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._under_way:
            await asyncio.wait(self._under_way)

    def _keep_time(self) -> None:
        """
        Bring forward a job whose next run is further away than its interval.

        The scheduler uses the server's clock: set back an hour, it would pause for an hour.
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
        # Being cancelled at shutdown is no failure.
        with suppress(asyncio.CancelledError):
            await work()
