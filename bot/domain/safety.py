"""
Words of distress: phrases found in what a member writes, so that they are shown whom to call.

A list, and no more than a list: it misses pain that is said in other words, and hears figures of
speech. Nothing is scored, kept or passed on.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

WORD = re.compile(r"[^\W_]+")
APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4]")
ENDINGS = ("ing", "ed", "es", "s")
SHORTEST_STEM = 3

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


def stems(text: str) -> Stems:
    """The words of a text without case, punctuation, accents on apostrophes, and endings."""
    plain = APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold())
    return tuple(_stem(word) for word in WORD.findall(plain))


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    if len(word) > SHORTEST_STEM and word[-1] in ("e", word[-2]):
        word = word[:-1]
    return f"{word[:-1]}i" if len(word) >= SHORTEST_STEM and word.endswith("y") else word


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
