"""The content of a delivery's message, before it is drawn for Slack."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.answers.reply import Answer
from bot.domain.check_ins.check_in import Choice
from bot.domain.check_ins.pause_offer import PauseChoice
from bot.domain.plans.plan import Plan
from bot.domain.practice.progress import Progress
from bot.domain.practice.track import Nudge


@dataclass(frozen=True, slots=True)
class Card:
    """
    One nudge for one member.

    Attributes:
        reader: The mention of the coach who reads answers now, or "".
        helper: The mention of the coach the member can ask for help, or "".
        is_kept: The member keeps the answer private.
        is_earlier: Part of the answer wasn't given to that reader, who can't read it.
        zone: The member's IANA zone, in which times are shown.
        is_back: It was snoozed and has come back.
        is_return: It is the first after a pause or leave.
        comes_back: The time a snoozed nudge comes back, UTC, or None.
        nth: The number of nudges the member got before it, on any track: acknowledgements rotate
            by it.
        is_moved: It has come back on a newer card, which replaces this one.
        is_aside: The member asked for it from another track than the one they're on, whose
            progress it doesn't change.
    """

    delivery_id: int
    track: str
    days: int
    nudge: Nudge
    form: str
    reader: str
    helper: str
    answer: Answer
    progress: Progress
    is_kept: bool = False
    is_earlier: bool = False
    zone: str = "UTC"
    is_back: bool = False
    is_return: bool = False
    comes_back: datetime | None = None
    nth: int = 0
    is_moved: bool = False
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """
    The one question about a plan.

    Attributes:
        nudge_id: The delivery of the plan's nudge, where a new plan can be made.
        reader: The mention of the coach who reads the outcome, or "".
        is_kept: The member keeps that private.
        zone: The member's IANA zone, in which times are shown.
        is_outside_hours: The moment they chose is outside their hours or on a day off.
    """

    delivery_id: int
    nudge_id: int
    track: str
    title: str
    plan: Plan
    reader: str
    zone: str
    is_kept: bool = False
    is_outside_hours: bool = False


@dataclass(frozen=True, slots=True)
class Reminder:
    """One line about an unanswered nudge; once *answered*, it says that."""

    delivery_id: int
    title: str
    answered: bool


@dataclass(frozen=True, slots=True)
class CheckIn:
    """
    The check-in after a silence.

    Attributes:
        coach: The mention of the coach who can be told, or "".
        choice: The option tapped; None before that, and if the member responded another way.
        is_last: It is the final message after a long silence; Baton sends nothing more on its own.
        following: The time of the next nudge, UTC, or None.
        is_paused: The member is paused, and may take back a choice that paused them.
    """

    delivery_id: int
    track: str
    coach: str
    answered: bool
    choice: Choice | None
    following: datetime | None
    zone: str
    is_last: bool = False
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class PauseOffer:
    """
    The one offer in a pause with no end date.

    Attributes:
        coach: The mention of the coach who can be told, or "".
        nudge: The next day of the track, or None after the last.
        choice: The option tapped; None before that, and if the pause ended another way.
        following: The time of the next nudge, UTC, or None.
    """

    delivery_id: int
    track: str
    coach: str
    nudge: Nudge | None
    answered: bool
    choice: PauseChoice | None
    following: datetime | None
    zone: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """
    The first message of an enrolment.

    Attributes:
        first: The time of the first nudge (UTC), or None while it's unknown (paused).
        zone: The member's IANA zone, in which *first* is shown.
        note: The coach's note to the member, or "".
        confirmed: The coach has said that they are not the member's line manager.
        moved: It introduces a new coach instead of a track.
        goes_on: The new coach takes over a running track.
        introduced: The coach's id in the store, and their name.
        has_earlier: The member has answers that weren't given to this coach.
        shares_earlier: The member lets this coach read those.
    """

    delivery_id: int
    track: str
    purpose: str
    days: int
    coach: str
    first: datetime | None
    zone: str
    shares: bool
    note: str = ""
    confirmed: bool = False
    moved: bool = False
    goes_on: bool = True
    introduced: tuple[int, str] = (0, "")
    has_earlier: bool = False
    shares_earlier: bool = False


@dataclass(frozen=True, slots=True)
class TrackEnd:
    """The last message of an enrolment, with its result; *coach* is "" for none."""

    delivery_id: int
    progress: Progress
    coach: str
    following: str


@dataclass(frozen=True, slots=True)
class CoachWords:
    """A coach's message to a member; *reads* is True if the coach can read an answer."""

    delivery_id: int
    coach: str
    text: str
    reads: bool = True
