"""`idle_tick`: what a look for due work costs when there is none, however many are enrolled."""

import time
from statistics import median

from bot.runtime.baton import Baton
from bot.store.database.engine import Store, open_store
from tests.bench import crowd
from tests.bench.apart import Apart, Line
from tests.bench.at_work import baton_at
from tests.bench.crowd import Crowd
from tests.bench.stage import Figures, Stage
from tests.bench.workspace import workspace

SIZES = (1_000, 10_000, 100_000, 1_000_000)

MEMBERS_PER_WORKSPACE = 100

WARM, TICKS = 20, 200


def idle_tick(stage: Stage) -> Figures:
    """Measure on each kind of database; the worst of them is what counts."""
    by_kind = {kind: _idle_tick(stage, kind) for kind in stage.kinds}
    ratio = max(figures["ratio_1m_to_1k"] for figures in by_kind.values())
    return {"ratio_1m_to_1k": ratio, **by_kind}


def _idle_tick(stage: Stage, kind: str) -> dict[str, float]:
    sizes = [stage.count(size) for size in SIZES]
    with stage.databases.fresh(kind) as url, workspace(latency=0) as slack:
        with Apart(_tick, slack.api_url, url, sizes, stage.count(TICKS)) as child:
            seconds: list[float] = child.hear()
        slack.close().check(0)
    by_size = {f"{size}_ms": ms * 1000 for size, ms in zip(SIZES, seconds, strict=True)}
    return {**by_size, "ratio_1m_to_1k": seconds[-1] / seconds[0]}


async def _tick(
    line: Line, api_url: str, database_url: str, sizes: list[int], ticks: int
) -> list[float]:
    """The median tick at each size; the same database grows from one to the next."""
    store = open_store(database_url)
    seconds, before = [], 0
    for size in sizes:
        await _grow(store, Crowd(size, max(sizes) // MEMBERS_PER_WORKSPACE + 1), before)
        before = size
        async with baton_at(api_url, database_url) as baton:
            await _ticks(baton, WARM)
            seconds.append(median(await _ticks(baton, ticks)))
    await store.close()
    return seconds


async def _grow(store: Store, everybody: Crowd, before: int) -> None:
    await crowd.settle_in(store, everybody, after=before)
    await crowd.remember(store, everybody, after=before, days=1)
    await crowd.look_over(store)


async def _ticks(baton: Baton, count: int) -> list[float]:
    taken = []
    for _ in range(count):
        began = time.perf_counter()
        await baton.tick()
        taken.append(time.perf_counter() - began)
    return taken
