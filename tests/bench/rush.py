"""`rush`: everybody's nudge due at one instant, as fast as they go; and what others manage."""

from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from typing import Any

from bot.store.database.engine import Store
from tests.bench import crowd, peers
from tests.bench.apart import Apart, Work
from tests.bench.at_work import Cost, deliver
from tests.bench.crowd import Crowd
from tests.bench.peers import Jobs, Posting
from tests.bench.stage import Figures, Stage
from tests.bench.workspace import Received, workspace

NUDGES, WORKSPACES = 20_000, 200

ROUNDS = 3
"""Of these the one in the middle counts: what Baton adds to the bare client is little."""

PEER_NUDGES = 5_000
"""For those who would take minutes for all; their rates are no better with more."""

LEAD = (4.0, 1.0)
"""How long before they are due jobs are added: so many times as long as it took, and seconds."""


Round = tuple[Cost, Cost, Received]
"""Baton, the bare client beside it, and what the workspace received of Baton."""


def rush(stage: Stage) -> Figures:
    """Measure Baton and its peers on each kind of database."""
    return {kind: _rush(stage, kind) for kind in stage.kinds}


def _rush(stage: Stage, kind: str) -> Figures:
    count = stage.count(NUDGES)
    rounds = sorted((_round(stage, kind, count) for _ in range(stage.count(ROUNDS))), key=_ratio)
    baton, bare, received = rounds[len(rounds) // 2]
    planned, _ = run_baton(stage, kind, count, _planned)
    few = Posting("", received.samples, received.most_at_once, stage.count(PEER_NUDGES))
    lifted, dropped = _jobs(stage, kind, few)
    return {
        "nudges": count,
        "nudges_per_s": count / baton.seconds,
        "from_plan_per_s": count / planned.seconds,
        "cpu_ms_per_nudge": baton.cpu / count * 1000,
        "at_once": received.most_at_once,
        "workspace_cpu_ms": received.cpu / count * 1000,
        "bare_sdk_per_s": count / bare.seconds,
        "bare_sdk_cpu_ms": bare.cpu / count * 1000,
        "ratio_to_bare_sdk": _ratio(rounds[len(rounds) // 2]),
        "ratios_to_bare_sdk": "  ".join(f"{_ratio(one):.2f}" for one in rounds),
        **_beside_jobs(count / baton.seconds, few.count, lifted, dropped),
        **_beside_procrastinate(stage, count / baton.seconds, few),
    }


def _round(stage: Stage, kind: str, count: int) -> Round:
    """Baton and the bare client, one right after the other."""
    baton, received = run_baton(stage, kind, count)
    posting = Posting("", received.samples, received.most_at_once, count)
    return baton, run_peer(peers.bare_sdk, posting), received


def _ratio(one: Round) -> float:
    baton, bare, _ = one
    return bare.seconds / baton.seconds


def run_baton(
    stage: Stage,
    kind: str,
    count: int,
    prepare: Callable[[Store, Crowd], Awaitable[None]] = crowd.rushing,
    processes: int = 1,
) -> tuple[Cost, Received]:
    """Let so many processes of Baton deliver to a crowd, and see that everything arrived once."""
    everybody = Crowd(count, stage.count(WORKSPACES))
    with (
        stage.database(kind, lambda store: prepare(store, everybody)) as url,
        workspace() as slack,
    ):
        cost = _together([(deliver, slack.api_url, url)] * processes)
        received = slack.close()
    received.check(count)
    return cost, received


def _together(orders: list[tuple[Any, ...]]) -> Cost:
    """Let all begin when all are ready; from the first beginning to the last end."""
    with ExitStack() as running:
        children = [running.enter_context(Apart(*order)) for order in orders]
        for child in children:
            child.hear()
        for child in children:
            child.tell()
        costs: list[Cost] = [child.hear() for child in children]
    return Cost(
        min(cost.began for cost in costs),
        max(cost.ended for cost in costs),
        sum(cost.cpu for cost in costs),
    )


def run_peer(work: Work, posting: Posting, *words: Any, fresh: bool = False) -> Any:
    """Let somebody else post the same, and see that what they did not drop arrived once."""
    with workspace() as slack:
        there = Posting(slack.api_url, posting.samples, posting.at_once, posting.count)
        with Apart(work, there, *words, fresh=fresh) as child:
            child.hear()
            result = child.finish()
        received = slack.close()
    dropped = result.dropped if isinstance(result, Jobs) else 0
    received.check(posting.count - dropped)
    return result


async def _planned(store: Store, everybody: Crowd) -> None:
    """A crowd whose next nudges have still to be planned: their enrolments are due."""
    await crowd.settle_in(store, everybody)
    await crowd.remember(store, everybody)
    await crowd.fall_due(store)
    await crowd.look_over(store)


def _jobs(stage: Stage, kind: str, posting: Posting) -> tuple[Jobs, Jobs]:
    with stage.databases.jobs(kind) as url:
        lifted: Jobs = run_peer(peers.job_per_member, posting, url, None)
    lead = lifted.adding * LEAD[0] + LEAD[1]
    with stage.databases.jobs(kind) as url:
        dropped: Jobs = run_peer(peers.job_per_member, posting, url, lead)
    return lifted, dropped


def _beside_jobs(rate: float, count: int, lifted: Jobs, dropped: Jobs) -> Figures:
    return {
        "job_per_member": count,
        "job_per_member_per_s": count / lifted.cost.seconds,
        "job_per_member_cpu_ms": lifted.cost.cpu / count * 1000,
        "job_per_member_added_per_s": count / lifted.adding,
        "job_per_member_dropped_at_default_grace": dropped.dropped,
        "ratio_to_job_per_member": rate * lifted.cost.seconds / count,
    }


def _beside_procrastinate(stage: Stage, rate: float, posting: Posting) -> Figures:
    one_by_one, batched = (
        _queue(stage, work, posting) for work in (peers.procrastinate, peers.procrastinate_batched)
    )
    return {
        "procrastinate": posting.count,
        "procrastinate_per_s": posting.count / one_by_one.seconds,
        "procrastinate_cpu_ms": one_by_one.cpu / posting.count * 1000,
        "procrastinate_batched_per_s": posting.count / batched.seconds,
        "ratio_to_procrastinate": rate * one_by_one.seconds / posting.count,
        "ratio_to_procrastinate_batched": rate * batched.seconds / posting.count,
    }


def _queue(stage: Stage, work: Work, posting: Posting) -> Cost:
    with stage.databases.empty() as url:
        cost: Cost = run_peer(work, posting, url)
    return cost
