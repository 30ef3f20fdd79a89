"""Read the state of a delivery that a member asked to get now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, ScalarSelect, Select, select
from sqlmodel import col

from bot.domain.delivery.ledger import OPEN, State
from bot.store.database.engine import Session
from bot.store.tables import AttemptRow, DeliveryRow, WorkspaceRow

REFUSED = "member-gone"
"""Result of an attempt that Slack refused for this member."""

MOVED = "moved"
"""Result of an attempt that only rescheduled the delivery."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """
    A delivery that hasn't arrived yet, and the time of its next try.

    Attributes:
        held_up: Its newest attempt was a post that didn't arrive; Slack sets the time of the next.
        refused: Its newest attempt failed because Slack refuses any message to this member.
        next_try: The earliest time of the next try: its own or the workspace's, whichever is
            later.
        reason: Slack's error code.
    """

    delivery_id: int
    nudge: str
    state: State
    held_up: bool
    refused: bool
    next_try: datetime
    reason: str


async def on_its_way(
    session: Session, enrolment_id: int, forms: Collection[str]
) -> Waiting | None:
    """Return the oldest delivery of these forms that hasn't reached its member yet."""
    return await _first(
        session,
        _waiting()
        .where(col(DeliveryRow.enrolment_id) == enrolment_id)
        .where(col(DeliveryRow.state).in_(OPEN), col(DeliveryRow.form).in_(forms))
        .order_by(col(DeliveryRow.id))
        .limit(1),
    )


async def one(session: Session, delivery_id: int) -> Waiting | None:
    """Return the state of this delivery."""
    return await _first(session, _waiting().where(col(DeliveryRow.id) == delivery_id))


async def place(session: Session, delivery_id: int) -> tuple[str, str]:
    """Return the channel and `ts` of a delivery's message."""
    connection = await session.connection()
    rows = await connection.execute(
        select(col(DeliveryRow.channel), col(DeliveryRow.ts)).where(
            col(DeliveryRow.id) == delivery_id
        )
    )
    channel, ts = rows.one()
    return channel, ts


def _waiting() -> Select[Any]:
    columns: tuple[Any, ...] = (
        col(DeliveryRow.id),
        col(DeliveryRow.nudge),
        col(DeliveryRow.state),
        col(DeliveryRow.not_before),
        col(DeliveryRow.closed_reason),
        col(WorkspaceRow.quiet_until),
        _newest_attempt().label("newest"),
    )
    return select(*columns).join(
        WorkspaceRow, col(WorkspaceRow.id) == col(DeliveryRow.workspace_id)
    )


def _newest_attempt() -> ScalarSelect[str]:
    return (
        select(col(AttemptRow.result))
        .where(col(AttemptRow.delivery_id) == col(DeliveryRow.id))
        .order_by(col(AttemptRow.id).desc())
        .limit(1)
        .correlate(DeliveryRow)
        .scalar_subquery()
    )


async def _first(session: Session, query: Select[Any]) -> Waiting | None:
    row = (await (await session.connection()).execute(query)).first()
    return None if row is None else _read(row)


def _read(row: Row[Any]) -> Waiting:
    return Waiting(
        delivery_id=row.id,
        nudge=row.nudge,
        state=State(row.state),
        held_up=row.newest not in (None, MOVED, REFUSED),
        refused=row.newest == REFUSED,
        next_try=max(row.not_before, row.quiet_until or row.not_before),
        reason=row.closed_reason,
    )
