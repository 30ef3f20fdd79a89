"""A member's standing for the roster: silence isn't leave, a pause or a closed account."""

from collections.abc import Sequence
from datetime import date

from bot.domain.enrolment.enrolment import EnrolmentState
from bot.domain.people.people import Member
from bot.domain.practice.decide import Past, is_silent
from bot.domain.schedule.time_off import ONE_DAY


def standing(member: Member, state: str, past: Sequence[Past], today: date) -> str:
    """
    Return one word for the roster; its sentence is `standing-<word>`.

    Args:
        state: The enrolment's state: active, queued, finished or stopped.
        past: Every delivery of the enrolment.
        today: The member's local date.
    """
    if word := away(member, today):
        return word
    if state != EnrolmentState.ACTIVE:
        return state
    if is_silent(past, member.cadence):
        return "silent"
    return "on-track" if any(p.nudge and p.sent_at for p in past) else "starting"


def away(member: Member, today: date) -> str:
    """Return the reason nothing reaches a member on that local date, or ""."""
    if member.deactivated:
        return "deactivated"
    if member.unreachable:
        return "unreachable"
    if member.paused_on(today):
        return "paused"
    return "on-leave" if member.leave_on(today) else ""


def away_until(member: Member, today: date) -> date | None:
    """Return the last day of a current leave or pause, if there is one."""
    if member.paused_on(today):
        return member.paused_until - ONE_DAY if member.paused_until else None
    leave = member.leave_on(today)
    return leave.last if leave else None
