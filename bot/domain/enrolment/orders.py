"""Orders: a coach's assignment of a track, previewed before it is carried out."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from bot.domain.follow_up.coach_pages import NotAssigned
from bot.domain.people.people import Member
from bot.domain.practice.track import Track

LONGEST_NOTE = 500
"""Characters of a coach's note to the people they assign a track."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    A coach's assignment, independent of the people.

    Attributes:
        start: The first day on which a nudge may come; None for as soon as possible.
        at: The daily time for people new to Baton; the others keep theirs.
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
    """The preview for one person: the first nudge (UTC), or the track it is queued behind."""

    first: datetime | None
    behind: str = ""


@dataclass(frozen=True, slots=True)
class WaitingOrder:
    """An order that was previewed but not confirmed yet, with its people by Slack id."""

    id: int
    wanted: Wanted
    people: dict[str, Expected]


@dataclass(frozen=True, slots=True)
class DayOff:
    """A working day without a nudge: a public holiday by its name, or leave ("")."""

    day: date
    holiday: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """
    A preview of an assignment for one person.

    Attributes:
        member: As they are now; a new person has the id 0.
        first: The first nudge, UTC; None if it would be queued or the person has paused.
        last: The local date of the last one, if each is answered on time.
        off: Working days in between without a nudge.
        behind: The title of the running track it would be queued behind, or "".
        keeps_hour: The requested time doesn't apply, because they have chosen their own.
    """

    member: Member
    first: datetime | None
    last: date | None = None
    off: tuple[DayOff, ...] = ()
    behind: str = ""
    keeps_hour: bool = False

    @property
    def expected(self) -> Expected:
        """The essential part, to compare with the result."""
        return Expected(self.first, self.behind)


@dataclass(frozen=True, slots=True)
class DryRun:
    """
    A preview of an order, person by person.

    Attributes:
        order_id: The id to confirm; None if it would do nothing.
    """

    track: Track
    wanted: Wanted
    foreseen: tuple[Foreseen, ...]
    refused: tuple[NotAssigned, ...] = field(default=())
    order_id: int | None = None
