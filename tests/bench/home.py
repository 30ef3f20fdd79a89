"""`home`: drawing a Home tab among 100,000 members, through the real app, without the network."""

import time
from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from json import dumps
from typing import Any, ClassVar

from slack_bolt.async_app import AsyncBoltRequest
from sqlalchemy import insert, select
from sqlmodel import col

from bot.coaching.ports import Coaching
from bot.runtime.baton import Baton
from bot.runtime.serve import settle_down
from bot.slack.client.messenger import Clients
from bot.store.database.engine import Store
from bot.store.follow_up import follow_ups
from bot.store.tables import DeliveryRow, EnrolmentRow, MemberRow, ReplyRow
from tests.bench import crowd
from tests.bench.apart import Apart, Line
from tests.bench.at_work import Unpaced, baton_at
from tests.bench.crowd import FIRST, MONDAY_NINE, ONE_DAY, TRACK, Crowd, nudges, slack_id
from tests.bench.stage import Figures, Stage, share
from tests.bench.workspace import workspace

MEMBERS, MEMBERS_PER_COACH = 100_000, 500

REPLIES = 500
"""Two years of working days."""

WAITING = 20
"""Follow-ups that wait for the coach."""

WARM, OPENED = 10, 300

TEXT = "I asked Priya to run the review, and said what a good one looks like. She did well."


class Unsent:
    """A client that takes a page as the real one does, and keeps it."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    async def api_call(self, method: str, *, json: dict[str, Any]) -> None:
        if method == "views.publish":
            self.sizes.append(len(dumps(json)))

    async def files_upload_v2(self, **_: Any) -> dict[str, Any]:
        return {"files": [{"id": "F0MONTH0000"}]}


def home(stage: Stage) -> Figures:
    """Measure on each kind of database; the worst of them is what counts."""
    by_kind = {kind: _home(stage, kind) for kind in stage.kinds}
    worst = max(
        figures[name] for figures in by_kind.values() for name in ("member_p99_ms", "coach_p99_ms")
    )
    return {"p99_ms": worst, **by_kind}


def _home(stage: Stage, kind: str) -> dict[str, float]:
    size = Crowd(stage.count(MEMBERS), stage.count(MEMBERS // MEMBERS_PER_COACH))
    opened = stage.count(OPENED)

    async def prepare(store: Store) -> None:
        await crowd.settle_in(store, size)
        await crowd.remember(store, size)
        await _long_history(store, stage.count(REPLIES))
        await _full_queue(store, size)
        await crowd.look_over(store)

    with stage.database(kind, prepare) as url, workspace(latency=0) as slack:
        with Apart(_open, slack.api_url, url, opened) as child:
            figures: dict[str, float] = child.hear()
        slack.close()
    return figures


async def _open(line: Line, api_url: str, database_url: str, times: int) -> dict[str, float]:
    figures = {}
    for who, letter in (("member", "U"), ("coach", "C")):
        unsent = Unsent()
        Drawing.client = unsent
        async with baton_at(api_url, database_url, kind=Drawing) as baton:
            settle_down()
            for _ in range(WARM):
                await _open_as(baton, slack_id(letter, 1))
            seconds = [await _open_as(baton, slack_id(letter, 1)) for _ in range(times)]
        # The first that a member opens is drawn twice: once more with the picture.
        if not WARM + times <= len(unsent.sizes) <= WARM + times + 1:
            raise AssertionError(f"{WARM + times} pages were asked for, {len(unsent.sizes)} drawn")
        figures[f"{who}_p50_ms"] = share(seconds, 0.5) * 1000
        figures[f"{who}_p99_ms"] = share(seconds, 0.99) * 1000
        figures[f"{who}_bytes"] = max(unsent.sizes)
    return figures


class Drawing(Unpaced):
    """A Baton whose pages are drawn and not sent."""

    client: ClassVar[Any]

    def _coaching(self, clients: Clients) -> Coaching:
        return super()._coaching(Clients(lambda _: self.client, lambda _: self.client))


async def _open_as(baton: Baton, user: str) -> float:
    """From the event's arrival to the end of its listener; returns the seconds it took."""
    body = {
        "type": "event_callback",
        "team_id": slack_id("T", 1),
        "api_app_id": "ABENCH",
        "event_id": f"Ev{next(EVENTS)}",
        "authorizations": [{"team_id": slack_id("T", 1), "user_id": "UBATON", "is_bot": True}],
        "event": {"type": "app_home_opened", "tab": "home", "user": user, "channel": "D1"},
    }
    began = time.perf_counter()
    await baton.app.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
    await baton.in_flight.over()
    return time.perf_counter() - began


EVENTS = count(1)


async def _long_history(store: Store, replies: int) -> None:
    """Let member 1 have been through many tracks, and have answered every day of them."""
    each = len(nudges())
    async with store.writing() as session:
        connection = await session.connection()
        for round_ in range(-(-replies // each)):
            enrolment = await connection.execute(
                insert(EnrolmentRow).values(_ended(round_)).returning(col(EnrolmentRow.id))
            )
            enrolment_id = enrolment.scalar_one()
            days = range(min(each, replies - round_ * each))
            sent = [_sent(enrolment_id, round_, day) for day in days]
            ids = await connection.execute(
                insert(DeliveryRow).returning(col(DeliveryRow.id)), sent
            )
            await connection.execute(insert(ReplyRow), [_reply(id_) for id_ in ids.scalars()])


def _ended(round_: int) -> dict[str, Any]:
    began = MONDAY_NINE - ONE_DAY * 30 * (round_ + 2)
    return {
        "workspace_id": 1,
        "member_id": 1,
        "coach_id": 1,
        "track": TRACK,
        "starts_on": began.date(),
        "state": "finished",
        "created_at": began,
        "ended_at": began + ONE_DAY * 20,
    }


def _sent(enrolment_id: int, round_: int, day: int) -> dict[str, Any]:
    at = MONDAY_NINE - ONE_DAY * 30 * (round_ + 2) + ONE_DAY * day
    return {
        "workspace_id": 1,
        "enrolment_id": enrolment_id,
        "member_id": 1,
        "nudge": nudges()[day],
        "form": "full",
        "private": False,
        "state": "sent",
        "channel": slack_id("D", 1),
        "ts": f"{int(at.timestamp())}.{FIRST + 1}",
        "due_at": at,
        "not_before": at,
        "expires_at": at + ONE_DAY / 2,
        "sent_at": at,
        "outcome": "did",
        "answered_at": at + timedelta(hours=1),
    }


def _reply(delivery_id: int) -> dict[str, Any]:
    return {
        "workspace_id": 1,
        "member_id": 1,
        "delivery_id": delivery_id,
        "source": "card",
        "outcome": "did",
        "text": TEXT,
        "shared_with_id": 1,
        "created_at": MONDAY_NINE - ONE_DAY,
        "changed_at": MONDAY_NINE - ONE_DAY,
    }


async def _full_queue(store: Store, size: Crowd) -> None:
    """Let some of the first coach's members be stuck or have asked for them."""
    async with store.writing() as session:
        for member_id in await _of_first_coach(store, min(WAITING, size.members)):
            await follow_ups.open_one(
                session,
                workspace_id=1,
                member_id=member_id,
                coach_id=1,
                reason=follow_ups.Reason.STUCK,
                now=MONDAY_NINE,
            )


async def _of_first_coach(store: Store, limit: int) -> Sequence[int]:
    async with store.reading() as session:
        members = select(col(MemberRow.id)).where(col(MemberRow.workspace_id) == 1).limit(limit)
        return (await (await session.connection()).execute(members)).scalars().all()
