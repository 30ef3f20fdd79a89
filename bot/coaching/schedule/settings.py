"""A member's own schedule settings: pause, resume, time of day, weekdays, leave and holidays."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.coaching.delivery import events, shown
from bot.coaching.delivery.dues import next_of
from bot.coaching.ports import Coaching
from bot.coaching.practice.progress import refresh_home
from bot.coaching.schedule.reschedule import replan, speaker
from bot.domain.delivery.policy import Event
from bot.domain.enrolment.enrolment import Enrolment
from bot.domain.errors import CoachingError
from bot.domain.follow_up.follow_up import SILENT_AFTER, Reason
from bot.domain.people.people import Member, Workspace
from bot.domain.practice.decide import nudge_ahead, silent_run
from bot.domain.practice.track import Nudge
from bot.domain.practice.turn import ONE_DAY
from bot.domain.schedule.schedule import local_date
from bot.domain.schedule.time_off import LONGEST_AHEAD, DaysOff, Leave, joined, upcoming
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import history
from bot.store.enrolment import enrolments
from bot.store.follow_up import follow_ups
from bot.store.people import audit, people
from bot.store.schedule.holidays import of_year

LONGEST_PAUSE = timedelta(days=366)
"""The longest pause with an end date; more than a year is meant as an open end, or is a typo."""


@dataclass(frozen=True, slots=True)
class Wish:
    """
    A change of a member's settings; None leaves a setting as it is.

    Attributes:
        at: Wall-clock time of the daily nudge.
        weekdays: Working days, 0 for Monday; not empty.
        country: Whose public holidays count (see `countries.read_country`), or "" for none.
        leave: Replaces all leave.
    """

    at: time | None = None
    weekdays: frozenset[int] | None = None
    country: str | None = None
    leave: tuple[Leave, ...] | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """
    A member before and after a change.

    Attributes:
        following: When the next nudge is due, UTC, or None if none is planned.
        today: The date in the member's time zone.
        ahead: The nudge that comes then, if needed; None at the end of the track.
        back: When the first nudge after a new leave may come, UTC, or None without one.
    """

    before: Member
    after: Member
    following: datetime | None
    today: date
    ahead: Nudge | None = None
    back: datetime | None = None


@retry_conflicts
async def pause(
    coaching: Coaching, workspace: Workspace, slack_id: str, until: date | None
) -> Changed:
    """
    Send nothing until a local date, or until the member resumes.

    Args:
        until: The first day after the pause, in the member's zone; None for an open end.

    Raises:
        CoachingError: Not a member, or the date is not ahead.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await speaker(session, workspace, slack_id, now)
        check_until(member, until, now)
        await people.set_pause(session, member.id, now, until)
        await events.report(session, Event.RESUMED, member.id, now)
        paused = replace(member, paused_at=now, paused_until=until)
        at = await replan(session, paused, now)
        await _log(session, member, "pause", now, until=str(until or ""))
    await shown.catch_up(coaching, member.id)
    await refresh_home(coaching, workspace, slack_id)
    return Changed(member, paused, at, local_date(member.cadence, now))


@retry_conflicts
async def resume(coaching: Coaching, workspace: Workspace, slack_id: str) -> datetime | None:
    """
    Resume after a pause.

    Returns:
        When the next nudge is due, UTC, or None without a track.

    Raises:
        CoachingError: Not a member.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await speaker(session, workspace, slack_id, now)
        at = await end_pause(session, member, now)
    await shown.catch_up(coaching, member.id)
    await refresh_home(coaching, workspace, slack_id)
    return at


async def end_pause(session: Session, member: Member, now: datetime) -> datetime | None:
    """End a member's pause by their own wish; return when the next nudge is due, UTC."""
    await people.set_pause(session, member.id, None, None)
    await events.report(session, Event.RESUMED, member.id, now)
    await _log(session, member, "resume", now)
    return await replan(session, replace(member, paused_at=None, paused_until=None), now)


@retry_conflicts
async def change(coaching: Coaching, workspace: Workspace, slack_id: str, wish: Wish) -> Changed:
    """
    Change when a member hears from Baton: the time, the days, the public holidays, the leave.

    Raises:
        CoachingError: Not a member, or leave that ends before it begins or too far ahead.
    """
    now = coaching.clock()
    if wish.country:
        # The first use of a calendar loads a library, which would block the event loop.
        await asyncio.to_thread(of_year, wish.country, now.year)
    async with coaching.store.writing() as session:
        before = await speaker(session, workspace, slack_id, now)
        changed = await _change(session, before, wish, now)
    await refresh_home(coaching, workspace, slack_id)
    return changed


