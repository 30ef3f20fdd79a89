"""Answers to messages that ask one question with a button for each answer."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, update
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
    if not await is_of(session, form, delivery_id, member_id):
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


async def is_of(session: AsyncSession, form: Form, delivery_id: int, member_id: int) -> bool:
    """Return True if such a question is a member's own."""
    mine = _own(form, delivery_id, member_id)
    return (await session.exec(select(DeliveryRow.id).where(*mine))).first() is not None


async def reopen(
    session: AsyncSession,
    form: Form,
    delivery_id: int,
    member_id: int,
    choices: Collection[str],
) -> datetime | None:
    """
    Ask a question again whose answer was one of these.

    Returns:
        When it had been answered, UTC; None if it wasn't, or isn't the member's.
    """
    chosen = (
        *_own(form, delivery_id, member_id),
        col(DeliveryRow.closed_reason).in_(choices),
    )
    at = (await session.exec(select(DeliveryRow.answered_at).where(*chosen))).first()
    if at is not None:
        await session.exec(
            update(DeliveryRow).where(*chosen).values(answered_at=None, closed_reason="")
        )
    return at


def _own(form: Form, delivery_id: int, member_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        col(DeliveryRow.form) == form,
        col(DeliveryRow.id) == delivery_id,
        col(DeliveryRow.member_id) == member_id,
    )
