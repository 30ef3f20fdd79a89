"""A/B test of two wordings of one day: assign members to one, and compare the answers."""

from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b
from math import sqrt

from bot.domain.practice.track import Nudge

FIRST, SECOND = 1, 2

ENOUGH = 30
"""Nudges sent in each wording before their shares are compared."""

SURE = 1.96
"""Standard errors between two shares that chance alone exceeds one time in twenty."""


def wording_for(nudge: Nudge, member_id: int) -> int:
    """Return the wording a member gets: always the same, and each for half of all members."""
    if not nudge.also:
        return FIRST
    digest = blake2b(f"{nudge.id}:{member_id}".encode(), digest_size=1).digest()
    return SECOND if digest[0] % 2 else FIRST


def in_wording(nudge: Nudge, wording: int) -> Nudge:
    """Return the nudge in that wording, or unchanged if it has only one."""
    return replace(nudge, message=nudge.also) if wording == SECOND and nudge.also else nudge


@dataclass(frozen=True, slots=True)
class Heard:
    """The numbers for one wording: people reached, and people who answered."""

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
    """The result of comparing two wordings."""

    TOO_FEW = "too-few"
    NO_TELLING = "no-telling"
    FIRST = "first"
    SECOND = "second"


def verdict(first: Heard, second: Heard) -> Verdict:
    """
    Decide whether one wording is answered more often than the other.

    The two shares are compared by their pooled standard error. With fewer than `ENOUGH` of either
    there is no verdict, and a difference that chance produces one time in twenty doesn't count.
    """
    if min(first.sent, second.sent) < ENOUGH:
        return Verdict.TOO_FEW
    pooled = (first.answered + second.answered) / (first.sent + second.sent)
    error = sqrt(pooled * (1 - pooled) * (1 / first.sent + 1 / second.sent))
    apart = first.answered / first.sent - second.answered / second.sent
    if abs(apart) <= SURE * error:
        return Verdict.NO_TELLING
    return Verdict.FIRST if apart > 0 else Verdict.SECOND
