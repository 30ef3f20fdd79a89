"""Workspaces, members and coaches."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.check_ins.pause_offer import OFFER_AFTER
from bot.domain.people.people import Coach, Member, Profile, Workspace
from bot.domain.schedule.time_off import DaysOff
from bot.store.database.insert_if_absent import insert_new
from bot.store.database.served import ours
from bot.store.schedule.hours import cadence_of
from bot.store.tables import CoachRow, MemberRow, WorkspaceRow

WORKSPACE = select(WorkspaceRow).where(col(WorkspaceRow.team_id) == bindparam("team_id"))

MEMBER = (
    select(MemberRow)
    .where(col(MemberRow.workspace_id) == bindparam("workspace_id"))
    .where(col(MemberRow.slack_id) == bindparam("slack_id"))
)

SERVED: dict[str, str | None] = {"stopped_at": None, "stopped_reason": ""}
"""Column values of a workspace that Baton may call."""

SHARES = select(MemberRow.shares).where(col(MemberRow.id) == bindparam("member_id"))


async def save_workspace(
    session: AsyncSession,
    team_id: str,
    name: str,
    bot_user_id: str,
    now: datetime,
    *,
    enterprise_id: str = "",
) -> Workspace:
    """Add a workspace or update its name; a stopped one is served again."""
    await insert_new(session, WorkspaceRow, {"team_id": team_id, "created_at": now})
    await session.exec(
        update(WorkspaceRow)
        .where(col(WorkspaceRow.team_id) == team_id)
        .values(name=name, bot_user_id=bot_user_id, enterprise_id=enterprise_id or None, **SERVED)
    )
    row = (await session.exec(select(WorkspaceRow).where(WorkspaceRow.team_id == team_id))).one()
    await session.refresh(row)
    return workspace_of(row)


async def workspace(session: AsyncSession, team_id: str) -> Workspace | None:
    """Return the workspace with Slack's *team_id*, if this process serves it."""
    ask = WORKSPACE.where(ours(session, WorkspaceRow.id))
    row = (await session.exec(ask, params={"team_id": team_id})).first()
    return None if row is None else workspace_of(row)


async def workspaces(session: AsyncSession, ids: Sequence[str], bot: str) -> list[Workspace]:
    """Return our workspaces with these ids, in these organisations, or with that bot user."""
    rows = await session.exec(
        select(WorkspaceRow).where(
            ours(session, WorkspaceRow.id),
            or_(
                col(WorkspaceRow.team_id).in_(ids),
                col(WorkspaceRow.enterprise_id).in_(ids),
                col(WorkspaceRow.bot_user_id).in_([bot] if bot else []),
            ),
        )
    )
    return [workspace_of(row) for row in rows]


async def team_ids(session: AsyncSession) -> list[str]:
    """Return the Slack ids of all workspaces in the database, served by this process or not."""
    return list(await session.exec(select(WorkspaceRow.team_id).order_by(col(WorkspaceRow.id))))


async def member(session: AsyncSession, workspace_id: int, slack_id: str) -> Member | None:
    """Return the member with that Slack id."""
    key = {"workspace_id": workspace_id, "slack_id": slack_id}
    row = (await session.exec(MEMBER, params=key)).first()
    return None if row is None else member_of(row)


async def names(
    session: AsyncSession, workspace_id: int, slack_ids: Collection[str]
) -> dict[str, str]:
    """Return the known names of these people, members and coaches, by Slack id."""
    found: dict[str, str] = {}
    for row in (CoachRow, MemberRow):
        rows = await session.exec(
            select(row.slack_id, row.name)
            .where(row.workspace_id == workspace_id)
            .where(col(row.slack_id).in_(slack_ids))
        )
        found |= dict(rows.all())
    return found


async def member_by_id(session: AsyncSession, member_id: int) -> Member:
    """Return an existing member, freshly read."""
    row = (await session.exec(select(MemberRow).where(MemberRow.id == member_id))).one()
    await session.refresh(row)
    return member_of(row)


async def slack_id(session: AsyncSession, member_id: int) -> str:
    """Return a member's Slack id, or "" if they were erased."""
    found = await session.exec(select(MemberRow.slack_id).where(MemberRow.id == member_id))
    return found.first() or ""


async def shares_by_default(session: AsyncSession, member_id: int) -> bool:
    """Return True if the member's answers are shared with their coach by default."""
    return (await session.exec(SHARES, params={"member_id": member_id})).one()


