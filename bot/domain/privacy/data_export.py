"""A member's time with Baton, track by track and day by day: what is worth keeping of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.answers.reply import Answer
from bot.domain.people.people import Member
from bot.domain.practice.track import Nudge
from bot.domain.reports.month import Came, Month, month
from bot.domain.schedule.schedule import local_date


@dataclass(frozen=True, slots=True)
class Page:
    """
    One nudge that reached the member.

    Attributes:
        nudge: As it reads today; None once its author has retired it.
        sent_at: UTC.
        private: Its day was private, or nobody knows.
    """

    nudge: Nudge | None
    sent_at: datetime
    answer: Answer
    private: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """One track of a member's, with the coach who chose it; the oldest page first."""

    title: str
    begun: date
    coach: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """
    All of it; the oldest track first.

    Attributes:
        months: Those in which a nudge came, the oldest first; the running one goes up to today.
    """

    member: Member
    made_at: datetime
    chapters: tuple[Chapter, ...]
    months: tuple[Month, ...] = ()


def months(member: Member, today: date, came: Sequence[Came]) -> tuple[Month, ...]:
    """
    Read each month in which a nudge came.

    Args:
        today: The date on the member's own calendar.
    """
    days = (local_date(member.cadence, one.sent_at) for one in came)
    firsts = sorted({day.replace(day=1) for day in days})
    lasts = (Month(first, {}).last for first in firsts)
    return tuple(month(member, min(last, today), came) for last in lasts)
