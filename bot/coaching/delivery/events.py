"""Cancel messages that make no sense any more after something happened to their member."""

from datetime import datetime

from bot.coaching.delivery.kind import kinds
from bot.domain.delivery.policy import Event
from bot.store.database.engine import Session
from bot.store.delivery import outbox, pending


async def report(session: Session, event: Event, subject_id: int, now: datetime) -> bool:
    """
    Skip the unsent messages that an event cancels, and close the open questions of sent ones.

    Args:
        subject_id: The nudge that was answered, the enrolment that was rescheduled, or the member.

    Returns:
        True if anything was waiting for this.
    """
    known = kinds()
    skipped = await pending.cancel(session, event, known.cancelled_by(event), subject_id)
    closed = await pending.close(session, event, known.closed_by(event), subject_id, now)
    for delivery_id in closed:
        await outbox.add(session, outbox.card(delivery_id), now, outbox.AT_ONCE)
    return skipped or bool(closed)
