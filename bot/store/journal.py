"""A member's nudges with what they answered, as a journal tells it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, cast, func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.month import Came
from bot.domain.reply import Answer, Outcome
from bot.store.replies import answers
from bot.store.tables import DeliveryRow, EnrolmentRow, ReplyRow


@dataclass(frozen=True, slots=True)
class Entry:
    """One nudge that reached a member: its id, when it was sent (UTC), and their answer."""

    delivery_id: int
    enrolment_id: int
    nudge: str
    sent_at: datetime
    answer: Answer


async def lately(session: AsyncSession, member_id: int, limit: int) -> list[Came]:
    """What came of the newest nudges, newest first: without a word of what was answered."""
    rows = await session.exec(
        select(
            DeliveryRow.nudge, DeliveryRow.sent_at, DeliveryRow.outcome, DeliveryRow.answered_at
        )
        .where(DeliveryRow.member_id == member_id, col(DeliveryRow.sent_at).is_not(None))
        .where(DeliveryRow.nudge != "")
        .order_by(col(DeliveryRow.sent_at).desc())
        .limit(limit)
    )
    return [
        Came(nudge, sent_at, Outcome(outcome) if outcome else None, answered_at)
        for nudge, sent_at, outcome, answered_at in rows
        if sent_at
    ]


async def readable(session: AsyncSession, member_id: int, coach_id: int) -> tuple[int, int]:
    """How many answers a coach can read, and how many the member keeps from them."""
    kept = func.max(cast(ReplyRow.private, Integer)).label("kept")
    each = (
        select(kept)
        .join(DeliveryRow, col(DeliveryRow.id) == col(ReplyRow.delivery_id))
        .join(EnrolmentRow, col(EnrolmentRow.id) == col(DeliveryRow.enrolment_id))
        .where(col(ReplyRow.member_id) == member_id, col(ReplyRow.withdrawn_at).is_(None))
        .where(col(DeliveryRow.answered_at).is_not(None), EnrolmentRow.coach_id == coach_id)
        .group_by(col(ReplyRow.delivery_id))
        .subquery()
    )
    sums = select(func.count(), func.coalesce(func.sum(each.c.kept), 0)).select_from(each)
    given, private = (await session.exec(sums)).one()
    return given - private, private


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
