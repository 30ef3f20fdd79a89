"""What a coach asks for, and what would come of it: looked at before it happens."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from bot.domain.follow_up.coach_pages import NotAssigned
from bot.domain.people.people import Member
from bot.domain.practice.track import Track

LONGEST_NOTE = 500
"""Letters of a coach's note to the people they assign a track."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    What a coach asks for, whomever it is for.

    Attributes:
        start: The first day on which a nudge may come; None for as soon as possible.
        at: The hour for people who are new to Baton; the others keep theirs.
        note: The coach's own words, shown in the welcome, or "".
        cohort_id: The cohort the people were named by, if any.
    """

    track: str
    start: date | None = None
    at: time | None = None
    note: str = ""
    cohort_id: int | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What a coach was shown for one person: the first nudge (UTC), or the track it waits for."""

    first: datetime | None
    behind: str = ""


@dataclass(frozen=True, slots=True)
class WaitingOrder:
    """An order that was looked at and not confirmed yet, with its people by Slack id."""

    id: int
    wanted: Wanted
    people: dict[str, Expected]


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day in between on which nothing comes: a public holiday by its name, or leave ("")."""

    day: date
    holiday: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """
    What an assignment would bring one person.

    Attributes:
        member: As they are now; somebody new has the id 0.
        first: The first nudge, UTC; None while it would wait, or the person has paused.
        last: The local date of the last one, if each is answered as it comes.
        off: Working days in between on which nothing comes.
        behind: The title of the running track it would wait for, or "".
        keeps_hour: The hour that was asked for is not theirs: they have chosen one.
    """

    member: Member
    first: datetime | None
    last: date | None = None
    off: tuple[DayOff, ...] = ()
    behind: str = ""
    keeps_hour: bool = False

    @property
    def expected(self) -> Expected:
        """What it comes down to, to compare with what happens."""
        return Expected(self.first, self.behind)


@dataclass(frozen=True, slots=True)
class DryRun:
    """
    What an order would do, person by person.

    Attributes:
        order_id: What confirms it; None where it would do nothing.
    """

    track: Track
    wanted: Wanted
    foreseen: tuple[Foreseen, ...]
    refused: tuple[NotAssigned, ...] = field(default=())
    order_id: int | None = None
