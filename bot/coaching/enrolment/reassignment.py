"""End a member's track, hand members to another coach, or pause and resume them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.coaching.delivery import planner
from bot.coaching.enrolment import introductions, new_reader
from bot.coaching.people import roles
from bot.coaching.ports import Address, Coaching
from bot.coaching.practice import progress
from bot.coaching.privacy import readers
from bot.coaching.schedule import reschedule, settings
from bot.domain.enrolment.audit_log import Back, Held
from bot.domain.enrolment.enrolment import Enrolment, EnrolmentState
from bot.domain.errors import CoachingError
from bot.domain.people.people import Coach, Member, Workspace, mention
from bot.domain.schedule.schedule import local_date, open_slot
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import pending
from bot.store.enrolment import cohorts, enrolments
from bot.store.enrolment import reassignment as hands
from bot.store.people import audit, coaches, people


@retry_conflicts
async def unassign(coaching: Coaching, workspace: Workspace, coach: Coach, slack_id: str) -> str:
    """
    End a member's running track; their answers stay.

    Returns:
        The track's id.

    Raises:
        CoachingError: The person is not this coach's member, or on no track.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await people.member(session, workspace.id, slack_id)
        running = await enrolments.active(session, member.id) if member else None
        if member is None or running is None or running.coach_id != coach.id:
            raise CoachingError("error-not-your-member", person=mention(slack_id))
        await stop(session, running.id, now)
        began = await let_queued_begin(session, member, now)
        facts = {"track": running.track, "enrolment": running.id, "began": began}
        await audit.note(
            session, workspace.id, coach.slack_id, "unassign", now, member_id=member.id, **facts
        )
    await new_reader.changed(coaching, workspace, [member.id])
    return running.track


@retry_conflicts
async def move(
    coaching: Coaching, workspace: Workspace, coach: Coach, slack_id: str, to_id: str
) -> Coach:
    """
    Hand one member to another coach, with their tracks and open follow-ups.

    The member is told, in their hours, before anything else is sent.

    Raises:
        CoachingError: Not this coach's member, or the other person isn't a coach who can take
            them.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        to = await _taker(session, workspace, coach, slack_id, to_id)
        member = await people.member(session, workspace.id, slack_id)
        theirs = await _theirs(session, coach, [member]) if member else []
        if member is None or not theirs:
            raise CoachingError("error-not-your-member", person=mention(slack_id))
        moved = await give(session, theirs, coach.id, to.id, now)
        facts = {"from": coach.slack_id, "to": to.slack_id}
        ids = [enrolment.id for enrolment in theirs]
        await audit.note(
            session,
            workspace.id,
            coach.slack_id,
            "move",
            now,
            member_id=member.id,
            enrolments=ids,
            **facts,
        )
    await coaching.messenger.note(
        Address(workspace, to_id), "coach-got-one", coach=coach.mention, person=mention(slack_id)
    )
    await new_reader.changed(coaching, workspace, moved)
    return to


@retry_conflicts
async def handover(
    coaching: Coaching, workspace: Workspace, actor: str, from_id: str, to_id: str
) -> int:
    """
    Hand all members of a leaving coach to another one.

    Args:
        actor: An admin, or the leaving coach.

    Returns:
        The number of people handed over.

    Raises:
        CoachingError: The actor may not do this, or there is nobody to hand over or to take them.
    """
    if actor != from_id:
        await roles.check_admin(coaching, workspace, actor)
    now = coaching.clock()
    async with coaching.store.writing() as session:
        leaving = await coaches.coach(session, workspace.id, from_id)
        if leaving is None:
            raise CoachingError("error-no-such-coach", person=mention(from_id))
        to = await _taker(session, workspace, leaving, "", to_id)
        members = await _all_of(session, leaving)
        if any(member.slack_id == to_id for member in members):
            raise CoachingError("error-handover-own", person=to.mention)
        theirs = await _theirs(session, leaving, members)
        if not theirs:
            raise CoachingError("error-nobody-to-hand-over", person=leaving.mention)
        moved = await give(session, theirs, leaving.id, to.id, now)
        await cohorts.give(session, leaving.id, to.id)
        facts = {"from": from_id, "to": to_id} | _handed_over(theirs, members)
        await audit.note(session, workspace.id, actor, "handover", now, **facts)
    await coaching.messenger.note(
        Address(workspace, to_id), "coach-got-all", coach=leaving.mention, count=len(moved)
    )
    await new_reader.changed(coaching, workspace, moved)
    return len(moved)


def _handed_over(theirs: Sequence[Enrolment], members: Sequence[Member]) -> dict[str, Any]:
    called = {member.id: member.slack_id for member in members}
    return {
        "enrolments": [enrolment.id for enrolment in theirs],
        "members": [called[enrolment.member_id] for enrolment in theirs],
    }


@retry_conflicts
async def pause(
    coaching: Coaching, workspace: Workspace, coach: Coach, slack_id: str, until: date | None
) -> Held:
    """
    Pause a member until a local date, or until they resume themselves.

    Raises:
        CoachingError: Not this coach's member, paused already, or the date is not ahead.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await readers.looked_after(session, coach, slack_id)
        if member.paused_on(local_date(member.cadence, now)):
            raise CoachingError("error-paused-already", person=member.mention)
        settings.check_until(member, until, now)
        await set_pause(session, member, now, until, now)
        noted = {"until": until.isoformat() if until else ""}
        await audit.note(
            session, workspace.id, coach.slack_id, "rest", now, member_id=member.id, **noted
        )
    await progress.refresh_home(coaching, workspace, slack_id)
    awake = open_slot(member.cadence, now) is not None
    if awake:
        key = "paused-by-coach" if until is None else "paused-by-coach-until"
        to = Address(workspace, slack_id, member.channel)
        awake = await coaching.messenger.offer(to, key, coach=coach.mention, date=until)
    return Held(until, awake)


