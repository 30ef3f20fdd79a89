"""A member's personal record: their time with Baton, by track and day."""

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
        nudge: The current version; None once its author has retired it.
        sent_at: UTC.
        private: Its day was private, or that is unknown.
    """

    nudge: Nudge | None
    sent_at: datetime
    answer: Answer
    private: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """
    One of a member's tracks; oldest page first.

    Attributes:
        begun: The first day, as a local date.
        coach: The coach who chose it, or "" if the member asked for its nudges themself.
    """

    title: str
    begun: date
    coach: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """
    The whole record, oldest track first.

    Attributes:
        months: Months with a nudge, oldest first; the current one ends today.
    """

    member: Member
    made_at: datetime
    chapters: tuple[Chapter, ...]
    months: tuple[Month, ...] = ()


def months(member: Member, today: date, came: Sequence[Came]) -> tuple[Month, ...]:
    """
    Build each month with a nudge.

    Args:
        today: The member's local date.
    """
    days = (local_date(member.cadence, one.sent_at) for one in came)
    firsts = sorted({day.replace(day=1) for day in days})
    lasts = (Month(first, {}).last for first in firsts)
    return tuple(month(member, min(last, today), came) for last in lasts)
