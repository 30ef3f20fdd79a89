"""How a member stands: silence is not leave, a pause or a closed account."""

from collections.abc import Sequence
from datetime import date

from bot.domain.decide import Past, silent_run
from bot.domain.follow_up import SILENT_AFTER
from bot.domain.people import Member
from bot.domain.schedule import local_date
from bot.domain.time_off import ONE_DAY


def standing(member: Member, state: str, past: Sequence[Past], today: date) -> str:
    """
    One word for a roster; the sentence for it is `standing-<word>`.

    Args:
        state: The enrolment's state: active, queued, finished or stopped.
        past: Every delivery of the enrolment.
        today: The date on the member's own calendar.
    """
    if word := away(member, today):
        return word
    if state != "active":
        return state
    if silent_run(at_work(past, member)) >= SILENT_AFTER:
        return "silent"
    return "on-track" if any(p.nudge and p.sent_at for p in past) else "starting"


def at_work(past: Sequence[Past], member: Member) -> list[Past]:
    """What did not reach the member on leave: leave may be told of afterwards, too."""
    return [p for p in past if not _on_leave(p, member)]


def _on_leave(delivery: Past, member: Member) -> bool:
    if delivery.sent_at is None:
        return False
    return member.leave_on(local_date(member.cadence, delivery.sent_at)) is not None


def away(member: Member, today: date) -> str:
    """Why nothing reaches a member on that local date, or "" if all does."""
    if member.deactivated:
        return "deactivated"
    if member.unreachable:
        return "unreachable"
    if member.paused_on(today):
        return "paused"
    return "on-leave" if member.leave_on(today) else ""


def away_until(member: Member, today: date) -> date | None:
    """The last day of a leave or a pause that is running, where there is one."""
    if member.paused_on(today):
        return member.paused_until - ONE_DAY if member.paused_until else None
    leave = member.leave_on(today)
    return leave.last if leave else None
