"""A coach's view of a member's path along a track, and the trend of their confidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from bot.domain.answers.reply import Answer
from bot.domain.practice.track import Track

BEFORE = 3
"""The number of ratings that the latest one is compared with."""


class Mark(StrEnum):
    """The state of one day. KEPT: answered, but private to the member."""

    DID = "did"
    NOT_YET = "not-yet"
    NOT_FOR_ME = "not-for-me"
    STUCK = "stuck"
    ANSWERED = "answered"
    KEPT = "kept"
    OPEN = "open"
    COMING = "coming"


class Trend(StrEnum):
    """A direction from which no rating can be inferred."""

    UP = "up"
    SAME = "same"
    DOWN = "down"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reached:
    """A nudge that reached the member, with the answer as far as the coach may know it."""

    nudge: str
    answer: Answer
    private_day: bool


def path(track: Track, reached: Sequence[Reached]) -> tuple[Mark, ...]:
    """
    Return one mark for each day of a track.

    Args:
        reached: Newest first; for a nudge sent twice, the newest answer counts.
    """
    marks = {one.nudge: _mark(one) for one in reversed(reached)}
    return tuple(marks.get(nudge.id, Mark.COMING) for nudge in track.nudges)


def trend(reached: Sequence[Reached]) -> Trend:
    """Compare the latest shared rating with the median of up to three before it."""
    shared = [r.answer for r in reached if not (r.answer.private or r.private_day)]
    rated = [answer.confidence for answer in shared if answer.confidence][: BEFORE + 1]
    if len(rated) <= BEFORE:
        return Trend.UNKNOWN
    newest, *before = rated
    usual = median(before)
    if newest == usual:
        return Trend.SAME
    return Trend.UP if newest > usual else Trend.DOWN


def _mark(one: Reached) -> Mark:
    answer = one.answer
    if one.private_day or answer.private:
        return Mark.KEPT if answer.given else Mark.OPEN
    if answer.outcome:
        return Mark(answer.outcome)
    return Mark.ANSWERED if answer.given else Mark.OPEN
