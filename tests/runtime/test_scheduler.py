"""The beat goes on, whatever the server's clock does."""

import asyncio
from datetime import timedelta

from bot.runtime.scheduler import Scheduler


async def test_a_clock_that_is_put_back_does_not_stop_the_beat():
    """To the scheduler the next beat is then an hour away."""
    beats = asyncio.Queue()
    scheduler = Scheduler(lambda: None)
    scheduler.add(lambda: beats.put("beat"), 0.05)
    scheduler.start()
    await beats.get()

    [job] = scheduler._scheduler.get_jobs()
    job.modify(next_run_time=job.next_run_time + timedelta(hours=1))
    while not beats.empty():
        beats.get_nowait()

    async with asyncio.timeout(5):
        await beats.get()
    await scheduler.stop()
