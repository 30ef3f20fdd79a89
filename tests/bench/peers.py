"""What others would do instead: a bare loop of the SDK, a job per member, a job per nudge."""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import aiohttp
from apscheduler.events import (
    EVENT_JOB_ERROR,
    EVENT_JOB_EXECUTED,
    EVENT_JOB_MISSED,
    JobExecutionEvent,
)
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from procrastinate import App, PsycopgConnector
from procrastinate.tasks import Task
from slack_sdk.web.async_client import AsyncWebClient

from tests.bench.apart import Line
from tests.bench.at_work import TOKEN, Cost, measure
from tests.bench.weight import Weight, evaluate

DEFERRING = 8
"""Jobs that are put into the queue at a time; more do not make it faster."""

CONNECTIONS = 10
"""Procrastinate's, to PostgreSQL."""

Send = Callable[[int], Awaitable[None]]

Defer = Callable[[Task, int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Posting:
    """
    What a peer posts, and where to.

    Attributes:
        samples: Bodies that Baton has posted; they are posted again and again.
        at_once: Posts under way at the same time: as many as Baton had.
        count: How many to post.
    """

    api_url: str
    samples: list[bytes]
    at_once: int
    count: int


@dataclass(frozen=True, slots=True)
class Jobs:
    """
    How a job per member fared.

    Attributes:
        adding: Seconds it took to add the jobs; no part of the cost.
        dropped: Jobs that came too late for the scheduler's liking and were never run.
        resting: Before the jobs fell due.
    """

    cost: Cost
    adding: float
    dropped: int
    resting: Weight
    peak: Weight


async def bare_sdk(line: Line, posting: Posting) -> Cost:
    """The pooled client in a loop, and nothing else."""
    async with _sending(posting) as send:
        line.ready()
        await line.told()
        numbers = iter(range(posting.count))
        return await measure(lambda: _side_by_side(numbers, send, posting.at_once))


async def job_per_member(
    line: Line, posting: Posting, store_url: str, lead_seconds: float | None
) -> Jobs:
    """
    APScheduler with a cron job for each member in its SQLAlchemy job store.

    Args:
        lead_seconds: When the jobs fall due, from now, at the scheduler's default grace. None
            for the grace lifted; then they are due at once, and none is dropped.
    """
    seen: Counter[int] = Counter()
    # A line for each job that it drops would be a figure of its own.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = AsyncIOScheduler(jobstores={"default": SQLAlchemyJobStore(url=store_url)})
    all_seen = _watch(scheduler, posting.count, seen)
    due = datetime.now(UTC) + timedelta(seconds=lead_seconds or 0)
    async with _sending(posting) as _Job.send:
        scheduler.start(paused=True)
        adding = await measure(lambda: _add(scheduler, posting.count, due, lead_seconds))
        resting = evaluate()
        line.ready()
        await line.told()
        await _until(due, lead_seconds)
        cost = await measure(lambda: _fire(scheduler, all_seen))
        scheduler.shutdown(wait=False)
        return Jobs(cost, adding.seconds, seen[EVENT_JOB_MISSED], resting, evaluate())


async def procrastinate(line: Line, posting: Posting, url: str) -> Cost:
    """Procrastinate, with a job for each nudge: each deferred, then all run."""
    return await _procrastinate(line, posting, url, _one_by_one)


async def procrastinate_batched(line: Line, posting: Posting, url: str) -> Cost:
    """The same with all jobs deferred by one call."""
    return await _procrastinate(line, posting, url, _in_a_batch)


async def _procrastinate(line: Line, posting: Posting, url: str, defer: Defer) -> Cost:
    app = App(connector=PsycopgConnector(conninfo=url, max_size=CONNECTIONS))
    async with _sending(posting) as send, app.open_async():
        await app.schema_manager.apply_schema_async()
        task = app.task(name="post")(send)
        line.ready()
        await line.told()
        return await measure(lambda: _defer_and_run(app, defer(task, posting.count), posting))


async def _defer_and_run(app: App, deferring: Awaitable[object], posting: Posting) -> None:
    await deferring
    await app.run_worker_async(
        concurrency=posting.at_once, wait=False, install_signal_handlers=False
    )


async def _one_by_one(task: Task, count: int) -> None:
    await _side_by_side(iter(range(count)), lambda n: task.defer_async(number=n), DEFERRING)


async def _in_a_batch(task: Task, count: int) -> None:
    await task.batch_defer_async(*({"number": n} for n in range(count)))


@asynccontextmanager
async def _sending(posting: Posting) -> AsyncIterator[Send]:
    """The client as its makers would have it for many posts: one session, no repetition."""
    connector = aiohttp.TCPConnector(limit=posting.at_once, keepalive_timeout=60)
    bodies = [json.loads(body) for body in posting.samples]
    async with aiohttp.ClientSession(connector=connector) as session:
        client = AsyncWebClient(
            TOKEN, base_url=posting.api_url, session=session, retry_handlers=[]
        )
        client.proxy = None

        async def send(number: int) -> None:
            body = bodies[number % len(bodies)]
            payload = {"delivery_id": number}
            await client.chat_postMessage(
                **body | {"metadata": {**body["metadata"], "event_payload": payload}}
            )

        yield send


async def _side_by_side(
    numbers: Iterator[int], work: Callable[[int], Awaitable[object]], at_once: int
) -> None:
    async def one_after_the_other() -> None:
        for number in numbers:
            await work(number)

    await asyncio.gather(*(one_after_the_other() for _ in range(at_once)))


class _Job:
    """A job store keeps the name of a function, so what it calls has to be found by name."""

    send: Send


async def _run_job(number: int) -> None:
    await _Job.send(number)


async def _add(
    scheduler: AsyncIOScheduler, count: int, due: datetime, lead_seconds: float | None
) -> None:
    grace = {} if lead_seconds is not None else {"misfire_grace_time": None}
    daily = CronTrigger(hour=due.hour, minute=due.minute, second=due.second, timezone=UTC)
    for number in range(count):
        scheduler.add_job(_run_job, daily, [number], next_run_time=due, **grace)


async def _until(due: datetime, lead_seconds: float | None) -> None:
    left = (due - datetime.now(UTC)).total_seconds()
    if lead_seconds is None:
        return
    if left < 0:
        raise TimeoutError("Adding the jobs took longer than it did before.")
    await asyncio.sleep(left)


async def _fire(scheduler: AsyncIOScheduler, all_seen: asyncio.Event) -> None:
    scheduler.resume()
    await all_seen.wait()


def _watch(scheduler: AsyncIOScheduler, count: int, seen: Counter[int]) -> asyncio.Event:
    all_seen = asyncio.Event()

    def note(event: JobExecutionEvent) -> None:
        seen[event.code] += 1
        if seen.total() == count:
            all_seen.set()

    scheduler.add_listener(note, EVENT_JOB_EXECUTED | EVENT_JOB_ERROR | EVENT_JOB_MISSED)
    return all_seen
