"""What a member sees of one delivery, before it is drawn for Slack."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ledger import Form
from bot.domain.progress import Progress
from bot.domain.reply import Answer
from bot.domain.track import Nudge


@dataclass(frozen=True, slots=True)
class Card:
    """
    One nudge, for one member.

    Attributes:
        reader: The mention of the coach who reads the answer, or "" when only the member does.
        helper: The mention of the member's coach, whether or not they read the answer.
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


@dataclass(frozen=True, slots=True)
class Welcome:
    """
    The first message of an enrolment.

    Attributes:
        first: When the first nudge comes (UTC), or None while that is open (paused).
        zone: The member's IANA zone, in which *first* is shown.
        note: What the coach wrote to the member, or "".
        confirmed: The coach has said that they are not the member's line manager.
        moved: The track goes on; it is the coach who is new.
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


@dataclass(frozen=True, slots=True)
class TrackEnd:
    """The last message of an enrolment, with what came of it."""

    delivery_id: int
    progress: Progress
    coach: str
    following: str
