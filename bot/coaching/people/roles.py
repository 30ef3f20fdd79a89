"""Roles: coaches assign and follow up, admins appoint coaches."""

from dataclasses import replace

from bot.coaching.enrolment import introductions
from bot.coaching.ports import Address, Coaching
from bot.coaching.schedule.zones import zone_of
from bot.domain.errors import CoachingError, ProfileUnread
from bot.domain.people.people import Coach, Profile, Workspace, mention
from bot.store.database.retry import retry_conflicts
from bot.store.follow_up import coach_homes
from bot.store.people import audit, coaches
from bot.store.privacy import readers


async def coach(coaching: Coaching, workspace: Workspace, slack_id: str) -> Coach:
    """
    Return the coach with that Slack id.

    Raises:
        CoachingError: They aren't a coach, or haven't confirmed the conditions.
    """
    found = await find_coach(coaching, workspace, slack_id)
    if found is None:
        raise CoachingError("error-not-a-coach")
    if not found.confirmed:
        raise CoachingError("error-confirm-first")
    return found


@retry_conflicts
async def confirm(coaching: Coaching, workspace: Workspace, slack_id: str) -> None:
    """
    Record a coach's confirmation that they are not the line manager of anybody they coach.

    Raises:
        CoachingError: They aren't a coach.
    """
    found = await find_coach(coaching, workspace, slack_id)
    if found is None:
        raise CoachingError("error-not-a-coach")
    now = coaching.clock()
    async with coaching.store.writing() as session:
        await coaches.confirm(session, found.id, now)
        await audit.note(session, workspace.id, slack_id, "confirm", now)


async def find_coach(coaching: Coaching, workspace: Workspace, slack_id: str) -> Coach | None:
    """Return the coach with that Slack id, unless they have left or become a guest."""
    async with coaching.store.reading() as session:
        found = await coaches.coach(session, workspace.id, slack_id)
    return None if found and found.deactivated else found


@retry_conflicts
async def appoint(coaching: Coaching, workspace: Workspace, actor: str, slack_id: str) -> Coach:
    """
    Make a person a coach.

    Raises:
        CoachingError: The actor is not an admin, or the person cannot be a coach.
    """
    await check_admin(coaching, workspace, actor)
    profile = await profile_of(coaching, workspace, slack_id)
    if not profile.belongs:
        raise CoachingError("error-cannot-coach", person=mention(slack_id))
    now = coaching.clock()
    async with coaching.store.writing() as session:
        at_home = replace(profile, zone=zone_of(coaching, profile))
        appointed = await coaches.appoint(session, workspace.id, at_home, actor, now)
        for member in await coaches.members_of(session, appointed.id):
            await introductions.settle(session, member.id, now)
        await coach_homes.owe(session, [appointed.id], now)
        await audit.note(session, workspace.id, actor, "appoint", now, coach=slack_id)
    if not appointed.confirmed:
        await coaching.messenger.offer(Address(workspace, slack_id), "coach-confirm")
    return appointed


@retry_conflicts
async def dismiss(coaching: Coaching, workspace: Workspace, actor: str, slack_id: str) -> None:
    """
    End a coach's appointment.

    Raises:
        CoachingError: The actor is not an admin, the person is not a coach, or they still have
            members, who would have no coach.
    """
    await check_admin(coaching, workspace, actor)
    now = coaching.clock()
    async with coaching.store.writing() as session:
        found = await coaches.coach(session, workspace.id, slack_id)
        if found is None:
            raise CoachingError("error-no-such-coach", person=mention(slack_id))
        left = {member.id for member in await coaches.members_of(session, found.id)}
        left |= {member.id for member in await coaches.placed_under(session, found.id)}
        if left:
            raise CoachingError("error-coach-has-members", person=found.mention, count=len(left))
        await coaches.dismiss(session, found.id, now)
        await readers.end_shares(session, found.id)
        await coach_homes.owe(session, [found.id], now)
        await audit.note(session, workspace.id, actor, "dismiss", now, coach=slack_id)


async def check_admin(coaching: Coaching, workspace: Workspace, slack_id: str) -> None:
    """
    Check that somebody is an admin: listed in `BATON_ADMINS`, or else a workspace admin.

    Raises:
        CoachingError: They are not.
    """
    if not await is_admin(coaching, workspace, slack_id):
        raise CoachingError("error-not-an-admin")


async def is_admin(coaching: Coaching, workspace: Workspace, slack_id: str) -> bool:
    """Return True if a person may appoint coaches; closed accounts and guests may not."""
    if coaching.admins and slack_id not in coaching.admins:
        return False
    profile = await _profile(coaching, workspace, slack_id)
    if profile is None or not profile.belongs:
        return False
    return profile.is_admin or slack_id in coaching.admins


async def profile_of(coaching: Coaching, workspace: Workspace, slack_id: str) -> Profile:
    """
    Return a person's Slack profile.

    Raises:
        CoachingError: The workspace has nobody with that id.
    """
    profile = await _profile(coaching, workspace, slack_id)
    if profile is None:
        raise CoachingError("error-unknown-member", person=mention(slack_id))
    return profile


async def _profile(coaching: Coaching, workspace: Workspace, slack_id: str) -> Profile | None:
    try:
        return await coaching.messenger.profile(workspace, slack_id)
    except ProfileUnread as error:
        raise CoachingError("error-no-profile") from error
