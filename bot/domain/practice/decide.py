"""What a member gets next: one pure choice from the track and their own history."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile

from bot.domain.answers.reply import Outcome
from bot.domain.delivery.ledger import BESIDE, OPEN, Form, State
from bot.domain.follow_up.follow_up import SILENT_AFTER
from bot.domain.practice.track import Nudge, Track
from bot.domain.schedule.schedule import Cadence, is_working_day, local_date

DOOR_AFTER = 10
"""Working days of keeping still after which one last kind word comes (content brief, R12)."""

DOOR_OPEN = "door-open"
"""The reason of that word; it is a check-in like the first, so that one tap goes on."""


@dataclass(frozen=True, slots=True)
class Past:
    """
    A delivery as history: what went out, and what came of it.

    Attributes:
        nudge: The nudge's id; "" for the welcome and the end of a track.
        turn: 1 for the first time in this form.
        answered_at: When the first reply came, or None.
        private: Nobody but the member may know what was answered.
    """

    nudge: str
    turn: int
    form: Form
    state: State
    sent_at: datetime | None = None
    outcome: Outcome | None = None
    answered_at: datetime | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """
    What to send, and the reason that is kept with it.

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
    Choose what one enrolment sends next. Same history, same choice.

    Args:
        track: The track as it reads today.
        past: Every delivery of the enrolment, in any order.
        cadence: The member's, with their leave: nobody is silent on it.

    Returns:
        None while something is still on its way, while Baton keeps still after a silence, and
        when all has been said.
    """
    if any(p.state in OPEN and p.form not in {Form.WELCOME, *BESIDE} for p in past):
        return None
    following = nudge_ahead(track, past)
    if following is not None and is_silent(past, cadence):
        return None if keeps_still(past, cadence) else _check_in(past)
    if following is not None:
        return Next(following, Form.FULL, 1, "next-day")
    if any(p.form is Form.END for p in past):
        return None
    return Next(None, Form.END, 1, "track-done")


def nudge_ahead(track: Track, past: Sequence[Past]) -> Nudge | None:
    """The day of the track that comes next, whenever that is; None once all have come."""
    gone = {p.nudge for p in past if p.form is Form.FULL}
    return next((n for n in track.nudges if n.id not in gone), None)


def silent_run(past: Sequence[Past], cadence: Cadence) -> int:
    """
    How many of the newest nudges sent, counted back from the last, stand unanswered.

    A check-in that was answered ends the count, too: the member is there. What reached them on
    leave does not count; they may tell of it afterwards.
    """
    run = 0
    for delivery in _newest_first(past, cadence):
        if delivery.answered_at is not None:
            break
        run += delivery.form is not Form.CHECK_IN
    return run


def is_silent(past: Sequence[Past], cadence: Cadence) -> bool:
    """Whether so many nudges stand unanswered that Baton asks, instead of sending one more."""
    return silent_run(past, cadence) >= SILENT_AFTER


def keeps_still(past: Sequence[Past], cadence: Cadence) -> bool:
    """Whether Baton has asked, and waits: nothing is sent until there is a sign of life."""
    newest = next(iter(_newest_first(past, cadence)), None)
    has_asked = newest is not None and newest.form is Form.CHECK_IN
    return has_asked and is_silent(past, cadence)


def last_word(past: Sequence[Past], cadence: Cadence, now: datetime) -> Next | None:
    """
    One kind word after a silence that goes on; after it, nothing more comes by itself.

    Args:
        now: UTC.

    Returns:
        None before the question has stood for `DOOR_AFTER` working days, and ever after the word.
    """
    on_its_way = any(p.form is Form.CHECK_IN and p.state in OPEN for p in past)
    if on_its_way or not keeps_still(past, cadence):
        return None
    asked = list(takewhile(lambda p: p.answered_at is None, _newest_first(past, cadence)))
    questions = [p for p in asked if p.form is Form.CHECK_IN]
    if len(questions) != 1 or questions[0].sent_at is None:
        return None
    first, today = (local_date(cadence, at) for at in (questions[0].sent_at, now))
    days = (first + timedelta(days=n) for n in range(1, (today - first).days + 1))
    if sum(is_working_day(cadence, day) for day in days) < DOOR_AFTER:
        return None
    return replace(_check_in(past), reason=DOOR_OPEN)


def _check_in(past: Sequence[Past]) -> Next:
    turn = max((p.turn for p in past if p.form is Form.CHECK_IN), default=0) + 1
    return Next(None, Form.CHECK_IN, turn, "silent")


def _newest_first(past: Sequence[Past], cadence: Cadence) -> list[Past]:
    """What reached the member at work and waits, or waited, for an answer."""
    asked = [p for p in past if p.form is Form.CHECK_IN and p.state is State.SENT]
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
    """Only what reached the member and asked for an answer."""
    return [p for p in past if p.state is State.SENT and p.nudge]
