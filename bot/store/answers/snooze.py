"""Snoozed nudges: the one pending message for each, until the nudge is answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.delivery.delivery import NewDelivery
from bot.domain.delivery.ledger import Form, State
from bot.store.answers.reply_target import Asked
from bot.store.delivery import ledger
from bot.store.tables import DeliveryRow


@dataclass(frozen=True, slots=True)
class Return:
    """
    The state of a snoozed nudge.

    Attributes:
        at: The time it comes back, or None.
        newest: The newest delivery in which it came back, or 0.
    """

    at: datetime | None = None
    newest: int = 0


NOT_PUT_OFF = Return()

RETURNS = (
    select(DeliveryRow)
    .where(col(DeliveryRow.about_id).in_(bindparam("delivery_ids")))
    .where(col(DeliveryRow.form) == Form.SNOOZED)
    .order_by(col(DeliveryRow.id))
)


async def returns(session: AsyncSession, delivery_ids: Sequence[int]) -> dict[int, Return]:
    """Return the snooze state of those nudges that will come back or have come back."""
    if not delivery_ids:
        return {}
    rows = await session.exec(RETURNS, params={"delivery_ids": delivery_ids})
    found: dict[int, Return] = {}
    for row in rows:
        about, before = row.about_id or 0, found.get(row.about_id or 0, NOT_PUT_OFF)
        if row.state in {State.DUE, State.CLAIMED}:
            found[about] = replace(before, at=row.not_before)
        elif row.state == State.SENT:
            found[about] = replace(before, newest=row.id or 0)
    return found


async def is_newest(session: AsyncSession, to: Asked) -> bool:
    """Return True if no newer nudge of the track exists."""
    newer = await session.exec(
        select(DeliveryRow.id)
        .where(DeliveryRow.enrolment_id == to.enrolment_id, DeliveryRow.nudge != "")
        .where(col(DeliveryRow.id) > to.delivery_id)
        .limit(1)
    )
    return newer.first() is None


async def came_back_since(session: AsyncSession, to: Asked, since: datetime) -> bool:
    """Return True if it has already come back in the sending window that began at *since*."""
    found = await session.exec(
        select(DeliveryRow.id)
        .where(DeliveryRow.about_id == to.delivery_id, DeliveryRow.form == Form.SNOOZED)
        .where(col(DeliveryRow.started_at) >= since)
        .limit(1)
    )
    return found.first() is not None


async def put_off(session: AsyncSession, to: Asked, at: datetime, expires_at: datetime) -> None:
    """
    Snooze a nudge until *at*; one already snoozed is moved to that time.

    The caller locks the enrolment, so that each `turn` is used once.
    """
    its_return = (
        col(DeliveryRow.about_id) == to.delivery_id,
        col(DeliveryRow.form) == Form.SNOOZED,
    )
    if await ledger.release(session, *its_return, not_before=at, expires_at=expires_at):
        return
    again = NewDelivery(
        workspace_id=to.workspace_id,
        enrolment_id=to.enrolment_id,
        member_id=to.member_id,
        form=Form.SNOOZED,
        turn=await ledger.next_turn(session, to.enrolment_id, Form.SNOOZED),
        about_id=to.delivery_id,
        reason="put-off",
        due_at=at,
        not_before=at,
        expires_at=expires_at,
    )
    await ledger.add(session, [again])
