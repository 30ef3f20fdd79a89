"""How a member stands: silence is not leave, a pause or a closed account."""

from collections.abc import Sequence

from bot.domain.decide import Past, is_silent
from bot.domain.people import Member


def standing(member: Member, state: str, past: Sequence[Past]) -> str:
    """
    One word for a roster; the sentence for it is `standing-<word>`.

    Args:
        state: The enrolment's state: active, queued, finished or stopped.
        past: Every delivery of the enrolment.
    """
    if member.deactivated:
        return "deactivated"
    if member.unreachable:
        return "unreachable"
    if member.paused_at:
        return "paused"
    if state != "active":
        return state
    if is_silent(past):
        return "silent"
    return "on-track" if any(p.nudge and p.sent_at for p in past) else "starting"
