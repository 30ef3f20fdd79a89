"""A member's nudges with what they answered, as a journal tells it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, bindparam, cast, func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.month import Came
from bot.domain.reply import Answer, Outcome
from bot.store.private_days import IS_PRIVATE
from bot.store.replies import answers
from bot.store.tables import DeliveryRow, EnrolmentRow, ReplyRow

REACHED_MEMBER = (
    col(DeliveryRow.member_id) == bindparam("member_id"),
    col(DeliveryRow.sent_at).is_not(None),
    col(DeliveryRow.nudge) != "",
)

LATELY = (
    select(DeliveryRow.nudge, DeliveryRow.sent_at, DeliveryRow.outcome, DeliveryRow.answered_at)
    .where(*REACHED_MEMBER)
    .order_by(col(DeliveryRow.sent_at).desc())
    .limit(bindparam("most"))
)

NEWEST = (
    select(  # type: ignore[call-overload]
        DeliveryRow.id,
        DeliveryRow.enrolment_id,
        DeliveryRow.nudge,
        DeliveryRow.sent_at,
        IS_PRIVATE,
    )
    .where(*REACHED_MEMBER)
    .order_by(col(DeliveryRow.sent_at).desc())
    .limit(bindparam("most"))
)

UNDER_COACH = select(EnrolmentRow.id).where(col(EnrolmentRow.coach_id) == bindparam("coach_id"))

NEWEST_UNDER = NEWEST.where(col(DeliveryRow.enrolment_id).in_(UNDER_COACH))

KEPT = (
    select(func.max(cast(ReplyRow.private, Integer)).label("kept"))
    .join(DeliveryRow, col(DeliveryRow.id) == col(ReplyRow.delivery_id))
    .where(col(ReplyRow.member_id) == bindparam("member_id"), col(ReplyRow.withdrawn_at).is_(None))
    .where(col(DeliveryRow.answered_at).is_not(None))
    .where(col(DeliveryRow.enrolment_id).in_(UNDER_COACH))
    .group_by(col(ReplyRow.delivery_id))
    .subquery()
)

READABLE = select(func.count(), func.coalesce(func.sum(KEPT.c.kept), 0)).select_from(KEPT)


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One nudge that reached a member: its id, when it was sent (UTC), and their answer.

    Attributes:
        private: Its day was private, or nobody knows.
    """

    delivery_id: int
    enrolment_id: int
    nudge: str
    sent_at: datetime
    answer: Answer
    private: bool


async def lately(session: AsyncSession, member_id: int, limit: int) -> list[Came]:
    """What came of the newest nudges, newest first: without a word of what was answered."""
    rows = await session.exec(LATELY, params={"member_id": member_id, "most": limit})
    return [
        Came(nudge, sent_at, Outcome(outcome) if outcome else None, answered_at)
        for nudge, sent_at, outcome, answered_at in rows
        if sent_at
    ]


async def readable(session: AsyncSession, member_id: int, coach_id: int) -> tuple[int, int]:
    """How many answers a coach can read, and how many the member keeps from them."""
    whose = {"member_id": member_id, "coach_id": coach_id}
    given, private = (await session.exec(READABLE, params=whose)).one()
    return given - private, private


async def newest(
    session: AsyncSession,
    member_id: int,
    limit: int,
    coach_id: int | None = None,
    *,
    for_export: bool = False,
) -> list[Entry]:
    """
    A member's newest nudges.

    Args:
        coach_id: Only what was answered under this coach: each card named its own reader.
        for_export: With the words that are withheld everywhere else.
    """
    query = NEWEST if coach_id is None else NEWEST_UNDER
    whose = {"member_id": member_id, "most": limit, "coach_id": coach_id}
    rows = list(await session.exec(query, params=whose))
    said = await answers(session, [row[0] for row in rows if row[0]], for_export=for_export)
    return [
        Entry(id_, enrolment_id, nudge, sent_at, said[id_], private)
        for id_, enrolment_id, nudge, sent_at, private in rows
        if id_ and sent_at
    ]
