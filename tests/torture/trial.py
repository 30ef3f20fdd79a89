"""One trial on one database: load and trouble, then calm, then the reckoning."""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
from sqlalchemy.exc import DBAPIError

from bot.runtime.clock import utc_now
from bot.store.database.engine import Store, open_store
from tests.ports import free_port
from tests.torture import haste, trouble
from tests.torture.answering import Answering
from tests.torture.bot import work as bot_work
from tests.torture.owing import Owing
from tests.torture.processes import Child
from tests.torture.reckoning import Reckoning, left, reckon
from tests.torture.workspace import work as workspace_work

PROGRESS_SECONDS = 10

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """
    How a trial goes.

    Attributes:
        seconds: How long there is load and trouble, at least; calm and reckoning come on top.
        nudges: How many have to fall due before it ends.
        kills: How many bots have to be killed before it ends.
        bots: Processes on one database; SQLite takes one.
        rate: How many nudges fall due each second, at most.
        replies: How many members answer each second.
        between: Seconds between two blows to one bot, at most.
        folder: Where logs, messages and results are left.
    """

    database_url: str
    seconds: float
    nudges: int
    kills: int
    seed: int
    bots: int
    rate: float
    replies: float
    between: float
    people: int
    folder: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """The reckoning, and what the bots went through."""

    reckoning: Reckoning
    counts: Counter[str]
    calls: Counter[str]

    def __str__(self) -> str:
        r, c = self.reckoning, self.counts
        return (
            f"nudges due {r.due}, delivered {r.delivered}, lost {len(r.lost)}, "
            f"duplicated {len(r.duplicated)}, replies sent {r.sent}, recorded {r.recorded}, "
            f"answered cards {r.answered}, untrue cards {len(r.untrue)}, "
            f"unticked {len(r.unticked)}, "
            f"kills {c['kills']}, freezes {c['freezes']}, dropped {self.calls['drop']}"
        )


async def run(plan: Plan) -> Outcome:
    """Run a trial; nothing of it is left running, whatever happens."""
    store = open_store(plan.database_url)
    port = free_port()
    words = (port, plan.folder, plan.people, plan.seed)
    workspace = Child(workspace_work, words, plan.folder / "workspace.log")
    url = f"http://127.0.0.1:{port}"
    bots = [_bot(plan, url, number) for number in range(plan.bots)]
    owing = Owing(store, Random(f"owing {plan.seed}"), utc_now, plan.rate)  # noqa: S311
    try:
        async with aiohttp.ClientSession() as session:
            answering = Answering(
                session,
                url,
                Random(f"answering {plan.seed}"),  # noqa: S311
                plan.people,
            )
            workspace.start()
            await workspace.at_work.wait()
            await owing.prepare(plan.people)
            counts = await _torture(plan, session, url, bots, owing, answering)
            counts["drain_seconds"] = await _drain(store)
            await asyncio.gather(*(bot.stop() for bot in bots))
            await workspace.stop()
        reckoning = await reckon(
            store, plan.folder / "workspace.json", owing.due, answering.tapped
        )
        calls = Counter(json.loads((plan.folder / "calls.json").read_text()))
        counts["left"] = sum(n for bot in bots for code, n in bot.ends.items() if code != -9)
        outcome = Outcome(reckoning, counts, calls)
        reckoning.write(plan.folder / "result.json", seed=plan.seed, counts=counts, calls=calls)
        return outcome
    finally:
        await asyncio.gather(*(child.stop() for child in (*bots, workspace)))
        await store.close()


async def _torture(
    plan: Plan,
    session: aiohttp.ClientSession,
    url: str,
    bots: list[Child],
    owing: Owing,
    answering: Answering,
) -> Counter[str]:
    counts: Counter[str] = Counter()
    for bot in bots:
        bot.start()
    await trouble.break_workspace(session, url)
    random = Random(f"trouble {plan.seed}")  # noqa: S311  repeatable, no secret
    work = [owing.run(), answering.run(plan.replies)]
    work += [
        trouble.strike(bot, Random(random.random()), counts, plan.between)  # noqa: S311
        for bot in bots
    ]
    if plan.database_url.startswith("sqlite"):
        file = plan.database_url.removeprefix("sqlite:///")
        work.append(trouble.lock(file, random, counts))
    await _until(_enough(plan, owing, counts), work)
    await trouble.mend_workspace(session, url)
    return counts


async def _until(end: Coroutine[Any, Any, None], work: list[Coroutine[Any, Any, None]]) -> None:
    """Do all of it side by side until *end* is over; what breaks off breaks the trial."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(coroutine) for coroutine in work]
        await end
        for task in tasks:
            task.cancel()


async def _enough(plan: Plan, owing: Owing, counts: Counter[str]) -> None:
    """Wait until there has been as much as was asked for."""
    second = 0
    while second < plan.seconds or owing.due < plan.nudges or counts["kills"] < plan.kills:
        second += 1
        if second % PROGRESS_SECONDS == 0:
            log.info("after %d s: nudges due %d, kills %d", second, owing.due, counts["kills"])
        await asyncio.sleep(1)


async def _drain(store: Store) -> int:
    """
    Let the bots finish in peace for as long as they get on; return how many seconds they took.

    What's still in the inbox on a slow machine isn't lost, and would be counted as if it were.
    """
    second, least, since = 0, None, 0
    while second - since < haste.DRAIN_SECONDS:
        try:
            remaining = await left(store)
            if not any(remaining):
                break
            if least is None or sum(remaining) < least:
                least, since = sum(remaining), second
            if second % PROGRESS_SECONDS == 0:
                log.info("calm for %d s: %s deliveries, %s events, %s unshown", second, *remaining)
        except DBAPIError:
            pass
        await asyncio.sleep(1)
        second += 1
    return second


def _bot(plan: Plan, url: str, number: int) -> Child:
    log = plan.folder / f"bot-{number}.log"
    return Child(bot_work, (f"{url}/api/", plan.database_url), log)
