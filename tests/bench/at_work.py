"""The real Baton on a workspace of stubs, and what its work costs."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pydantic import SecretStr
from sqlalchemy import or_
from sqlmodel import select

from bot.coaching.ports import Coaching
from bot.config import Settings
from bot.domain.delivery.pace import Pace
from bot.runtime.baton import Baton
from bot.runtime.serve import settle_down
from bot.slack.client.messenger import Clients
from bot.store.database.engine import Store
from bot.store.delivery.ledger import CLAIMED, DUE, SENDING
from bot.store.tables import DeliveryRow
from tests.bench.apart import Line
from tests.bench.crowd import MONDAY_NINE

TOKEN = "xoxb-bench"

UNHEARD_OF = 10_000
"""Calls a second that no workspace takes."""

BETWEEN_TICKS = 0.02
"""Seconds; a process that has nothing left to do must not take those the others need."""


@dataclass(frozen=True, slots=True)
class Cost:
    """
    What a piece of work took.

    Attributes:
        began: In seconds of the machine's monotonic clock; so is *ended*.
        cpu: Seconds of processor time, of this process alone.
    """

    began: float
    ended: float
    cpu: float

    @property
    def seconds(self) -> float:
        return self.ended - self.began


class Running:
    """A clock that shows Monday at nine when it is made, and goes on from there."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def __call__(self) -> datetime:
        return MONDAY_NINE + timedelta(seconds=time.monotonic() - self._began)


async def measure(work: Callable[[], Awaitable[object]]) -> Cost:
    """Do a piece of work, and say what it took."""
    began, cpu = time.monotonic(), time.process_time()
    await work()
    return Cost(began, time.monotonic(), time.process_time() - cpu)


@asynccontextmanager
async def baton_at(
    api_url: str,
    database_url: str,
    clock: Callable[[], datetime] | None = None,
    pace: float | None = None,
    kind: type[Baton] | None = None,
) -> AsyncIterator[Baton]:
    """
    A Baton that looks for due work when it is told to.

    Args:
        pace: Posts a second to one workspace, or None for as fast as they come.
        kind: Another Baton than the one that goes with the pace.
    """
    settings = Settings(
        slack_bot_token=SecretStr(TOKEN),
        slack_app_token=SecretStr("xapp-bench"),
        slack_api_url=api_url,
        database_url=SecretStr(database_url),
        **({} if pace is None else {"baton_pace": pace}),
    )
    if pace is None:
        # Past what settings allow, for changes of what is shown; posts keep no pace at all.
        settings = settings.model_copy(update={"baton_pace": UNHEARD_OF})
    kind = kind or (Unpaced if pace is None else Baton)
    async with kind(settings, clock or Running(), ticking=False) as baton:
        yield baton


class Unpaced(Baton):
    """A Baton that posts to each workspace as fast as it can."""

    def _coaching(self, clients: Clients) -> Coaching:
        return replace(super()._coaching(clients), pace=Pace())


async def work_off(baton: Baton) -> None:
    """Tick until nothing is owed any more, in whosever hands it is."""
    await baton.tick()
    while await anything_owed(baton.store):
        await asyncio.sleep(BETWEEN_TICKS)
        await baton.tick()


async def anything_owed(store: Store) -> bool:
    """Whether a delivery has still to come to an end."""
    async with store.reading() as session:
        owed = select(DeliveryRow.id).where(or_(DUE, CLAIMED, SENDING)).limit(1)
        return (await session.exec(owed)).first() is not None


async def deliver(line: Line, api_url: str, database_url: str) -> Cost:
    """One process of Baton: deliver all that is due, once everybody is ready."""
    async with baton_at(api_url, database_url) as baton:
        settle_down()
        line.ready()
        await line.told()
        return await measure(lambda: work_off(baton))
