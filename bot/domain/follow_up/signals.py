"""
Signals to a coach, read from a member's latest answers: a pattern, never one bad day.

The rules are content-brief §4 (R9, R10) and §5; docs/follow-up.md explains them to coaches.
Answers from before a coach last closed a reason don't count: each pattern starts again after that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise
from statistics import median

from bot.domain.answers.reply import Outcome
from bot.domain.follow_up.follow_up import Reason

LOOKED_AT = 20
"""The number of recent nudges that are examined."""

WEEK = timedelta(days=7)
"""Five working days."""

FOUR_WEEKS = timedelta(days=28)

PARKED_OF, PARKED = 8, 3
NOT_FOR_ME_OF, NOT_FOR_ME = 5, 3
FLAGGED = 2
LOW, FALL, RATINGS = 2, 2, 4

LONG_AGO = datetime.min.replace(tzinfo=UTC)

FROM_ANSWERS = (
    Reason.STUCK,
    Reason.CONFIDENCE,
    Reason.PARKED,
    Reason.POOR_FIT,
    Reason.ROUGH,
)
"""The reasons found in answers; answers also settle them."""


@dataclass(frozen=True, slots=True)
class Told:
    """
    One nudge's answer as far as the coach may know it; private days are left out.

    Attributes:
        at: The time its answer was last changed (UTC), or None without one.
        flagged: The author marked the chosen option as rough.
    """

    delivery_id: int
    nudge: str
    at: datetime | None = None
    outcome: Outcome | None = None
    confidence: int | None = None
    flagged: bool = False


Found = dict[Reason, tuple[Told, ...]]
"""The nudges that support each reason, newest first."""


def signals(told: Sequence[Told], dealt_with: Mapping[Reason, datetime]) -> Found:
    """
    Find the patterns in a member's latest nudges.

    Args:
        told: The latest `LOOKED_AT` nudges that reached the member, the newest first.
        dealt_with: The time a coach last closed each reason.
    """
    found: Found = {}
    for reason, read in READ.items():
        since = dealt_with.get(reason, LONG_AGO)
        if speaking := read(told, since):
            found[reason] = speaking
    return found


def _stuck(told: Sequence[Told], since: datetime) -> tuple[Told, ...]:
    """Twice on one nudge, or on two within five working days: one *stuck* is learning."""
    stuck = [t for t in _fresh(told, since) if t.outcome is Outcome.STUCK]
    together = {t for pair in combinations(stuck, 2) if _is_pattern(*pair) for t in pair}
    return tuple(t for t in stuck if t in together)


def _is_pattern(one: Told, other: Told) -> bool:
    return one.nudge == other.nudge or abs(_at(one) - _at(other)) <= WEEK


def _confidence(told: Sequence[Told], since: datetime) -> tuple[Told, ...]:
    """The latest rating is low and at least two below the median, or the third fall in a row."""
    rated = [t for t in told if t.confidence is not None][:RATINGS]
    if len(rated) < RATINGS or _at(rated[0]) <= since:
        return ()
    newest, *before = [t.confidence or 0 for t in rated]
    is_low = newest <= LOW and median(before) - newest >= FALL
    is_falling = all(later < earlier for later, earlier in pairwise([newest, *before]))
    return tuple(rated) if is_low or is_falling else ()


def _parked(told: Sequence[Told], since: datetime) -> tuple[Told, ...]:
    """Left at *not yet*; the newest nudge is skipped, because it may still be done."""
    parked = [t for t in _fresh(told[1 : PARKED_OF + 1], since) if t.outcome is Outcome.NOT_YET]
    return tuple(parked) if len(parked) >= PARKED else ()


def _poor_fit(told: Sequence[Told], since: datetime) -> tuple[Told, ...]:
    """Most of the latest answers say *not for me*."""
    answered = [t for t in told if t.outcome][:NOT_FOR_ME_OF]
    declined = [t for t in _fresh(answered, since) if t.outcome is Outcome.NOT_FOR_ME]
    return tuple(declined) if len(declined) >= NOT_FOR_ME else ()


def _rough(told: Sequence[Told], since: datetime) -> tuple[Told, ...]:
    flagged = [t for t in _fresh(told, since) if t.flagged]
    lately = [t for t in flagged if _at(flagged[0]) - _at(t) <= FOUR_WEEKS]
    return tuple(lately) if len(lately) >= FLAGGED else ()


def _fresh(told: Sequence[Told], since: datetime) -> list[Told]:
    return sorted((t for t in told if t.at and t.at > since), key=_at, reverse=True)


def _at(told: Told) -> datetime:
    return told.at or LONG_AGO


READ = {
    Reason.STUCK: _stuck,
    Reason.CONFIDENCE: _confidence,
    Reason.PARKED: _parked,
    Reason.POOR_FIT: _poor_fit,
    Reason.ROUGH: _rough,
}
