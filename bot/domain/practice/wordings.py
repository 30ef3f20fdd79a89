"""Two wordings of one day: who gets which, and what their figures may be taken to say."""

from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b
from math import sqrt

from bot.domain.practice.track import Nudge

FIRST, SECOND = 1, 2

ENOUGH = 30
"""Nudges sent in each wording before their shares are compared at all."""

SURE = 1.96
"""Standard errors between two shares that chance alone passes one time in twenty."""


def wording_for(nudge: Nudge, member_id: int) -> int:
    """Which wording a member gets: the same each time, and half of all members each."""
    if not nudge.also:
        return FIRST
    digest = blake2b(f"{nudge.id}:{member_id}".encode(), digest_size=1).digest()
    return SECOND if digest[0] % 2 else FIRST


def in_wording(nudge: Nudge, wording: int) -> Nudge:
    """The nudge as it reads in that wording; in its one wording where the author has no other."""
    return replace(nudge, message=nudge.also) if wording == SECOND and nudge.also else nudge


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of one wording: whom it reached, and who answered."""

    sent: int = 0
    answered: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """One day in its two wordings, among one coach's people."""

    track: str
    day: int
    title: str
    first: Heard
    second: Heard


class Verdict(StrEnum):
    """What two wordings' answers say."""

    TOO_FEW = "too-few"
    NO_TELLING = "no-telling"
    FIRST = "first"
    SECOND = "second"


def verdict(first: Heard, second: Heard) -> Verdict:
    """
    Whether one wording is answered more often than the other.

    Two shares are compared by their pooled standard error; with fewer than `ENOUGH` of either
    nothing is said, and a difference that chance makes one time in twenty is none.
    """
    if min(first.sent, second.sent) < ENOUGH:
        return Verdict.TOO_FEW
    pooled = (first.answered + second.answered) / (first.sent + second.sent)
    error = sqrt(pooled * (1 - pooled) * (1 / first.sent + 1 / second.sent))
    apart = first.answered / first.sent - second.answered / second.sent
    if abs(apart) <= SURE * error:
        return Verdict.NO_TELLING
    return Verdict.FIRST if apart > 0 else Verdict.SECOND
