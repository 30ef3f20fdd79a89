"""
The outbox: updates still to be shown in Slack, written in the transaction that causes them.

A row only says *that* something must be updated; its current state is read when it is drawn. So
two changes to one card end in the newest state, whichever process draws it, and drawing it twice
does no harm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    Executable,
    bindparam,
    case,
    delete,
    exists,
    func,
    literal,
    or_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from bot.domain.delivery.ledger import Form
from bot.domain.people.people import Workspace
from bot.store.database.engine import Session
from bot.store.database.served import ours
from bot.store.delivery.claims import closed
from bot.store.follow_up import coach_homes
from bot.store.people.people import workspace_of
from bot.store.tables import DeliveryRow, OutboxRow, WorkspaceRow

GRACE = timedelta(seconds=5)
"""Time the process that changed something has to show it before others take over."""

AT_ONCE = timedelta()
"""Grace of a change that its own process doesn't show."""

MOST_TRIES = 200
"""The most tries of an update that Slack neither shows nor rejects for good: about two days."""

FAR = timedelta(hours=1)
"""A wait longer than this was written before the clock was set back."""


class Kind(StrEnum):
    """The kind of update."""

    CARD = "card"
    EARLIER = "earlier"
    TICK = "tick"


@dataclass(frozen=True, slots=True, order=True)
class Shown:
    """
    Something in Slack to bring up to date.

    Attributes:
        channel: The channel of a ticked message, with *ts*; "" for a card.
    """

    kind: Kind
    delivery_id: int
    channel: str = ""
    ts: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """The version of a change, read before it is drawn."""

    id: int
    version: int
    attempts: int
    workspace_id: int


@dataclass(frozen=True, slots=True)
class Due:
    """An update to show now."""

    shown: Shown
    workspace: Workspace


def card(delivery_id: int) -> Shown:
    """Return the key of a delivery's own message and all messages about it."""
    return Shown(Kind.CARD, delivery_id)


def earlier(delivery_id: int) -> Shown:
    """Return the key of the messages sent about the same nudge before a delivery."""
    return Shown(Kind.EARLIER, delivery_id)


def tick(delivery_id: int, channel: str, ts: str) -> Shown:
    """Return the key of the reaction on a message that answers a delivery."""
    return Shown(Kind.TICK, delivery_id, channel, ts)


async def add(session: Session, shown: Shown, now: datetime, grace: timedelta = GRACE) -> None:
    """
    Queue an update; a coach's own message never needs one.

    The Home tab of the coach who reads shows the same as a card, so it is queued with it.

    Args:
        grace: Time left to the process that made the change.
    """
    values = {
        "delivery": shown.delivery_id,
        "kind": shown.kind,
        "channel": shown.channel,
        "ts": shown.ts,
        "not_before": now + grace,
        "now": now,
    }
    connection = await session.connection()
    await connection.execute(_add(session.get_bind().dialect.name), values)
    if shown.kind is Kind.CARD:
        await coach_homes.owe_reader(session, shown.delivery_id, now)


async def version(session: Session, shown: Shown) -> Version | None:
    """Return the newest change of something, or None if all is shown. Read it before the state."""
    connection = await session.connection()
    row = (await connection.execute(VERSION, _key(shown))).first()
    return None if row is None else Version(*row)


async def close(session: Session, shown: Shown, drawn: Version, now: datetime) -> None:
    """
    Remove an update that was drawn at that version.

    If it has changed since, or another process drew it, it's queued again: of two concurrent
    draws, the one with the older state may have arrived last.
    """
    closed_ = await session.exec(
        delete(OutboxRow)
        .where(col(OutboxRow.id) == drawn.id, col(OutboxRow.version) == drawn.version)
        .returning(col(OutboxRow.id))
    )
    if closed_.first() is None:
        await add(session, shown, now, AT_ONCE)


async def put_off(session: Session, shown: Shown, until: datetime, *, counts: bool) -> None:
    """Retry an update later."""
    await session.exec(
        update(OutboxRow)
        .where(*_is(shown))
        .values(not_before=until, attempts=OutboxRow.attempts + int(counts))
    )


async def give_up(session: Session, shown: Shown) -> None:
    """Drop an update: leave Slack as it is."""
    await session.exec(delete(OutboxRow).where(*_is(shown)))


async def cards_of(session: Session, member_id: int, now: datetime) -> list[int]:
    """Return a member's deliveries whose cards no process is about to draw."""
    found = await session.exec(CARDS_OF, params={"member_id": member_id, "now": now})
    return list(found)


async def came_late(session: Session, delivery_id: int, about_id: int | None) -> Shown | None:
    """Return what is out of date now that a delivery drawn earlier has arrived, or None."""
    nudge = about_id or delivery_id
    row = (await session.exec(select(DeliveryRow).where(DeliveryRow.id == nudge))).one()
    if row.answered_at is not None:
        return card(nudge)
    return earlier(delivery_id) if about_id else None


