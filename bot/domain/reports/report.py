"""Report on the outcomes of nudges, without rates for small numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

FEWEST_FOR_RATES = 5
"""People below which a rate says more about individuals than about all (content brief, 7)."""

FEWEST_FOR_AVERAGES = 10

POOR_FIT_SHARE, POOR_FIT_OF = 0.3, 5
STUCK_SHARE, STUCK_OF = 0.2, 10
"""Thresholds above which an author should review a nudge: a share, and a minimum of answers."""


@dataclass(frozen=True, slots=True)
class Counts:
    """
    One nudge of a report, in people.

    Attributes:
        title: The current title.
        sent: People it has reached.
        answered: People who answered in any way, including those who keep it private.
        kept: People who keep their answer private; the outcomes are those of the others.
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
        """Answers with another outcome, including those kept private."""
        return self.answered - self.did - self.stuck - self.not_for_me

    @property
    def poor_fit(self) -> bool:
        """True if so many say *not for me* that its author should know."""
        return self._stands_out(self.not_for_me, POOR_FIT_SHARE, POOR_FIT_OF)

    @property
    def hard(self) -> bool:
        """True if so many are stuck with it that its author should know."""
        return self._stands_out(self.stuck, STUCK_SHARE, STUCK_OF)

    def _stands_out(self, count: int, share: float, of: int) -> bool:
        told = self.answered - self.kept
        return told >= of and count >= share * told


@dataclass(frozen=True, slots=True)
class Totals:
    """
    Totals of people, each counted once.

    Attributes:
        started: People a nudge has reached.
        active: Those of them on a track now.
        finished: Those who have finished one.
        acted: Those who report having done what a nudge asked, at least once.
        acts: The total number of such reports.
        helped: Those the coach has talked with.
    """

    started: int = 0
    active: int = 0
    finished: int = 0
    acted: int = 0
    acts: int = 0
    helped: int = 0

    def share(self, count: int) -> int | None:
        """Return the percentage of those who started; None if they are too few."""
        return round(100 * count / self.started) if self.started >= FEWEST_FOR_RATES else None

    @property
    def acts_each(self) -> float | None:
        """Average acts per person; None if there are too few people."""
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
        about: The report's scope in the coach's terms, or "".
        asked: The arguments that produce it again, or "" for all.
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
    One nudge of one member, as far as the coach may know it.

    Attributes:
        sent_at: UTC.
        kept: The member keeps the answer private; then there is no outcome here.
    """

    name: str
    slack_id: str
    nudge: str
    sent_at: datetime
    answered_at: datetime | None
    outcome: str
    kept: bool
