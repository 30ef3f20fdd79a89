"""A member's time with Baton, track by track and day by day: what is worth keeping of it."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.people import Member
from bot.domain.reply import Answer
from bot.domain.track import Nudge


@dataclass(frozen=True, slots=True)
class Page:
    """
    One nudge that reached the member.

    Attributes:
        nudge: As it reads today; None once its author has retired it.
        sent_at: UTC.
    """

    nudge: Nudge | None
    sent_at: datetime
    answer: Answer


@dataclass(frozen=True, slots=True)
class Chapter:
    """One track of a member's, with the coach who chose it; the oldest page first."""

    title: str
    begun: date
    coach: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """All of it; the oldest track first."""

    member: Member
    made_at: datetime
    chapters: tuple[Chapter, ...]
