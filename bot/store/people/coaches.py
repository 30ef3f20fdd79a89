"""Coaches and the members they look after."""

from datetime import datetime

from sqlalchemy import bindparam, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.enrolment.enrolment import EnrolmentState
from bot.domain.people.people import Coach, Member, Profile
from bot.store.database.insert_if_absent import insert_new
from bot.store.people.people import coach_of, member_of
from bot.store.privacy import readers
from bot.store.tables import CoachRow, EnrolmentRow, MemberRow

MEMBERS = (
    select(MemberRow)
    .where(col(MemberRow.id).in_(readers.members_of()))
    .order_by(col(MemberRow.name), col(MemberRow.id))
)

BY_ID = select(CoachRow).where(col(CoachRow.id) == bindparam("coach_id"))


async def coach(session: AsyncSession, workspace_id: int, slack_id: str) -> Coach | None:
    """Return the coach with that Slack id, unless dismissed."""
    row = (
        await session.exec(
            select(CoachRow)
            .where(CoachRow.workspace_id == workspace_id)
            .where(CoachRow.slack_id == slack_id)
            .where(col(CoachRow.dismissed_at).is_(None))
        )
    ).first()
    return None if row is None else coach_of(row)


async def by_id(session: AsyncSession, coach_id: int) -> Coach:
    """Return a coach named by an enrolment, dismissed or not."""
    return coach_of((await session.exec(BY_ID, params={"coach_id": coach_id})).one())


async def appoint(
    session: AsyncSession, workspace_id: int, profile: Profile, by: str, now: datetime
) -> Coach:
    """Make a person a coach; safe to repeat."""
    key = {"workspace_id": workspace_id, "slack_id": profile.slack_id}
    await insert_new(session, CoachRow, {**key, "appointed_at": now})
    await session.exec(
        update(CoachRow)
        .where(col(CoachRow.workspace_id) == workspace_id)
        .where(col(CoachRow.slack_id) == profile.slack_id)
        .values(name=profile.name, zone=profile.zone or "UTC", appointed_by=by)
        .values(dismissed_at=None, deactivated=False)
    )
    found = await coach(session, workspace_id, profile.slack_id)
    if found is None:
        raise LookupError(profile.slack_id)
    return found


async def follow(session: AsyncSession, workspace_id: int, profile: Profile) -> None:
    """
    Update a coach's name, their zone if given, and their deactivation.

    Becoming a guest also deactivates them: a guest may not coach or read anything.
    """
    told = {"name": profile.name, "zone": profile.zone}
    await session.exec(
        update(CoachRow)
        .where(col(CoachRow.workspace_id) == workspace_id)
        .where(col(CoachRow.slack_id) == profile.slack_id)
        .values(deactivated=not profile.belongs, **{k: v for k, v in told.items() if v})
    )


async def confirm(session: AsyncSession, coach_id: int, now: datetime) -> None:
    """Record that a coach isn't the line manager of anybody they coach."""
    await session.exec(
        update(CoachRow).where(col(CoachRow.id) == coach_id).values(confirmed_at=now)
    )


async def dismiss(session: AsyncSession, coach_id: int, now: datetime) -> None:
    """End a coach's appointment; their members stay enrolled."""
    await session.exec(
        update(CoachRow)
        .where(col(CoachRow.id) == coach_id)
        .values(dismissed_at=now, confirmed_at=None)
    )


async def members_of(session: AsyncSession, coach_id: int) -> list[Member]:
    """Return all members this coach looks after, by name, told of the coach or not."""
    rows = await session.exec(MEMBERS, params={"coach_id": coach_id})
    return [member_of(row) for row in rows]


async def placed_under(session: AsyncSession, coach_id: int) -> list[Member]:
    """Return all members active on or queued for a track of this coach, by name."""
    placed = select(EnrolmentRow.member_id).where(
        col(EnrolmentRow.coach_id) == coach_id,
        col(EnrolmentRow.state).in_((EnrolmentState.ACTIVE, EnrolmentState.QUEUED)),
    )
    rows = await session.exec(
        select(MemberRow)
        .where(col(MemberRow.id).in_(placed))
        .order_by(col(MemberRow.name), col(MemberRow.id))
    )
    return [member_of(row) for row in rows]
