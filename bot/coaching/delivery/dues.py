"""Build new deliveries, and compute when they are due."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot.domain.delivery.delivery import NewDelivery
from bot.domain.delivery.ledger import Form
from bot.domain.enrolment.enrolment import Enrolment
from bot.domain.people.people import Member
from bot.domain.practice.track import Nudge
from bot.domain.practice.turn import ONE_DAY
from bot.domain.practice.wordings import FIRST, wording_for
from bot.domain.schedule.schedule import closes, first_slot, local_date, slot_date
from bot.store.delivery import pending

TRY_AGAIN_AFTER = timedelta(days=7)
"""Wait before retrying a member Slack won't deliver to; an admin may have fixed it."""

PULL_WINDOW = timedelta(hours=1)
"""Deadline of a requested nudge; the member who asked is there now."""


class Window(NamedTuple):
    """The sending window of a message, in UTC; it is due when that opens."""

    opens: datetime
    closes: datetime


def welcome(enrolment_id: int, member: Member, coach_id: int, now: datetime) -> NewDelivery:
    """Build a welcome card: due now within the member's hours, else at their next slot."""
    hours = next_for(member, now, local_date(member.cadence, now) - ONE_DAY) or pending.NEVER
    at = max(hours, now)
    owed = new_delivery(enrolment_id, member, Form.WELCOME, "assigned", Window(at, expiry(hours)))
    return replace(owed, introduces_id=coach_id)


def word_of_coach(
    enrolment_id: int, member: Member, coach_id: int, turn: int, now: datetime
) -> NewDelivery:
    """Build the notice that another coach has taken over; it goes out before the next nudge."""
    hours = time_of_word(member, now)
    window, reason = Window(max(hours, now), expiry(hours)), pending.COACH_CHANGED
    owed = new_delivery(enrolment_id, member, Form.WELCOME, reason, window)
    return replace(owed, introduces_id=coach_id, turn=turn)


def time_of_word(member: Member, now: datetime) -> datetime:
    """
    Return when a member hears of a new coach: in their next hours, even during a pause.

    A pause holds back only what asks something of them. They should always know who reads their
    answers.
    """
    if member.deactivated:
        return pending.NEVER
    running = local_date(member.cadence, now) - ONE_DAY
    first = max(running, _after_refusal(member) or running)
    return first_slot(member.cadence, now, first) or pending.NEVER


def pulled(enrolment_id: int, member: Member, nudge: Nudge, now: datetime) -> NewDelivery:
    """Build a nudge the member requested: due now, at any hour."""
    window, reason = Window(now, now + PULL_WINDOW), pending.ASKED_FOR
    asked = new_delivery(enrolment_id, member, Form.FULL, reason, window, nudge)
    return replace(asked, paced_at=now)


def written(enrolment_id: int, member: Member, message_id: int, now: datetime) -> NewDelivery:
    """Build a coach's own message: due now, at any hour, since a person sends it."""
    window = Window(now, now + PULL_WINDOW)
    words = new_delivery(enrolment_id, member, Form.COACH, "coach", window)
    return replace(words, turn=message_id, paced_at=now)


def expiry(at: datetime) -> datetime:
    """Return when a delivery due at *at* expires for that day."""
    return at if at == pending.NEVER else closes(at)


def next_for(member: Member, now: datetime, first: date | None = None) -> datetime | None:
    """Return when a member's next nudge is due, *first* or later; None if nothing is planned."""
    if member.deactivated or (member.paused_at and member.paused_until is None):
        return None
    # After midnight, the day of a late window that is still open counts as today.
    today = slot_date(member.cadence, now)
    days = [first, member.paused_until, _after_refusal(member), today]
    return first_slot(member.cadence, now, max(day for day in days if day))


def _after_refusal(member: Member) -> date | None:
    """Return the first day to retry a member Slack wouldn't deliver to."""
    if member.refused_at is None:
        return None
    return local_date(member.cadence, member.refused_at) + TRY_AGAIN_AFTER


def next_of(
    enrolment: Enrolment, member: Member, now: datetime, first: date | None = None
) -> datetime | None:
    """Return when an enrolment is next due, on *first* or later, and never twice in a day."""
    days = [enrolment.starts_on, first, enrolment.last_day and enrolment.last_day + ONE_DAY]
    return next_for(member, now, max(day for day in days if day))


def new_delivery(
    enrolment_id: int,
    member: Member,
    form: Form,
    reason: str,
    window: Window,
    nudge: Nudge | None = None,
) -> NewDelivery:
    """Build a delivery that is due when its window opens, in this member's wording."""
    return NewDelivery(
        workspace_id=member.workspace_id,
        enrolment_id=enrolment_id,
        member_id=member.id,
        form=form,
        reason=reason,
        due_at=window.opens,
        not_before=window.opens,
        expires_at=window.closes,
        nudge=nudge.id if nudge else "",
        private=nudge.private if nudge else False,
        wording=wording_for(nudge, member.id) if nudge else FIRST,
    )
