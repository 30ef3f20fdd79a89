"""Decide what a member gets next: a pure function of the track and their own history."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile

from bot.domain.answers.reply import Outcome
from bot.domain.delivery.ledger import DAILY, OPEN, Form, State
from bot.domain.follow_up.follow_up import SILENT_AFTER
from bot.domain.practice.track import Nudge, Track
from bot.domain.schedule.schedule import Cadence, is_working_day, local_date

DOOR_AFTER = 10
"""Working days after an unanswered check-in until the one final message (content brief, R12)."""

DOOR_OPEN = "door-open"
"""The reason of that message; it is a check-in like the first, so one tap resumes the track."""


@dataclass(frozen=True, slots=True)
class Past:
    """
    A past delivery and its outcome.

    Attributes:
        nudge: The nudge's id; "" for the welcome and the end of a track.
        turn: 1 for the first time in this form.
        answered_at: The time of the first reply, or None.
        private: Only the member may know the answer.
    """

    nudge: str
    turn: int
    form: str
    state: State
    sent_at: datetime | None = None
    outcome: Outcome | None = None
    answered_at: datetime | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """
    The next message, and the reason stored with it.

    Attributes:
        nudge: None for the end of the track, and for the question after a silence.
        reason: The rule that chose it, for *Why this?* and for the coach.
    """

    nudge: Nudge | None
    form: Form
    turn: int
    reason: str


def decide(track: Track, past: Sequence[Past], cadence: Cadence) -> Next | None:
    """
    Choose what one enrolment sends next. The same history gives the same choice.

    Args:
        track: The current version of the track.
        past: Every delivery of the enrolment, in any order.
        cadence: The member's, with their leave: a member on leave isn't silent.

    Returns:
        None while a message is pending, while a check-in is unanswered, and when nothing is left
        to send.
    """
    if any(p.state in OPEN and p.form in DAILY for p in past):
        return None
    following = nudge_ahead(track, past)
    if following is not None and is_silent(past, cadence):
        return None if keeps_still(past, cadence) else _check_in(past)
    if following is not None:
        return Next(following, Form.FULL, 1, "next-day")
    if any(p.form == Form.END for p in past):
        return None
    return Next(None, Form.END, 1, "track-done")


def nudge_ahead(track: Track, past: Sequence[Past]) -> Nudge | None:
    """Return the next day of the track, whenever it is due; None once all were sent."""
    gone = {p.nudge for p in past if p.form == Form.FULL}
    return next((n for n in track.nudges if n.id not in gone), None)


def silent_run(past: Sequence[Past], cadence: Cadence) -> int:
    """
    Count the unanswered nudges since the last answer.

    An answered check-in also ends the count: the member is there. Nudges received on leave don't
    count; the member may answer them afterwards.
    """
    run = 0
    for delivery in _newest_first(past, cadence):
        if delivery.answered_at is not None:
            break
        run += delivery.form != Form.CHECK_IN
    return run


def is_silent(past: Sequence[Past], cadence: Cadence) -> bool:
    """Return True if so many nudges are unanswered that Baton asks instead of sending one more."""
    return silent_run(past, cadence) >= SILENT_AFTER


def keeps_still(past: Sequence[Past], cadence: Cadence) -> bool:
    """Return True if a check-in is unanswered: nothing is sent until the member responds."""
    newest = next(iter(_newest_first(past, cadence)), None)
    has_asked = newest is not None and newest.form == Form.CHECK_IN
    return has_asked and is_silent(past, cadence)


def last_word(past: Sequence[Past], cadence: Cadence, now: datetime) -> Next | None:
    """
    Return the final message of a continued silence; after it, Baton sends nothing on its own.

    Args:
        now: UTC.

    Returns:
        None until the check-in has been unanswered for `DOOR_AFTER` working days, and always after
        that final message.
    """
    on_its_way = any(p.form == Form.CHECK_IN and p.state in OPEN for p in past)
    if on_its_way or not keeps_still(past, cadence):
        return None
    asked = list(takewhile(lambda p: p.answered_at is None, _newest_first(past, cadence)))
    questions = [p for p in asked if p.form == Form.CHECK_IN]
    if len(questions) != 1 or questions[0].sent_at is None:
        return None
    first, today = (local_date(cadence, at) for at in (questions[0].sent_at, now))
    days = (first + timedelta(days=n) for n in range(1, (today - first).days + 1))
    if sum(is_working_day(cadence, day) for day in days) < DOOR_AFTER:
        return None
    return replace(_check_in(past), reason=DOOR_OPEN)


def _check_in(past: Sequence[Past]) -> Next:
    turn = max((p.turn for p in past if p.form == Form.CHECK_IN), default=0) + 1
    return Next(None, Form.CHECK_IN, turn, "silent")


def _newest_first(past: Sequence[Past], cadence: Cadence) -> list[Past]:
    """Return messages that reached the member outside leave and need an answer, newest first."""
    asked = [p for p in past if p.form == Form.CHECK_IN and p.state is State.SENT]
    return sorted(
        [p for p in (*nudges_sent(past), *asked) if not _on_leave(p, cadence)],
        key=lambda p: (p.sent_at is not None, p.sent_at),
        reverse=True,
    )


def _on_leave(delivery: Past, cadence: Cadence) -> bool:
    if delivery.sent_at is None:
        return False
    day = local_date(cadence, delivery.sent_at)
    return any(day in leave for leave in cadence.days_off.leave)


def nudges_sent(past: Sequence[Past]) -> list[Past]:
    """Return only the nudges that reached the member."""
    return [p for p in past if p.state is State.SENT and p.nudge]
