"""Finds the nudges that fit some words: ranked, and forgiving about how the words are typed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz import fuzz, process

from bot.domain.practice.track import Nudge, Track
from bot.domain.text.stems import WORD, stem, stems

MOST_WORDS = 12
"""Words of a question that are looked at; the first say what it is about."""

ALIKE = 80
"""How like (of 100) a mistyped word must be to the one that was meant."""

SHORTEST = 3
SHORTEST_MISTYPED = 4
"""Letters of a word that counts, and of one that may be mistyped."""

FITS = 0.35
"""The least share of what the words could score at best that still counts as a fit."""

UNKNOWN = 0.4
"""How much a word that stands nowhere counts against a fit, of the rarest that does."""

ENOUGH = 1.6
"""How many of the rarest words, all in its title, make a perfect fit however much was asked."""

EVERYWHERE = 0.4
"""A word in more than this share of all nudges tells nothing."""

TITLE, KEY, TRACK, ASK, TEXT = 1.0, 1.0, 0.7, 0.6, 0.5
"""How much it says of a nudge that a word stands in its title, key, track, question or act."""

COMPOUND = re.compile(r"\w+(?:-\w+)+")
ONE_TO_ONE = re.compile(r"\b1\s*(?:[:/-]|to|on)\s*1s?\b", re.IGNORECASE)
"""As people type it who have many."""

Place = tuple[float, str]

Terms = dict[str, float]
"""Each word of a nudge with the weight of the best place it stands in."""


@dataclass(frozen=True, slots=True)
class Match:
    """A nudge that fits, and how well: 1.0 is every word in its title."""

    track: Track
    nudge: Nudge
    score: float


def search(tracks: Iterable[Track], words: str, most: int = 3) -> tuple[Match, ...]:
    """The nudges that fit these words best; none where nothing fits."""
    shelf = [(track, nudge) for track in tracks for nudge in track.nudges]
    own = [_terms(_places(nudge)) for _, nudge in shelf]
    terms = [_terms([_place(track), *_places(nudge)]) for track, nudge in shelf]
    rarity = _rarity(own, terms)
    asked = _asked(words, rarity)
    at_best = sum(max(meant.values()) for meant in asked)
    if not at_best:
        return ()
    # A whole sentence is not held to every word of it: its best few decide.
    at_best = min(at_best, ENOUGH * max(rarity.values()))
    scores = [min(_score(one, asked) / at_best, 1.0) for one in terms]
    matches = [Match(*one, score) for one, score in zip(shelf, scores, strict=True)]
    fitting = [match for match in matches if match.score >= FITS]
    return tuple(sorted(fitting, key=lambda match: -match.score)[:most])


def _place(track: Track) -> Place:
    return TRACK, f"{track.id.replace('-', ' ')} {track.title} {track.purpose}"


def _places(nudge: Nudge) -> list[Place]:
    return [
        (TEXT, f"{nudge.message} {nudge.smaller} {nudge.why}"),
        (ASK, nudge.ask),
        (KEY, nudge.key.replace("-", " ")),
        (TITLE, nudge.title),
    ]


def _terms(places: Sequence[Place]) -> Terms:
    terms: Terms = {}
    for weight, text in places:
        for word in (*stems(text), *_compounds(text)):
            if len(word) >= SHORTEST:
                terms[word] = max(weight, terms.get(word, 0.0))
    return terms


def _compounds(text: str) -> list[str]:
    """Words with hyphens as one each: all parts of "one-to-one" are short and common."""
    return [stem(match.group().replace("-", "").casefold()) for match in COMPOUND.finditer(text)]


def _put_together(words: str, rarity: Mapping[str, float]) -> Iterator[str]:
    """What was typed apart, or with a hyphen, and is one word in a nudge."""
    parts = [word.casefold() for word in WORD.findall(ONE_TO_ONE.sub("one to one", words))]
    for length in (3, 2):
        for first in range(len(parts) - length + 1):
            if (whole := stem("".join(parts[first : first + length]))) in rarity:
                yield whole


def _rarity(own: Sequence[Terms], terms: Sequence[Terms]) -> Mapping[str, float]:
    """How much each word tells: one that stands in most nudges tells nothing."""
    counts = Counter(word for one in own for word in one)
    known = {word for one in terms for word in one}
    most = EVERYWHERE * len(own)
    return {
        word: log(len(own) / max(counts[word], 1)) if counts[word] <= most else 0.0
        for word in sorted(known)
    }


def _asked(words: str, rarity: Mapping[str, float]) -> list[dict[str, float]]:
    """For each word of the question the words that may be meant, with what each is worth."""
    short_and_long = (*_put_together(words, rarity), *stems(words))
    looked_at = [word for word in short_and_long if len(word) >= SHORTEST][:MOST_WORDS]
    unknown = UNKNOWN * max(rarity.values(), default=0.0)
    return [_meant(word, rarity) or {"": unknown} for word in dict.fromkeys(looked_at)]


def _meant(word: str, rarity: Mapping[str, float]) -> dict[str, float]:
    if word in rarity:
        return {word: rarity[word]}
    if len(word) < SHORTEST_MISTYPED:
        return {}
    found = process.extract(word, rarity.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=5)
    return {known: rarity[known] * alike / 100 for known, alike, _ in found}


def _score(terms: Terms, asked: Sequence[Mapping[str, float]]) -> float:
    return sum(
        max((terms.get(word, 0.0) * worth for word, worth in meant.items()), default=0.0)
        for meant in asked
    )
