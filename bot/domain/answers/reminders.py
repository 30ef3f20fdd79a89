"""The one reminder a member may ask for: the same day, inside their hours, or not at all."""

from datetime import datetime, timedelta

from bot.domain.people.people import Member
from bot.domain.schedule.schedule import open_slot

REMIND_AFTER = timedelta(hours=4)
"""How long after its time a nudge that waits is spoken of once more: one o'clock, for nine."""

NOT_WITHIN = timedelta(hours=2)
"""A nudge that came late was seen a moment ago."""


def is_reminded(member: Member, sent_at: datetime | None, now: datetime) -> bool:
    """
    Whether a nudge that waits is spoken of once more at *now*.

    Args:
        sent_at: When it went out, UTC; None when it has not.
    """
    running = open_slot(member.cadence, now)
    if not member.reminds or member.paused_at or member.deactivated or member.unreachable:
        return False
    if running is None or sent_at is None:
        return False
    return running <= sent_at <= now - NOT_WITHIN
