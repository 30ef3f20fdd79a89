"""A member's month at a glance: the nudge of each day and its outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import blake2b

from bot.domain.answers.reply import Outcome
from bot.domain.people.people import Member
from bot.domain.schedule.schedule import local_date

ONE_DAY = timedelta(days=1)


class Mark(StrEnum):
    """The mark of a day in the month; of several nudges on a day the best counts."""

    DID = "did"
    ANSWERED = "answered"
    OPEN = "open"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Came:
    """A nudge that reached the member: the time (UTC), and their answer."""

    nudge: str
    sent_at: datetime
    outcome: Outcome | None
    answered_at: datetime | None

    @property
    def mark(self) -> Mark:
        """The mark of its day."""
        if self.outcome is Outcome.DID:
            return Mark.DID
        return Mark.ANSWERED if self.answered_at else Mark.OPEN


@dataclass(frozen=True, slots=True)
class Month:
    """
    The current month on a member's local calendar.

    Attributes:
        today: The local date.
        marks: By day of the month; days without a nudge have none.
    """

    today: date
    marks: Mapping[int, Mark]

    @property
    def first(self) -> date:
        """The first day of the month."""
        return self.today.replace(day=1)

    @property
    def last(self) -> date:
        """The last day of the month."""
        return (self.first + 31 * ONE_DAY).replace(day=1) - ONE_DAY

    def days(self, mark: Mark) -> tuple[int, ...]:
        """Return the days with this mark."""
        return tuple(sorted(day for day, found in self.marks.items() if found is mark))

    @property
    def print(self) -> str:
        """A fingerprint, equal for months that look the same, so that pictures can be reused."""
        seen = f"{self.today}{sorted(self.marks.items())}"
        return blake2b(seen.encode(), digest_size=8).hexdigest()


def month(member: Member, today: date, came: Sequence[Came]) -> Month:
    """
    Build the current month from recent nudges.

    Args:
        today: The member's local date.
    """
    off = dict.fromkeys(_days_off(member, today), Mark.OFF)
    marks: dict[int, Mark] = {}
    for one in came:
        there = local_date(member.cadence, one.sent_at)
        if (there.year, there.month) == (today.year, today.month):
            before = marks.get(there.day, Mark.OPEN)
            marks[there.day] = min(before, one.mark, key=list(Mark).index)
    return Month(today, off | marks)


def acted_on(member: Member, today: date, came: Sequence[Came], most: int) -> tuple[int, int]:
    """
    Count the newest eligible nudges that were acted on, and all of them.

    Nudges sent during leave don't count; today's counts once it is answered.
    """
    counted = [one for one in came if _counts(member, today, one)]
    newest = sorted(counted, key=lambda one: one.sent_at)[-most:]
    return sum(one.mark is Mark.DID for one in newest), len(newest)


def _counts(member: Member, today: date, one: Came) -> bool:
    there = local_date(member.cadence, one.sent_at)
    if one.answered_at:
        return True
    return there != today and member.leave_on(there) is None


def _days_off(member: Member, today: date) -> list[int]:
    """Return leave and holidays on days that would have been working days."""
    month = Month(today, {})
    length = (month.last - month.first).days + 1
    days = [month.first + n * ONE_DAY for n in range(length)]
    cadence = member.cadence
    return [d.day for d in days if d.weekday() in cadence.weekdays and d in cadence.days_off]
