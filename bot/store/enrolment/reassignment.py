"""Change of coach: hand over enrolments and follow-ups, and resume stopped enrolments."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.enrolment.enrolment import Enrolment, EnrolmentState
from bot.domain.follow_up.follow_up import Reason
from bot.store.enrolment.enrolments import enrolment_of
from bot.store.tables import EnrolmentRow, FollowUpRow, MemberRow


async def find(session: AsyncSession, enrolment_id: int) -> Enrolment | None:
    """Return an enrolment by its id, or None if its member was erased."""
    found = await session.exec(select(EnrolmentRow).where(EnrolmentRow.id == enrolment_id))
    row = found.first()
    return enrolment_of(row) if row else None


NOT_FROM_ANSWERS = (Reason.ASKED, Reason.UNREACHABLE, Reason.SILENT, Reason.GOOD_NEWS)
"""
Reasons that are handed to another coach because they say nothing of an answer.

The others are reassessed by what the new coach may know (`coaching/follow_up/signals.py`), and an
answer to a coach stays with that coach.
"""


async def give(
    session: AsyncSession, enrolment_ids: Sequence[int], coach_id: int, now: datetime
) -> None:
    """Hand these enrolments to another coach."""
    await session.exec(
        update(EnrolmentRow)
        .where(col(EnrolmentRow.id).in_(enrolment_ids))
        .values(coach_id=coach_id, handed_at=now)
    )


async def wait_again(session: AsyncSession, enrolment_id: int) -> None:
    """Put a started enrolment back in the queue."""
    await _change(
        session, enrolment_id, state=EnrolmentState.QUEUED, next_due_at=None, last_day=None
    )


async def go_on(
    session: AsyncSession, enrolment_id: int, next_due: datetime | None, last_day: date | None
) -> None:
    """Resume a stopped enrolment."""
    await _change(
        session,
        enrolment_id,
        state=EnrolmentState.ACTIVE,
        next_due_at=next_due,
        last_day=last_day,
        ended_at=None,
    )


async def give_follow_ups(
    session: AsyncSession, member_ids: Sequence[int], from_id: int, to_id: int
) -> None:
    """Hand open items about these members to another coach, unless an answer is in them."""
    await session.exec(
        update(FollowUpRow)
        .where(col(FollowUpRow.member_id).in_(member_ids), col(FollowUpRow.coach_id) == from_id)
        .where(col(FollowUpRow.closed_at).is_(None))
        .where(col(FollowUpRow.reason).in_(NOT_FROM_ANSWERS))
        .values(coach_id=to_id)
    )


async def called(session: AsyncSession, member_ids: Sequence[int]) -> dict[int, str]:
    """Return the Slack ids of these members."""
    rows = await session.exec(
        select(MemberRow.id, MemberRow.slack_id).where(col(MemberRow.id).in_(member_ids))
    )
    return {id_: slack_id for id_, slack_id in rows if id_ is not None}


async def _change(session: AsyncSession, enrolment_id: int, **values: object) -> None:
    await session.exec(
        update(EnrolmentRow).where(col(EnrolmentRow.id) == enrolment_id).values(**values)
    )
