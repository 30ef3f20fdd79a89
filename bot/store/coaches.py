"""Coaches, and whom they look after."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, exists, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.people import Coach, Member, Profile
from bot.store.insert import insert_new
from bot.store.people import member_of
from bot.store.tables import CoachRow, EnrolmentRow, MemberRow

LATER = aliased(EnrolmentRow)

THEIRS = (
    select(EnrolmentRow.member_id)
    .where(col(EnrolmentRow.coach_id) == bindparam("coach_id"))
    .where(col(EnrolmentRow.state) != "stopped")
    .where(
        ~exists().where(
            col(LATER.member_id) == col(EnrolmentRow.member_id),
            col(LATER.id) > col(EnrolmentRow.id),
            col(LATER.state) != "stopped",
        )
    )
)
"""The ids of everybody a coach looks after: see `members_of`."""

MEMBERS = (
    select(MemberRow)
    .where(col(MemberRow.id).in_(THEIRS))
    .order_by(col(MemberRow.name), col(MemberRow.id))
)

BY_ID = select(CoachRow).where(col(CoachRow.id) == bindparam("coach_id"))


async def coach(session: AsyncSession, workspace_id: int, slack_id: str) -> Coach | None:
    """The coach of that Slack id, unless dismissed."""
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
    """A coach named by an enrolment, dismissed or not."""
    return coach_of((await session.exec(BY_ID, params={"coach_id": coach_id})).one())


async def appoint(
    session: AsyncSession, workspace_id: int, profile: Profile, by: str, now: datetime
) -> Coach:
    """Make a person a coach; harmless when they are one."""
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
    Keep up with a coach's name, with their zone where it is told, and with their leaving.

    Becoming a guest is leaving, too: a guest may not coach, and reads nothing more.
    """
    told = {"name": profile.name, "zone": profile.zone}
    await session.exec(
        update(CoachRow)
        .where(col(CoachRow.workspace_id) == workspace_id)
        .where(col(CoachRow.slack_id) == profile.slack_id)
        .values(deactivated=not profile.belongs, **{k: v for k, v in told.items() if v})
    )


async def confirm(session: AsyncSession, coach_id: int, now: datetime) -> None:
    """Keep that a coach is not the line manager of anybody they coach."""
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
    """
    Everybody this coach looks after, by name: the newest enrolment is theirs.

    Whoever has gone on to another coach is that coach's alone.
    """
    rows = await session.exec(MEMBERS, params={"coach_id": coach_id})
    return [member_of(row) for row in rows]


async def looks_after(session: AsyncSession, coach_id: int, member_id: int) -> bool:
    """Whether a member is this coach's: see `members_of`."""
    newest = await _newest_enrolment(session, member_id)
    return newest is not None and newest.coach_id == coach_id


async def newest_enrolment(session: AsyncSession, member_id: int) -> int | None:
    """The enrolment that says whose member somebody is, by its id."""
    newest = await _newest_enrolment(session, member_id)
    return newest.id if newest else None


async def _newest_enrolment(session: AsyncSession, member_id: int) -> EnrolmentRow | None:
    rows = await session.exec(
        select(EnrolmentRow)
        .where(EnrolmentRow.member_id == member_id, col(EnrolmentRow.state) != "stopped")
        .order_by(col(EnrolmentRow.id).desc())
        .limit(1)
    )
    return rows.first()


def coach_of(row: CoachRow) -> Coach:
    """Read a row as the domain knows it."""
    return Coach(
        id=row.id or 0,
        workspace_id=row.workspace_id,
        slack_id=row.slack_id,
        name=row.name,
        zone=ZoneInfo(row.zone),
        deactivated=row.deactivated,
        confirmed=row.confirmed_at is not None,
        digest_at=time.fromisoformat(row.digest_at) if row.digest_at else None,
    )
