"""
Words of distress: phrases found in what a member writes, so that they are shown whom to call.

A list, and no more than a list: it misses pain that is said in other words, and hears figures of
speech. Nothing is scored, kept or passed on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.stems import stems

Stems = tuple[str, ...]


class Concern(StrEnum):
    """What a phrase is about, the gravest first: of several found, the first one counts."""

    DANGER = "danger"
    HARM = "harm"
    STRAIN = "strain"


@dataclass(frozen=True, slots=True)
class SafetyWords:
    """
    The phrase lists of all languages, stemmed.

    Attributes:
        allowed: Everyday phrases in which nothing is found.
    """

    phrases: Mapping[Concern, frozenset[Stems]]
    allowed: frozenset[Stems]


NO_WORDS = SafetyWords({}, frozenset())


def safety_words(phrases: Mapping[Concern, Sequence[str]], allowed: Sequence[str]) -> SafetyWords:
    """Put phrase lists together as they were written."""
    return SafetyWords(
        {concern: frozenset(map(stems, listed)) for concern, listed in phrases.items()},
        frozenset(map(stems, allowed)),
    )


def concern_in(text: str, words: SafetyWords) -> Concern | None:
    """The gravest concern that a listed phrase in *text* stands for."""
    said = list(_without(stems(text), words.allowed))
    for concern, phrases in sorted(
        words.phrases.items(), key=lambda one: [*Concern].index(one[0])
    ):
        if any(_found(said, phrases)):
            return concern
    return None


def _without(said: Stems, allowed: frozenset[Stems]) -> Iterator[str]:
    """The words, with a gap where an everyday phrase stands: nothing reaches across it."""
    covered = {place for start, end in _found(said, allowed) for place in range(start, end)}
    for place, word in enumerate(said):
        yield "" if place in covered else word


def _found(said: Sequence[str], phrases: frozenset[Stems]) -> Iterator[tuple[int, int]]:
    """Where these phrases begin and end."""
    lengths = sorted({len(phrase) for phrase in phrases if phrase})
    for start in range(len(said)):
        for length in lengths:
            if tuple(said[start : start + length]) in phrases:
                yield start, start + length
