"""Workspaces, members and coaches."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, exists, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.domain.people import Coach, Member, Profile, Workspace
from bot.domain.rest import OFFER_AFTER
from bot.domain.time_off import DaysOff
from bot.store.hours import cadence_of
from bot.store.insert import insert_new
from bot.store.tables import CoachRow, EnrolmentRow, MemberRow, WorkspaceRow


async def save_workspace(
    session: AsyncSession, team_id: str, name: str, bot_user_id: str, now: datetime
) -> Workspace:
    """Take a workspace in, or note its new name; a stopped one is served again."""
    await insert_new(session, WorkspaceRow, {"team_id": team_id, "created_at": now})
    await session.exec(
        update(WorkspaceRow)
        .where(col(WorkspaceRow.team_id) == team_id)
        .values(name=name, bot_user_id=bot_user_id, stopped_at=None, stopped_reason="")
    )
    row = (await session.exec(select(WorkspaceRow).where(WorkspaceRow.team_id == team_id))).one()
    await session.refresh(row)
    return workspace_of(row)


async def workspace(session: AsyncSession, team_id: str) -> Workspace | None:
    """The workspace Slack calls *team_id*, if Baton serves it."""
    row = (await session.exec(select(WorkspaceRow).where(WorkspaceRow.team_id == team_id))).first()
    return None if row is None else workspace_of(row)


async def stop_workspace(
    session: AsyncSession, workspace_id: int, reason: str, now: datetime
) -> None:
    """Send nothing there any more."""
    await session.exec(
        update(WorkspaceRow)
        .where(col(WorkspaceRow.id) == workspace_id)
        .values(stopped_at=now, stopped_reason=reason)
    )


async def member(session: AsyncSession, workspace_id: int, slack_id: str) -> Member | None:
    """The member of that Slack id."""
    row = (
        await session.exec(
            select(MemberRow)
            .where(MemberRow.workspace_id == workspace_id)
            .where(MemberRow.slack_id == slack_id)
        )
    ).first()
    return None if row is None else member_of(row)


async def member_by_id(session: AsyncSession, member_id: int) -> Member:
    """A member who is there, as their row stands now."""
    row = (await session.exec(select(MemberRow).where(MemberRow.id == member_id))).one()
    await session.refresh(row)
    return member_of(row)


async def shares_by_default(session: AsyncSession, member_id: int) -> bool:
    """Whether the member's answers go to their coach unless they say otherwise."""
    return (await session.exec(select(MemberRow.shares).where(MemberRow.id == member_id))).one()


async def save_member(
    session: AsyncSession, workspace_id: int, profile: Profile, zone: str, now: datetime
) -> Member:
    """
    Take a person in as a member, or bring their name and zone up to date.

    Args:
        zone: The IANA zone to use: the profile's own, or the fallback.
    """
    await insert_new(
        session,
        MemberRow,
        {
            "workspace_id": workspace_id,
            "slack_id": profile.slack_id,
            "zone": zone,
            "created_at": now,
        },
    )
    await session.exec(
        update(MemberRow)
        .where(col(MemberRow.workspace_id) == workspace_id)
        .where(col(MemberRow.slack_id) == profile.slack_id)
        .values(
            name=profile.name,
            zone=zone,
            deactivated_at=now if profile.deactivated else None,
            unreachable="",
        )
    )
    found = await member(session, workspace_id, profile.slack_id)
    if found is None:
        raise LookupError(profile.slack_id)
    return found


async def set_cadence(
    session: AsyncSession, member_id: int, at: time, weekdays: frozenset[int]
) -> None:
    """Keep when a member wants to hear from Baton."""
    days = "".join(str(day) for day in sorted(weekdays))
    await _change(session, member_id, at=f"{at:%H:%M}", weekdays=days)


async def set_days_off(session: AsyncSession, member_id: int, days_off: DaysOff) -> None:
    """Keep a member's leave, and whose public holidays count for them."""
    leave = " ".join(str(one) for one in days_off.leave)
    await _change(session, member_id, country=days_off.country, leave=leave)


async def set_zone(session: AsyncSession, member_id: int, zone: str) -> None:
    """Keep where a member's clock is."""
    await _change(session, member_id, zone=zone)


async def set_name(session: AsyncSession, member_id: int, name: str) -> None:
    """Keep what the member is called."""
    await _change(session, member_id, name=name)


