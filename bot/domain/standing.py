"""How a member stands: silence is not leave, a pause or a closed account."""

from collections.abc import Sequence
from datetime import date

from bot.domain.decide import Past, is_silent
from bot.domain.people import Member


def standing(member: Member, state: str, past: Sequence[Past], today: date) -> str:
    """
    One word for a roster; the sentence for it is `standing-<word>`.

    Args:
        state: The enrolment's state: active, queued, finished or stopped.
        past: Every delivery of the enrolment.
        today: The date on the member's own calendar.
    """
    if word := _away(member, today):
        return word
    if state != "active":
        return state
    if is_silent(past, member.cadence):
        return "silent"
    return "on-track" if any(p.nudge and p.sent_at for p in past) else "starting"


def _away(member: Member, today: date) -> str:
    if member.deactivated:
        return "deactivated"
    if member.unreachable:
        return "unreachable"
    if member.paused_on(today):
        return "paused"
    return "on-leave" if member.leave_on(today) else ""
