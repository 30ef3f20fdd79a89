"""What came of the nudges, in numbers that are honest where they are small."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

FEWEST_FOR_RATES = 5
"""People below whom a rate says more of one of them than of all (content brief, 7)."""

FEWEST_FOR_AVERAGES = 10

POOR_FIT_SHARE, POOR_FIT_OF = 0.3, 5
STUCK_SHARE, STUCK_OF = 0.2, 10
"""From when on an author should look at a nudge again: a share, of at least so many answers."""


@dataclass(frozen=True, slots=True)
class Counts:
    """
    One nudge of a report, in people.

    Attributes:
        title: As it reads today.
        sent: Whom it has reached.
        answered: Who answered in any way, those included who keep their answer.
        kept: Who keeps their answer to themselves; the outcomes are those of the others.
    """

    nudge: str
    day: int
    title: str
    sent: int
    answered: int
    kept: int
    did: int
    stuck: int
    not_for_me: int

    @property
    def otherwise(self) -> int:
        """Answers with another outcome, those included that are kept."""
        return self.answered - self.did - self.stuck - self.not_for_me

    @property
    def poor_fit(self) -> bool:
        """Whether so many say that it is not for them that its author should know."""
        return self._stands_out(self.not_for_me, POOR_FIT_SHARE, POOR_FIT_OF)

    @property
    def hard(self) -> bool:
        """Whether so many are stuck with it that its author should know."""
        return self._stands_out(self.stuck, STUCK_SHARE, STUCK_OF)

    def _stands_out(self, count: int, share: float, of: int) -> bool:
        told = self.answered - self.kept
        return told >= of and count >= share * told


@dataclass(frozen=True, slots=True)
class Totals:
    """
    How far people have come, each counted once.

    Attributes:
        started: Whom a nudge has reached.
        active: Who of them is on a track now.
        finished: Who has come to the end of one.
        acted: Who did what a nudge asked for, at least once, and says so.
        acts: How often that was, all together.
        helped: With whom the coach has talked.
    """

    started: int = 0
    active: int = 0
    finished: int = 0
    acted: int = 0
    acts: int = 0
    helped: int = 0

    def share(self, count: int) -> int | None:
        """Per cent of those who started; None where they are too few."""
        return round(100 * count / self.started) if self.started >= FEWEST_FOR_RATES else None

    @property
    def acts_each(self) -> float | None:
        """Acts a person, on average; None where they are too few."""
        return self.acts / self.started if self.started >= FEWEST_FOR_AVERAGES else None


@dataclass(frozen=True, slots=True)
class Group:
    """The nudges of one track, in order."""

    track: str
    title: str
    nudges: tuple[Counts, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """
    A coach's report on their own people. Private days are in none of its numbers.

    Attributes:
        about: What it is limited to, as the coach would call it, or "".
        asked: What to ask for to have it again, or "" for all.
    """

    about: str
    totals: Totals
    groups: tuple[Group, ...]
    asked: str = ""

    @property
    def for_authors(self) -> Sequence[Counts]:
        """Nudges that stand out."""
        return [c for group in self.groups for c in group.nudges if c.poor_fit or c.hard]


@dataclass(frozen=True, slots=True)
class Line:
    """
    One nudge of one member, as their coach may know it.

    Attributes:
        sent_at: UTC.
        kept: The member keeps the answer to themselves; then there is no outcome here.
    """

    name: str
    slack_id: str
    nudge: str
    sent_at: datetime
    answered_at: datetime | None
    outcome: str
    kept: bool
