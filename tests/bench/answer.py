"""`answer`: how soon a reply or a tap is acknowledged and shown, in peace and in the rush."""

import asyncio
import math
import time
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import col, select

from bot.runtime.serve import settle_down
from bot.runtime.socket_mode import SocketMode
from bot.store.database.engine import Store, open_store
from bot.store.tables import DeliveryRow, MemberRow, WorkspaceRow
from tests.bench import crowd
from tests.bench.apart import Apart, Line
from tests.bench.at_work import Cost, baton_at, measure, work_off
from tests.bench.crowd import Crowd
from tests.bench.people import WARM, Answer, Card, answering
from tests.bench.rush import NUDGES, WORKSPACES
from tests.bench.stage import Figures, Stage, share
from tests.bench.workspace import Received, workspace

PER_SECOND = 10

ANSWERS = 200
"""In peace; in the rush as many as it lasts, and at most twice as many."""

UNDER_WAY = 3.0
"""Seconds that a whole rush is on when people begin to answer; it has long forgotten the first."""


@dataclass(frozen=True, slots=True)
class Day:
    """What became of some answers, what the workspace saw, and Baton's processor time."""

    answers: list[Answer]
    received: Received
    cpu: float


def answer(stage: Stage) -> Figures:
    """Measure on each kind of database; the worst ack in a rush is what counts."""
    by_kind = {kind: _answer(stage, kind) for kind in stage.kinds}
    worst = max(figures["rush_ack_p99_ms"] for figures in by_kind.values())
    return {"rush_ack_p99_ms": worst, **by_kind}


def _answer(stage: Stage, kind: str) -> dict[str, float]:
    everybody = Crowd(stage.count(NUDGES), stage.count(WORKSPACES))
    with stage.database(kind, lambda store: _in_peace(store, everybody)) as url:
        idle = _run(url, stage.count(ANSWERS), 0)
    with stage.database(kind, lambda store: crowd.rushing(store, everybody)) as url:
        rush = _run(url, stage.count(ANSWERS * 2), UNDER_WAY * stage.scale)
    idle.received.check(0)
    rush.received.check(everybody.members)
    each = idle.cpu / len(idle.answers) * 1000
    return {**_times("idle", idle), "idle_cpu_ms_per_answer": each, **_times("rush", rush)}


async def _in_peace(store: Store, everybody: Crowd) -> None:
    await crowd.settle_in(store, everybody)
    await crowd.remember(store, everybody)
    await crowd.look_over(store)


def _run(url: str, most: int, under_way: float) -> Day:
    """Let people answer so long after a rush began; those count who did before it was over."""
    cards = asyncio.run(_cards(url, most + WARM))
    with Apart(answering, cards, PER_SECOND) as people, workspace(socket=people.hear()) as slack:
        with Apart(_serve, slack.api_url, url) as baton:
            baton.hear()
            people.hear()
            baton.tell()
            time.sleep(under_way)
            people.tell()
            given, ended = (_rushed if under_way else _all)(people, baton)
            cpu: float = baton.finish()
        received = slack.close()
    return Day([answer for answer in given if answer.began < ended], received, cpu)


def _rushed(people: Apart, baton: Apart) -> tuple[list[Answer], float]:
    over: Cost = baton.hear()
    people.tell()
    people.hear()
    return people.hear(), over.ended


def _all(people: Apart, baton: Apart) -> tuple[list[Answer], float]:
    people.hear()
    baton.hear()
    return people.finish(), math.inf


def _times(when: str, day: Day) -> dict[str, float]:
    acks = [answer.acked - answer.began for answer in day.answers]
    shown = [day.received.shown[answer.place] - answer.began for answer in day.answers]
    return {
        f"{when}_answers": len(day.answers),
        f"{when}_ack_p50_ms": share(acks, 0.5) * 1000,
        f"{when}_ack_p99_ms": share(acks, 0.99) * 1000,
        f"{when}_shown_p50_ms": share(shown, 0.5) * 1000,
        f"{when}_shown_p99_ms": share(shown, 0.99) * 1000,
    }


async def _serve(line: Line, api_url: str, database_url: str) -> float:
    """Deliver what is due while people answer; returns the processor time of all that, in s."""
    async with baton_at(api_url, database_url) as baton:
        socket = SocketMode(baton.app, "xapp-bench", baton.reading, baton.metrics)
        await socket.open()
        settle_down()
        line.ready()
        await line.told()
        before = time.process_time()
        line.ready(await measure(lambda: work_off(baton)))
        await line.told()
        await baton.in_flight.over()
        spent = time.process_time() - before
        await socket.close()
        return spent


async def _cards(url: str, most: int) -> list[Card]:
    """One card each of members spread over all workspaces: the newest they have."""
    store = open_store(url)
    newest = select(func.max(DeliveryRow.id)).where(col(DeliveryRow.sent_at).is_not(None))
    async with store.reading() as session:
        rows = await session.exec(
            select(
                DeliveryRow.id,
                WorkspaceRow.team_id,
                MemberRow.slack_id,
                DeliveryRow.channel,
                DeliveryRow.ts,
            )
            .join(MemberRow, col(MemberRow.id) == col(DeliveryRow.member_id))
            .join(WorkspaceRow, col(WorkspaceRow.id) == col(DeliveryRow.workspace_id))
            .where(col(DeliveryRow.id).in_(newest.group_by(col(DeliveryRow.member_id))))
            .limit(most)
        )
        cards = [Card(*row) for row in rows]
    await store.close()
    return cards
