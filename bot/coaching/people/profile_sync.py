"""Apply changes from Slack: time zones, names, closed accounts, and uninstalled workspaces."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from bot.coaching.delivery import access, outcomes
from bot.coaching.enrolment import introductions, new_reader
from bot.coaching.ports import Coaching
from bot.coaching.schedule import reschedule
from bot.coaching.schedule.zones import zone_of
from bot.domain.people.installation import Installation, installed_in
from bot.domain.people.people import Profile, Workspace
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.follow_up import coach_homes
from bot.store.people import audit, coaches, people

NAMED = 5
"""Workspaces named in a log line; there may be a thousand."""

log = logging.getLogger(__name__)


async def changed(coaching: Coaching, workspace: Workspace, profile: Profile) -> None:
    """Update a person who changed their time zone or name, left, or came back."""
    for member_id in await _follow(coaching, workspace, profile):
        await new_reader.show(coaching, workspace, member_id)


@retry_conflicts
async def _follow(coaching: Coaching, workspace: Workspace, profile: Profile) -> list[int]:
    """Update the person; return the members whose reader has left or is back."""
    async with coaching.store.writing() as session:
        before = await coaches.coach(session, workspace.id, profile.slack_id)
        await coaches.follow(session, workspace.id, _at_home(coaching, profile))
        await coach_homes.owe_person(session, workspace.id, profile.slack_id, coaching.clock())
        await _follow_member(coaching, session, workspace, profile)
        if before is None or before.deactivated == profile.deactivated:
            return []
        theirs = [member.id for member in await coaches.members_of(session, before.id)]
        for member_id in theirs:
            await introductions.settle(session, member_id, coaching.clock())
            await introductions.rename(session, member_id, coaching.clock())
        return theirs


async def _follow_member(
    coaching: Coaching, session: Session, workspace: Workspace, profile: Profile
) -> None:
    now = coaching.clock()
    known = await people.member(session, workspace.id, profile.slack_id)
    if known is None:
        return
    zone = known.cadence.zone.key if profile.zone is None else zone_of(coaching, profile)
    member = await people.save_member(session, workspace.id, profile, zone, now)
    if known.unreachable:
        await reschedule.replan(session, member, now)
    if (zone, profile.deactivated) != (known.cadence.zone.key, known.deactivated):
        await reschedule.moved(session, known, member, now)
        await outcomes.left_or_back(session, member, now)
        await audit.note(
            session,
            workspace.id,
            profile.slack_id,
            "left" if profile.deactivated else "moved",
            now,
            member_id=member.id,
            zone=zone,
        )


def _at_home(coaching: Coaching, profile: Profile) -> Profile:
    """Replace a time zone that doesn't exist by the fallback; keep none as none."""
    return replace(profile, zone=zone_of(coaching, profile) if profile.zone else None)


async def knows(coaching: Coaching, workspace: Workspace, slack_id: str) -> bool:
    """Return True for a current or former member or coach; nothing is stored about others."""
    async with coaching.store.reading() as session:
        return slack_id in await people.names(session, workspace.id, [slack_id])


@retry_conflicts
async def goodbye(coaching: Coaching, workspace: Workspace, reason: str) -> None:
    """Stop sending to a workspace that removed Baton or revoked its token."""
    async with coaching.store.writing() as session:
        await access.stop(session, workspace.id, reason, coaching.clock())


@retry_conflicts
async def welcome_workspace(
    coaching: Coaching, team_id: str, name: str, bot_user_id: str, enterprise_id: str = ""
) -> Workspace:
    """Register a workspace, known or new, as served; it may be part of an organisation."""
    said, now = (team_id, name, bot_user_id), coaching.clock()
    async with coaching.store.writing() as session:
        workspace = await people.save_workspace(session, *said, now, enterprise_id=enterprise_id)
        others = [one for one in await people.team_ids(session) if one != team_id]
    coaching.store.served.add(workspace.id)
    if others:
        log.warning("Other workspaces in this database are left alone: %s.", _few(others))
    return workspace


def _few(teams: Sequence[str]) -> str:
    named, more = ", ".join(teams[:NAMED]), len(teams) - NAMED
    return f"{named} and {more} more" if more > 0 else named


async def served(coaching: Coaching, installation: Installation) -> Workspace | None:
    """Return the workspace a request belongs to, if this process serves it."""
    async with coaching.store.reading() as session:
        for team in installation.teams[:1]:
            if known := await people.workspace(session, team):
                return known
        ids = (*installation.teams, *installation.enterprises)
        found = await people.workspaces(session, ids, installation.bot)
    return installed_in(found, installation)


@retry_conflicts
async def opened_home(coaching: Coaching, workspace: Workspace, slack_id: str) -> None:
    """Remember that a member has opened their Home tab, so that it is kept up to date."""
    async with coaching.store.writing() as session:
        member = await people.member(session, workspace.id, slack_id)
        if member and not member.home_opened:
            await people.set_home_opened(session, member.id)
