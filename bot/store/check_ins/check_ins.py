"""Check-ins: sent after a silence, answered by a tap or by any other activity."""

from datetime import datetime

from sqlalchemy import bindparam, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.delivery.ledger import Form, State
from bot.store.answers.choices import UNANSWERED
from bot.store.delivery import ledger, outbox
from bot.store.tables import DeliveryRow

IS_CHECK_IN = col(DeliveryRow.form) == Form.CHECK_IN

OPEN = (IS_CHECK_IN, UNANSWERED, col(DeliveryRow.member_id) == bindparam("whose"))

SKIPPED = ledger.skipping("answered", *OPEN)

ANSWERED = (
    update(DeliveryRow)
    .where(*OPEN)
    .where(col(DeliveryRow.state).in_((State.SENDING, State.SENT, State.UNKNOWN)))
    .values(answered_at=bindparam("now"))
    .returning(col(DeliveryRow.id))
)


async def wake(session: AsyncSession, member_id: int, now: datetime) -> bool:
    """
    Take any activity as the answer to a member's check-in.

    Returns:
        True if a check-in was open, so that the track has to be replanned.
    """
    connection = await session.connection()
    skipped = await connection.scalars(SKIPPED, {"whose": member_id})
    rows = await session.exec(ANSWERED, params={"whose": member_id, "now": now})
    answered = rows.scalars().all()
    for delivery_id in answered:
        await outbox.add(session, outbox.card(delivery_id or 0), now, outbox.AT_ONCE)
    return bool(skipped.all()) or bool(answered)
