"""Check-ins: asked after a silence, answered by a tap or by any other sign of life."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.ledger import Form, State
from bot.store.choices import UNANSWERED
from bot.store.ledger import CLAIMED, DUE
from bot.store.tables import DeliveryRow

IS_CHECK_IN = col(DeliveryRow.form) == Form.CHECK_IN

BY_ITSELF = "came-back"
"""What an answer elsewhere leaves on a check-in that was never tapped."""

OPEN = update(DeliveryRow).where(
    IS_CHECK_IN, UNANSWERED, col(DeliveryRow.member_id) == bindparam("whose")
)

SKIPPED = (
    OPEN.where(or_(DUE, CLAIMED))
    .values(state=State.SKIPPED, closed_reason="answered", owner="", lease_until=None)
    .returning(col(DeliveryRow.id))
)

ANSWERED = (
    OPEN.where(col(DeliveryRow.state).in_((State.SENDING, State.SENT, State.UNKNOWN)))
    .values(answered_at=bindparam("now"))
    .returning(col(DeliveryRow.id))
)

UNFOLDED = (
    select(DeliveryRow.id)
    .where(IS_CHECK_IN, col(DeliveryRow.member_id) == bindparam("member_id"))
    .where(col(DeliveryRow.answered_at).is_not(None), col(DeliveryRow.closed_reason) == "")
    .where(col(DeliveryRow.state) == State.SENT)
)


async def wake(session: AsyncSession, member_id: int, now: datetime) -> bool:
    """
    Take a sign of life as the answer to a member's check-in.

    Returns:
        Whether one waited, so that the track has to be planned anew.
    """
    skipped = await session.exec(SKIPPED, params={"whose": member_id})
    answered = await session.exec(ANSWERED, params={"whose": member_id, "now": now})
    return bool(skipped.scalars().all()) | bool(answered.scalars().all())


async def unfolded(session: AsyncSession, member_id: int) -> list[int]:
    """Check-ins that were answered elsewhere, and whose message does not say so yet."""
    found = await session.exec(UNFOLDED, params={"member_id": member_id})
    return [id_ for id_ in found if id_]


async def note_folded(session: AsyncSession, delivery_ids: Collection[int]) -> None:
    """Note that the messages of these check-ins say that they were answered."""
    these = col(DeliveryRow.id).in_(delivery_ids)
    await session.exec(update(DeliveryRow).where(these).values(closed_reason=BY_ITSELF))
