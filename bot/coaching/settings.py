"""When a member hears from Baton, in their own hands: pause, go on, another hour, other days."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.coaching import occasions
from bot.coaching.owe import expiry, next_for
from bot.coaching.ports import Coaching
from bot.coaching.progress import refresh_home
from bot.domain.errors import CoachingError
from bot.domain.people import Member, Workspace
from bot.domain.schedule import local_date
from bot.domain.turn import ONE_DAY
from bot.store import audit, check_ins, enrolments, owed, people, remind
from bot.store.engine import Session
from bot.store.enrolments import Enrolment

LONGEST_PAUSE = timedelta(days=366)
"""A pause longer than a year is an open end by another name, or a slip of the finger."""


async def pause(
    coaching: Coaching, workspace: Workspace, slack_id: str, until: date | None
) -> Member:
    """
    Send nothing until a local date, or until the member comes back by themself.

    Args:
        until: The first day of going on, in the member's zone; None for an open end.

    Raises:
        CoachingError: Not a member, or the date is not ahead.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await _member(session, workspace, slack_id, now)
        _check_until(member, until, now)
        await people.set_pause(session, member.id, now, until)
        paused = replace(member, paused_at=now, paused_until=until)
        await replan(session, paused, now)
        await _log(session, member, "pause", now, until=str(until or ""))
    await refresh_home(coaching, workspace, slack_id)
    return paused


async def resume(coaching: Coaching, workspace: Workspace, slack_id: str) -> datetime | None:
    """
    Go on after a pause.

    Returns:
        When the next nudge comes, UTC, or None without a track.

    Raises:
        CoachingError: Not a member.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await _member(session, workspace, slack_id, now)
        await people.set_pause(session, member.id, None, None)
        at = await replan(session, replace(member, paused_at=None, paused_until=None), now)
        await _log(session, member, "resume", now)
    await refresh_home(coaching, workspace, slack_id)
    return at


async def set_time(
    coaching: Coaching,
    workspace: Workspace,
    slack_id: str,
    at: time,
    weekdays: frozenset[int] | None = None,
) -> tuple[Member, datetime | None]:
    """
    Move the daily nudge to another wall-clock time, and to other days if any are given.

    Returns:
        The member as they are now, and when the next nudge comes (UTC).

    Raises:
        CoachingError: Not a member.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await _member(session, workspace, slack_id, now)
        days = weekdays or member.cadence.weekdays
        await people.set_cadence(session, member.id, at, days)
        changed = replace(member, cadence=replace(member.cadence, at=at, weekdays=days))
        following = await replan(session, changed, now)
        await _log(session, member, "time", now, at=f"{at:%H:%M}")
    await refresh_home(coaching, workspace, slack_id)
    return changed, following


async def share(coaching: Coaching, workspace: Workspace, slack_id: str, *, shares: bool) -> None:
    """
    Share answers with the coach by default, or keep them; earlier ones stay as they are.

    Raises:
        CoachingError: Not a member.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await _member(session, workspace, slack_id, now)
        await people.set_shares(session, member.id, shares)
        await _log(session, member, "share" if shares else "keep", now)
    await refresh_home(coaching, workspace, slack_id)


async def replan(session: Session, member: Member, now: datetime) -> datetime | None:
    """
    Work out a member's next nudge anew, after anything about them changed.

    What is owed already moves along, so that a pause holds back even what was due this minute.

    Returns:
        The next due time, UTC; None when nothing is planned.
    """
    await occasions.replan(session, member, now)
    enrolment = await enrolments.active(session, member.id)
    if enrolment is None:
        return None
    await remind.drop_of(session, enrolment.id)
    at = _next(member, enrolment, now)
    await enrolments.move(session, enrolment.id, at)
    await owed.put_off_all(session, enrolment.id, at or owed.NEVER, expiry(at or owed.NEVER))
    return at and max(at, now)


def _next(member: Member, enrolment: Enrolment, now: datetime) -> datetime | None:
    """When an enrolment is due, as the member is now."""
    first = enrolment.starts_on
    if enrolment.last_day:
        first = max(first, enrolment.last_day + ONE_DAY)
    return next_for(member, now, first)


def _check_until(member: Member, until: date | None, now: datetime) -> None:
    today = local_date(member.cadence, now)
    if until and until <= today:
        raise CoachingError("error-date-past", date=until)
    if until and until > today + LONGEST_PAUSE:
        raise CoachingError("error-pause-too-long", date=until)


async def _member(session: Session, workspace: Workspace, slack_id: str, now: datetime) -> Member:
    """The member who speaks; and whoever speaks to Baton can be reached."""
    member = await people.member(session, workspace.id, slack_id)
    if member is None:
        raise CoachingError("error-no-track")
    await check_ins.wake(session, member.id, now)
    if member.unreachable:
        member = replace(member, unreachable="")
        await people.set_unreachable(session, member.id, "")
        await replan(session, member, now)
    return member


async def _log(
    session: Session, member: Member, action: str, now: datetime, **detail: object
) -> None:
    await audit.note(
        session, member.workspace_id, member.slack_id, action, now, member_id=member.id, **detail
    )
