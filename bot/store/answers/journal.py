"""A member's nudges and answers, as shown in their journal and to their coach."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, cast, func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.answers.reply import Answer, Outcome
from bot.domain.reports.month import Came
from bot.store.answers.replies import answers, answers_for
from bot.store.privacy import readers
from bot.store.privacy.private_days import IS_PRIVATE
from bot.store.tables import DeliveryRow, EnrolmentRow

REACHED_MEMBER = (
    col(DeliveryRow.member_id) == bindparam("member_id"),
    col(DeliveryRow.sent_at).is_not(None),
    col(DeliveryRow.nudge) != "",
)

LATELY = (
    select(DeliveryRow.nudge, DeliveryRow.sent_at, DeliveryRow.outcome, DeliveryRow.answered_at)
    .where(*REACHED_MEMBER)
    .order_by(col(DeliveryRow.sent_at).desc(), col(DeliveryRow.id).desc())
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
    .order_by(col(DeliveryRow.sent_at).desc(), col(DeliveryRow.id).desc())
    .limit(bindparam("most"))
)

NEWEST_FOR_COACH = (
    select(  # type: ignore[call-overload]
        DeliveryRow.id,
        DeliveryRow.enrolment_id,
        DeliveryRow.nudge,
        DeliveryRow.sent_at,
        IS_PRIVATE,
        readers.is_stuck_for(),
    )
    .join(EnrolmentRow, col(EnrolmentRow.id) == col(DeliveryRow.enrolment_id))
    .where(*REACHED_MEMBER, readers.knows_of())
    .order_by(col(DeliveryRow.sent_at).desc(), col(DeliveryRow.id).desc())
    .limit(bindparam("most"))
)

ANSWERED = (
    select(
        cast(readers.is_kept(), Integer).label("kept"),
        cast(readers.reads_some(), Integer).label("read"),
    )
    .select_from(DeliveryRow)
    .join(EnrolmentRow, col(EnrolmentRow.id) == col(DeliveryRow.enrolment_id))
    .where(col(DeliveryRow.member_id) == bindparam("member_id"), DeliveryRow.nudge != "")
    .where(col(DeliveryRow.answered_at).is_not(None), readers.knows_of())
    .subquery()
)

READABLE = select(
    func.coalesce(func.sum(ANSWERED.c.read), 0), func.coalesce(func.sum(ANSWERED.c.kept), 0)
)


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One nudge that reached a member: its id, when it was sent (UTC), and their answer.

    Attributes:
        private: Its day was private, or that is unknown.
        is_stuck: The member told this coach *Stuck*, even if the answer is kept private.
    """

    delivery_id: int
    enrolment_id: int
    nudge: str
    sent_at: datetime
    answer: Answer
    private: bool
    is_stuck: bool = False


async def lately(session: AsyncSession, member_id: int, limit: int) -> list[Came]:
    """Return the outcomes of the newest nudges, newest first, without the answers' text."""
    rows = await session.exec(LATELY, params={"member_id": member_id, "most": limit})
    return [
        Came(nudge, sent_at, Outcome(outcome) if outcome else None, answered_at)
        for nudge, sent_at, outcome, answered_at in rows
        if sent_at
    ]


async def readable(session: AsyncSession, member_id: int, coach_id: int) -> tuple[int, int]:
    """Count the answers a coach can read, and those the member keeps from them."""
    whose = {"member_id": member_id, "coach_id": coach_id}
    readable, kept = (await session.exec(READABLE, params=whose)).one()
    return readable, kept


async def newest(
    session: AsyncSession, member_id: int, limit: int, *, for_export: bool = False
) -> list[Entry]:
    """
    Return a member's newest nudges, for the member.

    Args:
        for_export: Include the words that are withheld everywhere else.
    """
    rows = list(await session.exec(NEWEST, params={"member_id": member_id, "most": limit}))
    said = await answers(session, [row[0] for row in rows], for_export=for_export)
    return [_entry(row, said) for row in rows]


async def newest_for(
    session: AsyncSession, member_id: int, limit: int, coach_id: int
) -> list[Entry]:
    """Return a member's newest nudges and answers, limited to what a coach may know."""
    whose = {"member_id": member_id, "most": limit, "coach_id": coach_id}
    rows = list(await session.exec(NEWEST_FOR_COACH, params=whose))
    said = await answers_for(session, [row[0] for row in rows], coach_id)
    return [replace(_entry(row, said), is_stuck=bool(row[5])) for row in rows]


def _entry(row: Any, said: Mapping[int, Answer]) -> Entry:
    id_, enrolment_id, nudge, sent_at, private = row[:5]
    return Entry(id_, enrolment_id, nudge, sent_at, said[id_], bool(private))