async def save_member(
    session: AsyncSession, workspace_id: int, profile: Profile, zone: str, now: datetime
) -> Member:
    """
    Add a person as a member, or update their name and zone.

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
            unreachable_at=None,
        )
    )
    found = await member(session, workspace_id, profile.slack_id)
    if found is None:
        raise LookupError(profile.slack_id)
    return found


async def set_cadence(
    session: AsyncSession, member_id: int, at: time, weekdays: frozenset[int]
) -> None:
    """Save a member's time and weekdays."""
    days = "".join(str(day) for day in sorted(weekdays))
    await _change(session, member_id, at=f"{at:%H:%M}", weekdays=days)


async def set_days_off(session: AsyncSession, member_id: int, days_off: DaysOff) -> None:
    """Save a member's leave and the country whose public holidays they observe."""
    leave = " ".join(str(one) for one in days_off.leave)
    await _change(session, member_id, country=days_off.country, leave=leave)


async def set_pause(
    session: AsyncSession, member_id: int, since: datetime | None, until: date | None
) -> None:
    """Pause a member, or end the pause with two Nones; only a pause with no end gets an offer."""
    offer_at = since + OFFER_AFTER if since and until is None else None
    await _change(session, member_id, paused_at=since, paused_until=until, offer_at=offer_at)


async def set_channel(session: AsyncSession, member_id: int, channel: str) -> None:
    """Save the id of the direct message channel, once Slack has returned it."""
    await _change(session, member_id, channel=channel)


async def set_unreachable(session: AsyncSession, member_id: int, reason: str) -> None:
    """Record why a message to a member failed, or "" once one has arrived."""
    await _change(session, member_id, unreachable=reason, unreachable_at=None)


async def set_refused(session: AsyncSession, member_id: int, reason: str, now: datetime) -> None:
    """Record that Slack refuses any message to a member."""
    await _change(session, member_id, unreachable=reason, unreachable_at=now)


async def refused_for(
    session: AsyncSession, workspace_id: int, reason: str, limit: int
) -> list[Member]:
    """Return members to whom Slack refuses any message for that reason."""
    rows = await session.exec(
        select(MemberRow)
        .where(MemberRow.workspace_id == workspace_id, MemberRow.unreachable == reason)
        .where(col(MemberRow.unreachable_at).is_not(None))
        .order_by(col(MemberRow.id))
        .limit(limit)
    )
    return [member_of(row) for row in rows]


async def set_shares(session: AsyncSession, member_id: int, shares: bool) -> None:  # noqa: FBT001
    """Set whether the coach reads a member's answers by default."""
    await _change(session, member_id, shares=shares)


async def set_keeps_words(
    session: AsyncSession,
    member_id: int,
    keeps: bool,  # noqa: FBT001
    now: datetime,
) -> None:
    """Set whether a member's words are kept; if not, the member counts as told now."""
    await _change(session, member_id, keeps_words=keeps, words_told_at=None if keeps else now)


async def set_reminds(session: AsyncSession, member_id: int, reminds: bool) -> None:  # noqa: FBT001
    """Set whether a member wants the one reminder."""
    await _change(session, member_id, reminds=reminds)


async def set_home_opened(session: AsyncSession, member_id: int) -> None:
    """Record that the member opened the Home tab, so that it is kept up to date."""
    await _change(session, member_id, home_opened=True)


def workspace_of(row: WorkspaceRow) -> Workspace:
    """Convert a row to the domain's type."""
    return Workspace(
        id=row.id or 0,
        team_id=row.team_id,
        name=row.name,
        bot_user_id=row.bot_user_id,
        stopped=row.stopped_reason if row.stopped_at else "",
        held=row.held_reason or "",
        enterprise_id=row.enterprise_id or "",
    )


def member_of(row: MemberRow | Row[Any]) -> Member:
    """Convert a row to the domain's type."""
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
        refused_at=row.unreachable_at,
        home_opened=row.home_opened,
        keeps_words=row.keeps_words,
        reminds=row.reminds,
        reader_id=row.reader_id,
    )


def coach_of(row: CoachRow) -> Coach:
    """Convert a row to the domain's type."""
    return Coach(
        id=row.id or 0,
        workspace_id=row.workspace_id,
        slack_id=row.slack_id,
        name=row.name,
        zone=ZoneInfo(row.zone),
        deactivated=row.deactivated,
        confirmed=row.confirmed_at is not None,
        digest_at=time.fromisoformat(row.digest_at) if row.digest_at else None,
        dismissed=row.dismissed_at is not None,
    )


async def _change(session: AsyncSession, member_id: int, **values: object) -> None:
    await session.exec(update(MemberRow).where(col(MemberRow.id) == member_id).values(**values))
