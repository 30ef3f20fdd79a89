"""What a delivery's row holds when it's owed, and when it falls due."""

from datetime import date, datetime, timedelta
from typing import Any

from bot.domain.delivery.ledger import Form
from bot.domain.people.people import Member
from bot.domain.practice.track import Nudge
from bot.domain.practice.turn import ONE_DAY
from bot.domain.practice.wordings import FIRST, wording_for
from bot.domain.schedule.schedule import closes, first_slot, local_date
from bot.store.delivery import pending
from bot.store.enrolment.enrolments import Enrolment

TRY_AGAIN_AFTER = timedelta(days=7)
"""How long a member is let be whom Slack won't deliver to; an admin may have changed that."""

PULL_WINDOW = timedelta(hours=1)
"""How long a nudge that was asked for is tried; whoever asks is there now."""


def welcome(enrolment_id: int, member: Member, coach_id: int, now: datetime) -> dict[str, Any]:
    """The welcome card as something owed: at once within the member's hours, else in the next."""
    hours = next_for(member, now, local_date(member.cadence, now) - ONE_DAY) or pending.NEVER
    at = max(hours, now)
    owing = delivery(enrolment_id, member, Form.WELCOME, "assigned") | when(at, expiry(hours))
    return owing | {"introduces_id": coach_id}


def word_of_coach(
    enrolment_id: int, member: Member, coach_id: int, turn: int, now: datetime
) -> dict[str, Any]:
    """Word that another coach has taken over: it comes before the next nudge."""
    at = time_of_word(member, now)
    owing = welcome(enrolment_id, member, coach_id, now) | when(max(at, now), expiry(at))
    return owing | {"turn": turn, "reason": pending.COACH_CHANGED}


def time_of_word(member: Member, now: datetime) -> datetime:
    """
    When a member hears of a new coach: in their next hours, in a pause as well.

    A pause holds back what asks something of them. Who reads their answers is for them to know.
    """
    if member.deactivated:
        return pending.NEVER
    running = local_date(member.cadence, now) - ONE_DAY
    first = max(running, _after_refusal(member) or running)
    return first_slot(member.cadence, now, first) or pending.NEVER


def pulled(enrolment_id: int, member: Member, nudge: Nudge, now: datetime) -> dict[str, Any]:
    """A nudge the member asked for themself: at once, whatever the hour."""
    asked = delivery(enrolment_id, member, Form.FULL, pending.ASKED_FOR, nudge)
    asked["wording"] = wording_for(nudge, member.id)
    return asked | when(now, now + PULL_WINDOW) | {"paced_at": now}


def written(enrolment_id: int, member: Member, message_id: int, now: datetime) -> dict[str, Any]:
    """A coach's own words: at once, whatever the hour, since a person sends them."""
    words = delivery(enrolment_id, member, Form.COACH, "coach")
    return words | when(now, now + PULL_WINDOW) | {"turn": message_id, "paced_at": now}


def expiry(at: datetime) -> datetime:
    """When something owed at *at* is too late for that day."""
    return at if at == pending.NEVER else closes(at)


def next_for(member: Member, now: datetime, first: date | None = None) -> datetime | None:
    """When a member's next nudge is due, on *first* or later; None while nothing is planned."""
    if member.deactivated or (member.paused_at and member.paused_until is None):
        return None
    days = [first, member.paused_until, _after_refusal(member), local_date(member.cadence, now)]
    return first_slot(member.cadence, now, max(day for day in days if day))


def _after_refusal(member: Member) -> date | None:
    """From when on a member is tried again whom Slack wouldn't deliver to."""
    if member.refused_at is None:
        return None
    return local_date(member.cadence, member.refused_at) + TRY_AGAIN_AFTER


def next_of(
    enrolment: Enrolment, member: Member, now: datetime, first: date | None = None
) -> datetime | None:
    """When an enrolment is due next, on *first* or later: never twice on a day."""
    days = [enrolment.starts_on, first, enrolment.last_day and enrolment.last_day + ONE_DAY]
    return next_for(member, now, max(day for day in days if day))


def delivery(
    enrolment_id: int, member: Member, form: Form, reason: str, nudge: Nudge | None = None
) -> dict[str, Any]:
    """The part of a delivery's row that doesn't say when it goes out."""
    return {
        "workspace_id": member.workspace_id,
        "enrolment_id": enrolment_id,
        "member_id": member.id,
        "nudge": nudge.id if nudge else "",
        "private": nudge.private if nudge else False,
        "introduces_id": None,
        "form": form,
        "turn": 1,
        "wording": FIRST,
        "reason": reason,
    }


def when(at: datetime, expires_at: datetime) -> dict[str, Any]:
    """The part of a delivery's row that says when it goes out."""
    return {"due_at": at, "not_before": at, "expires_at": expires_at}
