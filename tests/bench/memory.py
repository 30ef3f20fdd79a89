"""`memory`: what Baton weighs with nobody and with 100,000 enrolled, at rest and in the rush."""

import asyncio
import gc

from bot.store.database.engine import Store
from tests.bench import crowd, peers
from tests.bench.apart import Apart, Line
from tests.bench.at_work import baton_at, work_off
from tests.bench.crowd import Crowd
from tests.bench.peers import Jobs, Posting
from tests.bench.rush import NUDGES, WORKSPACES, run_peer
from tests.bench.stage import Figures, Stage
from tests.bench.weight import Weight, evaluate
from tests.bench.workspace import Received, workspace

ENROLMENTS = 100_000

JOBS = 10_000
"""Adding a job takes a millisecond and more."""

TICKS = 30


def memory(stage: Stage) -> Figures:
    """Weigh on each kind of database; the worst growth is what counts."""
    by_kind = {kind: _memory(stage, kind) for kind in stage.kinds}
    growth = max(figures["growth_mib"] for figures in by_kind.values())
    return {"growth_mib": growth, **by_kind}


def _memory(stage: Stage, kind: str) -> dict[str, float]:
    nobody, _ = _evaluate(stage, kind, 0, 0)
    resting, _ = _evaluate(stage, kind, stage.count(ENROLMENTS), 0)
    rushing, received = _evaluate(stage, kind, stage.count(ENROLMENTS), stage.count(NUDGES))
    jobs = _weigh_jobs(stage, kind, received)
    return {
        "0_enrolments_mib": nobody.now,
        f"{ENROLMENTS}_enrolments_mib": resting.now,
        "growth_mib": resting.now - nobody.now,
        "rush_peak_mib": rushing.peak,
        "job_per_member": stage.count(JOBS),
        "job_per_member_mib": jobs.resting.now,
        "job_per_member_peak_mib": jobs.peak.peak,
    }


def _evaluate(stage: Stage, kind: str, enrolled: int, due: int) -> tuple[Weight, Received]:
    async def prepare(store: Store) -> None:
        everybody = Crowd(enrolled, stage.count(WORKSPACES))
        await crowd.settle_in(store, everybody)
        await crowd.remember(store, everybody, days=2)
        await crowd.owe(store, Crowd(due, everybody.workspaces))
        await crowd.look_over(store)

    with stage.database(kind, prepare if enrolled else None) as url, workspace() as slack:
        with Apart(_rest_or_rush, slack.api_url, url, fresh=stage.fresh) as child:
            weight: Weight = child.hear()
        received = slack.close()
    received.check(due)
    return weight, received


async def _rest_or_rush(line: Line, api_url: str, database_url: str) -> Weight:
    async with baton_at(api_url, database_url) as baton:
        await work_off(baton)
        for _ in range(TICKS):
            await baton.tick()
            await asyncio.sleep(0)
        gc.collect()
        return evaluate()


def _weigh_jobs(stage: Stage, kind: str, received: Received) -> Jobs:
    count = stage.count(JOBS)
    posting = Posting("", received.samples, received.most_at_once, count)
    with stage.databases.jobs(kind) as url:
        jobs: Jobs = run_peer(peers.job_per_member, posting, url, None, fresh=stage.fresh)
    return jobs
