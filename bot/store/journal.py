"""A member's nudges with what they answered, as a journal tells it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.reply import Answer
from bot.store.replies import answers
from bot.store.tables import DeliveryRow, EnrolmentRow


@dataclass(frozen=True, slots=True)
class Entry:
    """One nudge that reached a member: its id, when it was sent (UTC), and their answer."""

    delivery_id: int
    enrolment_id: int
    nudge: str
    sent_at: datetime
    answer: Answer


async def newest(
    session: AsyncSession, member_id: int, limit: int, coach_id: int | None = None
) -> list[Entry]:
    """
    A member's newest nudges.

    Args:
        coach_id: Only what was answered under this coach: each card named its own reader.
    """
    query = (
        select(DeliveryRow.id, DeliveryRow.enrolment_id, DeliveryRow.nudge, DeliveryRow.sent_at)
        .where(DeliveryRow.member_id == member_id, col(DeliveryRow.sent_at).is_not(None))
        .where(DeliveryRow.nudge != "")
        .order_by(col(DeliveryRow.sent_at).desc())
        .limit(limit)
    )
    if coach_id is not None:
        theirs = select(EnrolmentRow.id).where(EnrolmentRow.coach_id == coach_id)
        query = query.where(col(DeliveryRow.enrolment_id).in_(theirs))
    rows = list(await session.exec(query))
    said = await answers(session, [row[0] for row in rows if row[0]])
    return [
        Entry(id_, enrolment_id, nudge, sent_at, said[id_])
        for id_, enrolment_id, nudge, sent_at in rows
        if id_ and sent_at
    ]