async def any_due(session: Session, now: datetime) -> bool:
    """Return True if any update is pending; most are shown right away."""
    connection = await session.connection()
    waiting = exists().where(_due(now), *_allowed(session, now))
    return bool(await connection.scalar(select(waiting)))


async def claim(
    session: Session, now: datetime, until: datetime, share: int, limit: int
) -> Sequence[Due]:
    """
    Claim due updates, oldest first.

    Args:
        until: The time from which others may claim what's left.
        share: The most updates to claim for one workspace.
    """
    connection = await session.connection()
    order = (col(OutboxRow.not_before), col(OutboxRow.id))
    place = func.row_number().over(partition_by=col(OutboxRow.workspace_id), order_by=order)
    ranked = (
        select(col(OutboxRow.id), place.label("place"))
        .where(_due(now), *_allowed(session, now))
        .subquery()
    )
    fair = select(ranked.c.id).where(ranked.c.place <= share).limit(limit)
    free = (
        select(col(OutboxRow.id))
        .where(col(OutboxRow.id).in_(fair), _due(now))
        .with_for_update(skip_locked=True)
    )
    taken = await connection.execute(
        update(OutboxRow)
        .where(col(OutboxRow.id).in_(free.scalar_subquery()))
        .values(not_before=until)
        .returning(col(OutboxRow.id))
    )
    return await _read(session, [id_ for id_ in taken.scalars() if id_])


async def _read(session: Session, ids: Sequence[int]) -> list[Due]:
    rows = await session.exec(
        select(OutboxRow, WorkspaceRow)
        .join(WorkspaceRow, col(WorkspaceRow.id) == col(OutboxRow.workspace_id))
        .where(col(OutboxRow.id).in_(ids))
        .order_by(col(OutboxRow.id))
    )
    return [
        Due(Shown(Kind(row.kind), row.delivery_id, row.channel, row.ts), workspace_of(workspace))
        for row, workspace in rows
    ]


def _allowed(session: Session, now: datetime) -> tuple[Any, ...]:
    """Build conditions for workspaces that this process serves and that accept calls now."""
    workspace_id = OutboxRow.workspace_id
    return col(workspace_id).not_in(closed(now)), ours(session, workspace_id)


def _due(now: datetime) -> Any:
    not_before = col(OutboxRow.not_before)
    return or_(not_before <= now, not_before > now + FAR)


def _is(shown: Shown) -> tuple[Any, ...]:
    return (
        col(OutboxRow.delivery_id) == shown.delivery_id,
        col(OutboxRow.kind) == shown.kind,
        col(OutboxRow.channel) == shown.channel,
        col(OutboxRow.ts) == shown.ts,
    )


def _key(shown: Shown) -> dict[str, object]:
    return {
        "delivery": shown.delivery_id,
        "kind": shown.kind,
        "channel": shown.channel,
        "ts": shown.ts,
    }


_READ: tuple[Any, ...] = (
    col(OutboxRow.id),
    col(OutboxRow.version),
    col(OutboxRow.attempts),
    col(OutboxRow.workspace_id),
)

VERSION = select(*_READ).where(
    col(OutboxRow.delivery_id) == bindparam("delivery"),
    col(OutboxRow.kind) == bindparam("kind"),
    col(OutboxRow.channel) == bindparam("channel"),
    col(OutboxRow.ts) == bindparam("ts"),
)


CARDS_OF = (
    select(col(OutboxRow.delivery_id))
    .where(col(OutboxRow.member_id) == bindparam("member_id"), OutboxRow.kind == Kind.CARD)
    .where(col(OutboxRow.not_before) <= bindparam("now"))
    .order_by(col(OutboxRow.id))
)


@cache
def _add(dialect: str) -> Executable:
    rows = OutboxRow.__table__  # type: ignore[attr-defined]
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    values: tuple[Any, ...] = (
        col(DeliveryRow.workspace_id),
        col(DeliveryRow.member_id),
        col(DeliveryRow.id),
        bindparam("kind", type_=rows.c.kind.type),
        bindparam("channel", type_=rows.c.channel.type),
        bindparam("ts", type_=rows.c.ts.type),
        literal(1),
        literal(0),
        bindparam("not_before", type_=rows.c.not_before.type),
        bindparam("now", type_=rows.c.created_at.type),
    )
    theirs = select(*values).where(
        col(DeliveryRow.id) == bindparam("delivery"),
        or_(
            bindparam("kind", type_=rows.c.kind.type) == Kind.TICK,
            col(DeliveryRow.form) != Form.COACH,
        ),
    )
    columns = [column.name for column in rows.c if column.name != "id"]
    adding = insert(rows).from_select(columns, theirs)
    sooner, known = adding.excluded.not_before, rows.c.not_before
    return adding.on_conflict_do_update(
        index_elements=["delivery_id", "kind", "channel", "ts"],
        set_={
            "version": rows.c.version + 1,
            "not_before": case((sooner < known, sooner), else_=known),
        },
    )
