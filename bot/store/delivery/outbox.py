"""
What has still to be shown in Slack: written in the transaction that changes what is true.

A row says only *that* something has to be brought up to date; how it looks is read when it is
drawn. So two changes of one card end in the newest state, whoever draws it, and drawing it twice
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
"""How long whoever changed something has to show it, before it's left to the others."""

AT_ONCE = timedelta()
"""The grace of a change that nobody shows right after it."""

MOST_TRIES = 200
"""How often something is tried that Slack neither shows nor calls impossible: for two days."""

FAR = timedelta(hours=1)
"""A time further ahead than any wait was written before the clock was put back."""


class Kind(StrEnum):
    """What is shown."""

    CARD = "card"
    EARLIER = "earlier"
    TICK = "tick"


@dataclass(frozen=True, slots=True, order=True)
class Shown:
    """
    Something that is shown.

    Attributes:
        channel: Where a ticked message is, with *ts*; "" for a card.
    """

    kind: Kind
    delivery_id: int
    channel: str = ""
    ts: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """The change that was read before something was drawn."""

    id: int
    version: int
    attempts: int
    workspace_id: int


@dataclass(frozen=True, slots=True)
class Due:
    """Something to show now."""

    shown: Shown
    workspace: Workspace


def card(delivery_id: int) -> Shown:
    """A delivery's own message, and all that was sent about it."""
    return Shown(Kind.CARD, delivery_id)


def earlier(delivery_id: int) -> Shown:
    """What was sent before a delivery about the same nudge."""
    return Shown(Kind.EARLIER, delivery_id)


def tick(delivery_id: int, channel: str, ts: str) -> Shown:
    """The mark on a message that answers a delivery."""
    return Shown(Kind.TICK, delivery_id, channel, ts)


async def add(session: Session, shown: Shown, now: datetime, grace: timedelta = GRACE) -> None:
    """
    Have something brought up to date; a coach's own words always are.

    The Home tab of the coach who reads says the same as a card, and is owed with it.

    Args:
        grace: How long it's left to whoever changes it.
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
    """The newest change of something, to be read before its state is; None if all is shown."""
    connection = await session.connection()
    row = (await connection.execute(VERSION, _key(shown))).first()
    return None if row is None else Version(*row)


async def close(session: Session, shown: Shown, drawn: Version, now: datetime) -> None:
    """
    Note that something was drawn as it was at that change.

    What has changed meanwhile, or was drawn by another process, is drawn once more: of two who
    draw at once, the one with the older state may have come last.
    """
    closed_ = await session.exec(
        delete(OutboxRow)
        .where(col(OutboxRow.id) == drawn.id, col(OutboxRow.version) == drawn.version)
        .returning(col(OutboxRow.id))
    )
    if closed_.first() is None:
        await add(session, shown, now, AT_ONCE)


async def put_off(session: Session, shown: Shown, until: datetime, *, counts: bool) -> None:
    """Try something again later."""
    await session.exec(
        update(OutboxRow)
        .where(*_is(shown))
        .values(not_before=until, attempts=OutboxRow.attempts + int(counts))
    )


async def give_up(session: Session, shown: Shown) -> None:
    """Leave something as it is in Slack."""
    await session.exec(delete(OutboxRow).where(*_is(shown)))


async def cards_of(session: Session, member_id: int, now: datetime) -> list[int]:
    """The deliveries of a member's whose cards nobody is about to draw."""
    found = await session.exec(CARDS_OF, params={"member_id": member_id, "now": now})
    return list(found)


async def came_late(session: Session, delivery_id: int, about_id: int | None) -> Shown | None:
    """What is out of date once a delivery has arrived that was drawn before that."""
    nudge = about_id or delivery_id
    row = (await session.exec(select(DeliveryRow).where(DeliveryRow.id == nudge))).one()
    if row.answered_at is not None:
        return card(nudge)
    return earlier(delivery_id) if about_id else None


async def any_due(session: Session, now: datetime) -> bool:
    """Whether anything is left to show: most of the time all is shown at once."""
    connection = await session.connection()
    waiting = exists().where(_due(now), *_allowed(session, now))
    return bool(await connection.scalar(select(waiting)))


async def claim(
    session: Session, now: datetime, until: datetime, share: int, limit: int
) -> Sequence[Due]:
    """
    Take what is due, the oldest first.

    Args:
        until: When others may take it, if it's still there.
        share: How much of one workspace at most.
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
    """Only workspaces that this process serves and that take calls now."""
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
