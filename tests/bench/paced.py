"""`paced`: a whole workspace due at nine, at the pace Slack bears, on a simulated clock."""

from collections import Counter
from datetime import datetime, timedelta

from sqlmodel import select

from bot.runtime.baton import TICK_SECONDS
from bot.store.database.engine import Store
from bot.store.tables import DeliveryRow
from tests.bench import crowd
from tests.bench.apart import Apart, Line
from tests.bench.at_work import anything_owed, baton_at
from tests.bench.crowd import MONDAY_NINE, Crowd
from tests.bench.stage import Figures, Stage
from tests.bench.workspace import workspace

MEMBERS = 2_000

PACE = 4.0
"""Posts a second: the default of `BATON_PACE`."""


class Simulated:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = MONDAY_NINE

    def __call__(self) -> datetime:
        return self.now


def paced(stage: Stage) -> Figures:
    """Measure on each kind of database; the worst of them is what counts."""
    by_kind = {kind: _paced(stage, kind) for kind in stage.kinds}
    ratio = max(figures["ratio_to_ideal"] for figures in by_kind.values())
    return {"ratio_to_ideal": ratio, **by_kind}


def _paced(stage: Stage, kind: str) -> dict[str, float]:
    members = Crowd(stage.count(MEMBERS))
    with (
        stage.database(kind, lambda store: _at_nine(store, members)) as url,
        workspace(latency=0) as slack,
    ):
        with Apart(_let_pass, slack.api_url, url) as child:
            sent = child.hear()
        slack.close().check(members.members)
    seconds = max(sent)
    ideal = members.members / PACE
    return {
        "members": members.members,
        "ideal_seconds": ideal,
        "seconds": seconds,
        "ratio_to_ideal": seconds / ideal,
        "most_in_one_second": max(Counter(int(second) for second in sent).values()),
    }


async def _at_nine(store: Store, members: Crowd) -> None:
    await crowd.settle_in(store, members)
    await crowd.remember(store, members, days=3)
    await crowd.fall_due(store)


async def _let_pass(line: Line, api_url: str, database_url: str) -> list[float]:
    """Tick as Baton does, once each second; returns how late each nudge went out, in seconds."""
    clock = Simulated()
    async with baton_at(api_url, database_url, clock, PACE) as baton:
        while await baton.tick() or await anything_owed(baton.store):
            clock.now += timedelta(seconds=TICK_SECONDS)
        return await _lateness(baton.store)


async def _lateness(store: Store) -> list[float]:
    async with store.reading() as session:
        rows = await session.exec(
            select(DeliveryRow.sent_at).where(DeliveryRow.due_at == MONDAY_NINE)
        )
        return [(sent - MONDAY_NINE).total_seconds() for sent in rows if sent]
