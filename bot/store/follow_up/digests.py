"""Coaches' Monday digests: plan them, claim each once, record the outcome, read the content."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import desc, distinct, exists, func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.answers.reply import Outcome
from bot.domain.follow_up.digest import Deed, Due
from bot.domain.people.people import Coach, Workspace
from bot.store.database.insert_if_absent import insert_new
from bot.store.database.served import ours
from bot.store.people.people import coach_of, workspace_of
from bot.store.privacy import readers
from bot.store.tables import (
    CoachRow,
    DeliveryRow,
    DigestRow,
    EnrolmentRow,
    MemberRow,
    PromiseRow,
    WorkspaceRow,
)


@dataclass(frozen=True, slots=True)
class Monday:
    """A coach's digest for one Monday, due or being sent."""

    id: int
    monday: date
    coach: Coach
    workspace: Workspace
    state: str
    started_at: datetime | None
    looks: int


async def coaches(session: AsyncSession, monday: date) -> list[Coach]:
    """Return all coaches who want a digest and don't have one planned for that Monday."""
    theirs = col(DigestRow.coach_id) == col(CoachRow.id)
    rows = await session.exec(
        select(CoachRow)
        .join(WorkspaceRow, col(WorkspaceRow.id) == col(CoachRow.workspace_id))
        .where(CoachRow.digest_at != "", col(CoachRow.dismissed_at).is_(None))
        .where(col(CoachRow.deactivated).is_(False), col(WorkspaceRow.stopped_at).is_(None))
        .where(~exists().where(theirs, col(DigestRow.monday) == monday))
        .where(ours(session, CoachRow.workspace_id))
    )
    return [coach_of(row) for row in rows]


async def plan(session: AsyncSession, coach: Coach, monday: date) -> None:
    """Plan a coach's digest, once per Monday."""
    values = {"workspace_id": coach.workspace_id, "coach_id": coach.id, "monday": monday}
    await insert_new(session, DigestRow, values)


async def in_state(session: AsyncSession, state: str, limit: int) -> list[Monday]:
    """Return digests that are due or whose outcome is unknown."""
    rows = await session.exec(
        select(DigestRow, CoachRow, WorkspaceRow)
        .join(CoachRow, col(CoachRow.id) == col(DigestRow.coach_id))
        .join(WorkspaceRow, col(WorkspaceRow.id) == col(DigestRow.workspace_id))
        .where(DigestRow.state == state, col(WorkspaceRow.stopped_at).is_(None))
        .where(ours(session, DigestRow.workspace_id))
        .order_by(col(DigestRow.id))
        .limit(limit)
    )
    return [
        Monday(
            id=row.id or 0,
            monday=row.monday,
            coach=coach_of(coach),
            workspace=workspace_of(workspace),
            state=row.state,
            started_at=row.started_at,
            looks=row.looks,
        )
        for row, coach, workspace in rows
    ]


async def move(session: AsyncSession, one: Monday, state: str, **values: object) -> bool:
    """Change a digest unless it has changed since; False if another process was first."""
    changed = await session.exec(
        update(DigestRow)
        .where(col(DigestRow.id) == one.id, col(DigestRow.state) == one.state)
        .where(col(DigestRow.started_at).is_not_distinct_from(one.started_at))
        .values(state=state, **values)
        .returning(col(DigestRow.id))
    )
    return changed.first() is not None


async def mark(
    session: AsyncSession, id_: int, started_at: datetime, state: str, looks: int
) -> None:
    """Record the outcome of a digest that was claimed at that time."""
    await session.exec(
        update(DigestRow)
        .where(col(DigestRow.id) == id_, col(DigestRow.state) == "sending")
        .where(col(DigestRow.started_at) == started_at)
        .values(state=state, looks=looks)
    )


async def set_hour(session: AsyncSession, coach_id: int, at: str) -> None:
    """Save the time a coach wants their digest; "" for never."""
    await session.exec(update(CoachRow).where(col(CoachRow.id) == coach_id).values(digest_at=at))


async def moved(session: AsyncSession, coach_id: int, since: datetime, limit: int) -> list[str]:
    """Return the Slack ids of members who acted recently, most active first."""
    query = (
        _did(coach_id, since, MemberRow.slack_id)
        .group_by(col(MemberRow.id), col(MemberRow.slack_id))
        .order_by(desc(func.count(distinct(col(DeliveryRow.id)))), col(MemberRow.id))
        .limit(limit)
    )
    return list(await session.exec(query))


async def deeds(session: AsyncSession, coach_id: int, since: datetime) -> list[Deed]:
    """Return the nudge that was done most recently, if any."""
    query = _did(coach_id, since, MemberRow.slack_id, DeliveryRow.nudge)
    newest = query.order_by(col(DeliveryRow.answered_at).desc(), col(DeliveryRow.id).desc()).limit(
        1
    )
    return [Deed(*row) for row in await session.exec(newest)]


async def promised(session: AsyncSession, coach_id: int, by: date) -> list[Due]:
    """Return a coach's open promises due by then."""
    rows = await session.exec(
        select(col(MemberRow.slack_id), col(PromiseRow.due))
        .join(MemberRow, col(MemberRow.id) == col(PromiseRow.member_id))
        .where(PromiseRow.coach_id == coach_id, col(PromiseRow.closed_at).is_(None))
        .where(PromiseRow.due <= by)
        .where(col(PromiseRow.member_id).in_(readers.members_read_by(coach_id)))
        .order_by(col(PromiseRow.due), col(PromiseRow.id))
    )
    return [Due(*row) for row in rows]


def _did(coach_id: int, since: datetime, *columns: Any) -> Any:
    """Select what members say they did and don't keep private; private days are left out."""
    return (
        select(*columns)
        .select_from(EnrolmentRow)
        .join(DeliveryRow, col(DeliveryRow.enrolment_id) == col(EnrolmentRow.id))
        .join(MemberRow, col(MemberRow.id) == col(DeliveryRow.member_id))
        .where(readers.is_own(coach_id), readers.outcome_for(coach_id) == Outcome.DID)
        .where(col(DeliveryRow.outcome) == Outcome.DID, col(DeliveryRow.answered_at) >= since)
        .where(col(DeliveryRow.nudge) != "")
    )
