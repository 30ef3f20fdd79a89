"""The one reminder a member may ask for, on the same day: whether a nudge gets one."""

from datetime import datetime, timedelta

from bot.domain.people.people import Member
from bot.domain.schedule.schedule import local_date, open_slot

REMIND_AFTER = timedelta(hours=4)
"""Time after the scheduled time until an unanswered nudge gets its reminder: 13:00 for 9:00."""

NOT_WITHIN = timedelta(hours=2)
"""A nudge sent less than this before gets no reminder: it has just been seen."""


def is_reminded(member: Member, sent_at: datetime | None, now: datetime) -> bool:
    """
    Return True if an unanswered nudge gets a reminder at *now*.

    Args:
        sent_at: The time it was sent, UTC; None if it wasn't.
    """
    running = open_slot(member.cadence, now)
    is_paused = member.paused_on(local_date(member.cadence, now))
    if not member.reminds or is_paused or member.deactivated or member.unreachable:
        return False
    if running is None or sent_at is None:
        return False
    return running <= sent_at <= now - NOT_WITHIN
