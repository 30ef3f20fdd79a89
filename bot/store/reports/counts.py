"""Count the people each coach looks after; nothing about individuals is read."""

from dataclasses import dataclass

from sqlalchemy import case, distinct, func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.enrolment.enrolment import EnrolmentState
from bot.store.tables import CoachRow, EnrolmentRow


@dataclass(frozen=True, slots=True)
class Count:
    """One coach's numbers of people: in total, on a track now, and finished with one."""

    coach: str
    people: int
    running: int
    finished: int


async def by_coach(session: AsyncSession, workspace_id: int) -> list[Count]:
    """Return the counts of every coach in a workspace who has people, by name."""

    def people(state: str) -> object:
        own = case((col(EnrolmentRow.state) == state, col(EnrolmentRow.member_id)))
        return func.count(distinct(own))

    rows = await session.exec(
        select(  # type: ignore[call-overload]
            CoachRow.slack_id,
            func.count(distinct(col(EnrolmentRow.member_id))),
            people(EnrolmentState.ACTIVE),
            people(EnrolmentState.FINISHED),
        )
        .join(EnrolmentRow, col(EnrolmentRow.coach_id) == col(CoachRow.id))
        .where(
            CoachRow.workspace_id == workspace_id,
            col(EnrolmentRow.state) != EnrolmentState.STOPPED,
        )
        .group_by(col(CoachRow.id), col(CoachRow.slack_id), col(CoachRow.name))
        .order_by(col(CoachRow.name))
    )
    return [Count(*row) for row in rows]
