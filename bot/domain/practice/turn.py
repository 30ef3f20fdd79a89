"""An enrolment's turn at its due time: what to send, until when, and when it is next due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.delivery.ledger import OPEN, Form
from bot.domain.practice.decide import Next, Past, decide, keeps_still, last_word
from bot.domain.practice.track import Track
from bot.domain.schedule.schedule import Cadence, local_date, next_due, open_slot, slot_date

ONE_DAY = timedelta(days=1)

STILL_FOR = timedelta(days=7)
"""Time after an unanswered check-in until the coach may hear of it again."""


@dataclass(frozen=True, slots=True)
class Turn:
    """
    The decision for an enrolment that is due.

    Attributes:
        send: The message to send, or None for nothing this time.
        slot: The slot of that message, UTC.
        day: The local date of that slot: no second nudge is sent on it.
        next_due: The next due time of the enrolment, UTC, or None for never.
        note: The reason nothing is sent, or it is sent late; stored with the attempt.
    """

    send: Next | None
    slot: datetime | None
    day: date | None
    next_due: datetime | None
    note: str = ""


def turn(
    track: Track | None,
    past: Sequence[Past],
    cadence: Cadence,
    due: datetime,
    last_day: date | None,
    now: datetime,
) -> Turn:
    """
    Decide what an enrolment that is due does at *now*.

    However long Baton was down, one nudge is sent and the rest are postponed: the position in the
    track only advances with nudges sent.

    Args:
        track: The enrolment's track, or None if its file can't be read.
        past: Every delivery of the enrolment.
        cadence: The member's, with days off.
        due: The slot it was planned for, UTC.
        last_day: The local date of the newest slot used, or None.
        now: UTC, not before *due*.
    """
    slot = open_slot(cadence, now)
    if slot is None:
        return Turn(None, None, last_day, next_due(cadence, now, _after(last_day)), "hours-closed")
    day = local_date(cadence, slot)
    if last_day is not None and day <= last_day:
        return Turn(None, None, last_day, next_due(cadence, now, _after(last_day)), "same-day")
    if track is None:
        following = next_due(cadence, now, _after(day))
        return Turn(None, None, last_day, following, "track-missing")
    choice = None
    if not _is_welcome_waiting(past):
        choice = decide(track, past, cadence) or last_word(past, cadence, now)
    asks = keeps_still(past, cadence) or (choice is not None and choice.form == Form.CHECK_IN)
    following = next_due(cadence, now, day + (STILL_FOR if asks else ONE_DAY))
    if choice is None:
        note = "keeps-still" if asks else "still-on-its-way"
        return Turn(None, None, last_day, following, note)
    late = "moved-on" if day > local_date(cadence, due) else ""
    ends = choice.form == Form.END
    return Turn(choice, slot, day, None if ends else following, late)


def taken_after_a_move(last_day: date, heard: datetime, cadence: Cadence) -> date:
    """
    Return the last used day after a member's time zone changed.

    Across the date line, the day they last got a message has another date on the new calendar;
    neither of the two dates gets a second nudge.

    Args:
        last_day: The local date of the newest slot used, on the old calendar.
        heard: The time of the last message to them.
        cadence: The member's, in the new zone.
    """
    return max(last_day, slot_date(cadence, heard))


def _is_welcome_waiting(past: Sequence[Past]) -> bool:
    """A late welcome goes first; the nudge is sent on another day."""
    return any(p.form == Form.WELCOME and p.state in OPEN for p in past)


def _after(day: date | None) -> date | None:
    return None if day is None else day + ONE_DAY
