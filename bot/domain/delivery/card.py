"""What a member sees of one delivery, before it is drawn for Slack."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.answers.reply import Answer
from bot.domain.check_ins.check_in import Choice
from bot.domain.check_ins.pause_offer import RestChoice
from bot.domain.delivery.ledger import Form
from bot.domain.plans.plan import Plan
from bot.domain.practice.progress import Progress
from bot.domain.practice.track import Nudge


@dataclass(frozen=True, slots=True)
class Card:
    """
    One nudge, for one member.

    Attributes:
        reader: The mention of the coach who reads what is answered now, or "" when nobody does.
        helper: The mention of the coach the member can ask, or "" when they have none.
        is_kept: The member keeps the answer to themself.
        is_earlier: Some of the answer was not said to that reader, who cannot read it.
        zone: The member's IANA zone, in which moments are shown.
        is_back: It was put off, and this is it once more.
        is_return: It is the first after a pause or leave.
        comes_back: When it comes once more, UTC, or None.
        nth: How many nudges the member had before it, on whatever track: acknowledgements take
            turns by it.
        is_moved: It has come once more, so that another card stands for it.
    """

    delivery_id: int
    track: str
    days: int
    nudge: Nudge
    form: Form
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


@dataclass(frozen=True, slots=True)
class Occasion:
    """
    The one question about a plan.

    Attributes:
        nudge_id: The delivery of the nudge it was made on, where it can be made anew.
        reader: The mention of the coach who reads what came of it, or "".
        is_kept: The member keeps that to themself.
        zone: The member's IANA zone, in which moments are shown.
    """

    delivery_id: int
    nudge_id: int
    track: str
    title: str
    plan: Plan
    reader: str
    zone: str
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Reminder:
    """One line about a nudge that waits; once *answered*, that it does no more."""

    delivery_id: int
    title: str
    answered: bool


@dataclass(frozen=True, slots=True)
class CheckIn:
    """
    The one question after a silence.

    Attributes:
        coach: The mention of the coach who can be told, or "".
        choice: What was tapped; None before, and where the answer came by another way.
        is_last: It is the one word after a long silence; nothing more comes by itself.
        following: When the next nudge comes, UTC, or None.
    """

    delivery_id: int
    track: str
    coach: str
    answered: bool
    choice: Choice | None
    following: datetime | None
    zone: str
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Rest:
    """
    The one offer in a pause with an open end.

    Attributes:
        coach: The mention of the coach who can be told, or "".
        nudge: The day that comes next on the track, or None after the last.
        choice: What was tapped; None before, and where the pause ended by another way.
        following: When the next nudge comes, UTC, or None.
    """

    delivery_id: int
    track: str
    coach: str
    nudge: Nudge | None
    answered: bool
    choice: RestChoice | None
    following: datetime | None
    zone: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """
    The first message of an enrolment.

    Attributes:
        first: When the first nudge comes (UTC), or None while that is open (paused).
        zone: The member's IANA zone, in which *first* is shown.
        note: What the coach wrote to the member, or "".
        confirmed: The coach has said that they are not the member's line manager.
        moved: It is the coach who is new.
        goes_on: With them, a track that is running.
        introduced: The coach's number in the store, and their name.
        has_earlier: The member has answers that were not said to this coach.
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
    """The last message of an enrolment, with what came of it; *coach* is "" for none."""

    delivery_id: int
    progress: Progress
    coach: str
    following: str


@dataclass(frozen=True, slots=True)
class CoachWords:
    """What a coach has written to a member; *reads* is whether an answer reaches them."""

    delivery_id: int
    coach: str
    text: str
    reads: bool = True
