"""Days off: a member's leave, and their country's public holidays."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_AHEAD = timedelta(days=366)
"""Furthest end of leave: the schedule's horizon always has a working day after it."""

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Leave:
    """A range of local dates, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        """Return True if the range covers that date."""
        return self.first <= day <= self.last

    def __str__(self) -> str:
        """Format as people type it: 2026-12-24..2027-01-03, or a single day."""
        return f"{self.first}" if self.first == self.last else f"{self.first}..{self.last}"


@dataclass(frozen=True, slots=True)
class DaysOff:
    """
    Leave and public holidays, as local dates: `day in days_off`.

    Attributes:
        leave: In order, no two adjacent or overlapping.
        country: The ISO 3166 code for public holidays: DE, or DE-BY for a part; or "".
        holidays: Those holidays.
    """

    leave: tuple[Leave, ...] = ()
    country: str = ""
    holidays: Container[date] = frozenset()

    def __contains__(self, day: date) -> bool:
        """Return True if nothing is sent on that date."""
        return any(day in leave for leave in self.leave) or day in self.holidays


NO_DAYS_OFF = DaysOff()


def joined(ranges: Iterable[Leave]) -> tuple[Leave, ...]:
    """Return the same days in as few ranges as possible, in order."""
    found: list[Leave] = []
    for leave in sorted(ranges):
        if found and leave.first <= found[-1].last + ONE_DAY:
            found[-1] = Leave(found[-1].first, max(found[-1].last, leave.last))
        else:
            found.append(leave)
    return tuple(found)


def without(ranges: Iterable[Leave], gone: Leave) -> tuple[Leave, ...]:
    """Return the same days without those of *gone*; a range around it is split in two."""
    pieces = [
        piece
        for leave in ranges
        for piece in (
            Leave(leave.first, min(leave.last, gone.first - ONE_DAY)),
            Leave(max(leave.first, gone.last + ONE_DAY), leave.last),
        )
        if piece.first <= piece.last
    ]
    return joined(pieces)


def upcoming(ranges: Iterable[Leave], today: date) -> tuple[Leave, ...]:
    """Return the ranges that aren't over yet."""
    return tuple(leave for leave in ranges if leave.last >= today)