@retry_conflicts
async def resume(coaching: Coaching, workspace: Workspace, coach: Coach, slack_id: str) -> Back:
    """
    End a pause set by a coach; only members can end one they chose themselves.

    Members Slack wouldn't deliver to are retried at their next hours.

    Raises:
        CoachingError: Not this coach's member, not paused, or paused by their own choice.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await readers.looked_after(session, coach, slack_id)
        is_paused = member.paused_on(local_date(member.cadence, now))
        if member.unreachable:
            member = await reschedule.try_again(session, member, now)
            if not is_paused:
                at = await _after_today(session, member, now)
                return Back(at, told=False, was_unreachable=True)
        if not is_paused:
            raise CoachingError("error-not-paused", person=member.mention)
        given = await audit.last_about(session, member.id, "rest")
        if given is None or given.at != member.paused_at:
            raise CoachingError("error-pause-theirs", person=member.mention)
        await set_pause(session, member, None, None, now)
        back = replace(member, paused_at=None, paused_until=None)
        following = await _after_today(session, back, now)
        noted = {"since": given.at.isoformat(), "until": given.detail["until"]}
        await audit.note(
            session, workspace.id, coach.slack_id, "wake", now, member_id=member.id, **noted
        )
    await progress.refresh_home(coaching, workspace, slack_id)
    awake = open_slot(member.cadence, now) is not None
    if awake:
        to = Address(workspace, slack_id, member.channel)
        awake = await coaching.messenger.offer(to, "resumed-by-coach", coach=coach.mention)
    return Back(following, awake)


async def _after_today(session: Session, member: Member, now: datetime) -> date | None:
    """Return the local date of a member's next nudge after today, for their coach."""
    running = await enrolments.active(session, member.id)
    at = reschedule.after_today(running, member, now) if running else None
    return at and local_date(member.cadence, at)


async def set_pause(
    session: Session, member: Member, at: datetime | None, until: date | None, now: datetime
) -> None:
    """Begin or end a pause."""
    await people.set_pause(session, member.id, at, until)
    changed = replace(member, paused_at=at, paused_until=until)
    await reschedule.replan(session, changed, now)


async def give(
    session: Session, theirs: Sequence[Enrolment], from_id: int, to_id: int, now: datetime
) -> list[int]:
    """
    Hand enrolments and open follow-ups to another coach, and tell the members.

    Returns:
        The ids of the members.
    """
    await hands.give(session, [enrolment.id for enrolment in theirs], to_id, now)
    members = sorted({enrolment.member_id for enrolment in theirs})
    await hands.give_follow_ups(session, members, from_id, to_id)
    for member_id in members:
        await introductions.settle(session, member_id, now)
        await introductions.rename(session, member_id, now)
    return members


async def let_queued_begin(session: Session, member: Member, now: datetime) -> int | None:
    """Start the queued track if none is running; return the enrolment that began."""
    await introductions.rename(session, member.id, now)
    if await enrolments.active(session, member.id) is not None:
        return None
    await planner.begin_queued(session, member, now)
    await introductions.settle(session, member.id, now)
    begun = await enrolments.active(session, member.id)
    return begun.id if begun else None


async def stop(session: Session, enrolment_id: int, now: datetime) -> None:
    """End an enrolment, and withdraw its pending deliveries."""
    await enrolments.end(session, enrolment_id, EnrolmentState.STOPPED, now)
    await pending.withdraw(session, enrolment_id, pending.TAKEN_BACK)


async def _taker(
    session: Session, workspace: Workspace, giver: Coach, slack_id: str, to_id: str
) -> Coach:
    """Return the coach who takes somebody over, or raise if they can't."""
    to = await coaches.coach(session, workspace.id, to_id)
    if to_id == giver.slack_id:
        raise CoachingError("error-moves-nowhere", person=mention(to_id))
    if to is None and slack_id and await coaches.coach(session, workspace.id, slack_id):
        raise CoachingError("error-move-turned", person=mention(slack_id), other=mention(to_id))
    if to is None or to.deactivated:
        raise CoachingError("error-no-such-coach", person=mention(to_id))
    if not to.confirmed:
        raise CoachingError("error-coach-not-confirmed", person=to.mention)
    if slack_id == to_id:
        raise CoachingError("error-own-coach", person=to.mention)
    return to


async def _all_of(session: Session, coach: Coach) -> list[Member]:
    """Return the members a coach looks after, and those queued for a track of theirs."""
    found = await coaches.members_of(session, coach.id)
    found += await coaches.placed_under(session, coach.id)
    return list({member.id: member for member in found}.values())


async def _theirs(session: Session, coach: Coach, members: Sequence[Member]) -> list[Enrolment]:
    """Return the enrolments that move along: the running and queued ones, or else the last one."""
    wanted = {member.id for member in members}
    held = await enrolments.under(session, coach.id, wanted)
    going = [e for e in held if e.state in {EnrolmentState.ACTIVE, EnrolmentState.QUEUED}]
    busy = {enrolment.member_id for enrolment in going}
    newest = {e.member_id: e for e in reversed(held) if e.member_id not in busy}
    return [*going, *newest.values()]