async def set_pause(
    session: AsyncSession, member_id: int, since: datetime | None, until: date | None
) -> None:
    """Pause a member, or end the pause with two Nones; only in an open one an offer is made."""
    offer_at = since + OFFER_AFTER if since and until is None else None
    await _change(session, member_id, paused_at=since, paused_until=until, offer_at=offer_at)


async def set_channel(session: AsyncSession, member_id: int, channel: str) -> None:
    """Keep the direct message's id, once Slack has told it."""
    await _change(session, member_id, channel=channel)


async def set_deactivated(session: AsyncSession, member_id: int, at: datetime | None) -> None:
    """Note that the member's account was closed, or opened again."""
    await _change(session, member_id, deactivated_at=at, unreachable="")


async def set_unreachable(session: AsyncSession, member_id: int, reason: str) -> None:
    """Note why Slack refuses to deliver to a member."""
    await _change(session, member_id, unreachable=reason)


async def set_shares(session: AsyncSession, member_id: int, shares: bool) -> None:  # noqa: FBT001
    """Keep whether the coach reads a member's answers by default."""
    await _change(session, member_id, shares=shares)


async def set_keeps_words(
    session: AsyncSession,
    member_id: int,
    keeps: bool,  # noqa: FBT001
    now: datetime,
) -> None:
    """Keep whether a member's words may grow old; whoever lets them go has been told as of now."""
    await _change(session, member_id, keeps_words=keeps, words_told_at=None if keeps else now)


async def set_reminds(session: AsyncSession, member_id: int, reminds: bool) -> None:  # noqa: FBT001
    """Keep whether a member wants the one reminder."""
    await _change(session, member_id, reminds=reminds)


async def set_home_opened(session: AsyncSession, member_id: int) -> None:
    """Note that the member looks at the Home tab, so that it is kept fresh from now on."""
    await _change(session, member_id, home_opened=True)


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


async def coach_by_id(session: AsyncSession, coach_id: int) -> Coach:
    """A coach named by an enrolment, dismissed or not."""
    row = (await session.exec(select(CoachRow).where(CoachRow.id == coach_id))).one()
    return coach_of(row)


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


async def follow_coach(session: AsyncSession, workspace_id: int, profile: Profile) -> None:
    """Keep up with a coach's name, with their zone where it is told, and with their leaving."""
    told = {"name": profile.name, "zone": profile.zone}
    await session.exec(
        update(CoachRow)
        .where(col(CoachRow.workspace_id) == workspace_id)
        .where(col(CoachRow.slack_id) == profile.slack_id)
        .values(deactivated=profile.deactivated, **{k: v for k, v in told.items() if v})
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
    rows = await session.exec(
        select(MemberRow)
        .where(col(MemberRow.id).in_(theirs(coach_id)))
        .order_by(col(MemberRow.name), col(MemberRow.id))
    )
    return [member_of(row) for row in rows]


def theirs(coach_id: int) -> SelectOfScalar[int]:
    """The ids of everybody a coach looks after: see `members_of`."""
    later = aliased(EnrolmentRow)
    is_newest = ~exists().where(
        col(later.member_id) == col(EnrolmentRow.member_id),
        col(later.id) > col(EnrolmentRow.id),
        col(later.state) != "stopped",
    )
    return (
        select(EnrolmentRow.member_id)
        .where(EnrolmentRow.coach_id == coach_id, col(EnrolmentRow.state) != "stopped")
        .where(is_newest)
    )


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


def workspace_of(row: WorkspaceRow) -> Workspace:
    """Read a row as the domain knows it."""
    return Workspace(
        id=row.id or 0,
        team_id=row.team_id,
        name=row.name,
        bot_user_id=row.bot_user_id,
        stopped=row.stopped_reason if row.stopped_at else "",
    )


def member_of(row: MemberRow | Row[Any]) -> Member:
    """Read a row as the domain knows it."""
    return Member(
        id=row.id or 0,
        workspace_id=row.workspace_id,
        slack_id=row.slack_id,
        name=row.name,
        channel=row.channel,
        cadence=cadence_of(row.zone, row.at, row.weekdays, row.country, row.leave),
        shares=row.shares,
        paused_at=row.paused_at,
        paused_until=row.paused_until,
        deactivated=row.deactivated_at is not None,
        unreachable=row.unreachable,
        home_opened=row.home_opened,
        keeps_words=row.keeps_words,
        reminds=row.reminds,
    )


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


async def _change(session: AsyncSession, member_id: int, **values: object) -> None:
    await session.exec(update(MemberRow).where(col(MemberRow.id) == member_id).values(**values))
