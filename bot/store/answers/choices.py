"""Answers to messages that ask one question with a button for each answer."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.delivery.ledger import Form
from bot.store.delivery import outbox
from bot.store.tables import DeliveryRow

UNANSWERED = col(DeliveryRow.answered_at).is_(None)


async def choose(
    session: AsyncSession,
    form: Form,
    delivery_id: int,
    member_id: int,
    choice: str,
    now: datetime,
) -> bool | None:
    """
    Record the tap on one of the buttons.

    Returns:
        False if it was already answered; None if it isn't the member's or no longer exists.
    """
    mine = (
        col(DeliveryRow.form) == form,
        DeliveryRow.id == delivery_id,
        DeliveryRow.member_id == member_id,
    )
    there = await session.exec(select(DeliveryRow.id).where(*mine))
    if there.first() is None:
        return None
    chosen = await session.exec(
        update(DeliveryRow)
        .where(UNANSWERED, col(DeliveryRow.id) == delivery_id)
        .values(answered_at=now, closed_reason=choice)
        .returning(col(DeliveryRow.id))
    )
    if chosen.first() is None:
        return False
    await outbox.add(session, outbox.card(delivery_id), now)
    return True