@retry_conflicts
async def add_leave(
    coaching: Coaching, workspace: Workspace, slack_id: str, leave: Leave
) -> Changed:
    """
    Add a range of leave: nothing is sent during it, and it doesn't count as silence.

    Raises:
        CoachingError: Not a member, or leave that ends before it begins or too far ahead.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        before = await speaker(session, workspace, slack_id, now)
        check_leave(leave, local_date(before.cadence, now))
        known = before.cadence.days_off.leave
        changed = await _change(session, before, Wish(leave=joined((*known, leave))), now)
        enrolment = await enrolments.active(session, before.id)
        back = nudge = None
        if enrolment is not None:
            back = next_of(enrolment, changed.after, now, leave.last + ONE_DAY)
            nudge = await _ahead(coaching, session, enrolment)
    await refresh_home(coaching, workspace, slack_id)
    return replace(changed, ahead=nudge, back=back)


async def read(coaching: Coaching, workspace: Workspace, slack_id: str) -> tuple[Member, date]:
    """
    Return a member, and the date in their time zone.

    Raises:
        CoachingError: Not a member.
    """
    async with coaching.store.reading() as session:
        member = await people.member(session, workspace.id, slack_id)
    if member is None:
        raise CoachingError("error-no-track")
    return member, local_date(member.cadence, coaching.clock())


def check_leave(leave: Leave, today: date) -> None:
    """
    Check that a range of leave is valid.

    Raises:
        CoachingError: It ends before it begins, is over, or ends too far ahead.
    """
    if leave.last < leave.first:
        turned = Leave(leave.last, leave.first)
        raise CoachingError(
            "error-leave-backwards", first=leave.first, last=leave.last, turned=str(turned)
        )
    if leave.last < today:
        raise CoachingError("error-leave-past", last=leave.last)
    if leave.last > today + LONGEST_AHEAD:
        raise CoachingError("error-leave-too-far", last=leave.last)


async def _change(session: Session, before: Member, wish: Wish, now: datetime) -> Changed:
    cadence, off = before.cadence, before.cadence.days_off
    today = local_date(cadence, now)
    leave = upcoming(off.leave if wish.leave is None else wish.leave, today)
    for one in leave:
        check_leave(one, today)
    await people.set_cadence(
        session, before.id, wish.at or cadence.at, wish.weekdays or cadence.weekdays
    )
    country = off.country if wish.country is None else wish.country
    await people.set_days_off(session, before.id, DaysOff(leave, country))
    after = await people.member_by_id(session, before.id)
    following = await replan(session, after, now)
    await _settle_silence(session, after, now)
    await _log(session, after, "settings", now, **_told(wish))
    return Changed(before, after, following, today)


async def _settle_silence(session: Session, member: Member, now: datetime) -> None:
    """Settle a silence that leave explains."""
    enrolment = await enrolments.active(session, member.id)
    if enrolment is None or member.leave_on(local_date(member.cadence, now)) is None:
        return
    past = (await history.of(session, [enrolment.id]))[enrolment.id]
    if silent_run(past, member.cadence) < SILENT_AFTER:
        await follow_ups.settle(session, member.id, [Reason.SILENT], now)


def _told(wish: Wish) -> dict[str, object]:
    """Return the settings that were changed, for the log."""
    told = {
        "at": wish.at and f"{wish.at:%H:%M}",
        "weekdays": wish.weekdays and sorted(wish.weekdays),
        "country": wish.country,
        "leave": None if wish.leave is None else [str(one) for one in wish.leave],
    }
    return {name: value for name, value in told.items() if value is not None}


def check_until(member: Member, until: date | None, now: datetime) -> None:
    """
    Check that a pause ends on a day that is ahead, and within a year.

    Raises:
        CoachingError: It doesn't.
    """
    today = local_date(member.cadence, now)
    if until and until <= today:
        raise CoachingError("error-date-past", date=until)
    if until and until > today + LONGEST_PAUSE:
        raise CoachingError("error-pause-too-long", date=until)


async def _ahead(coaching: Coaching, session: Session, running: Enrolment) -> Nudge | None:
    track = coaching.library.track(running.track)
    past = (await history.of(session, [running.id]))[running.id]
    return nudge_ahead(track, past) if track else None


async def _log(
    session: Session, member: Member, action: str, now: datetime, **detail: object
) -> None:
    await audit.note(
        session, member.workspace_id, member.slack_id, action, now, member_id=member.id, **detail
    )
