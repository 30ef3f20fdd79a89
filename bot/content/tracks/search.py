"""Search nudges by words: ranked, and tolerant of typos."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz import fuzz, process

from bot.domain.practice.track import Nudge, Track
from bot.domain.text.stems import WORD, stem

MOST_WORDS = 12
"""The most words of a query that are used; the first ones say most."""

ALIKE = 80
"""Similarity (of 100) a mistyped word must have to the intended one."""

SHORTEST = 3
SHORTEST_MISTYPED = 4
"""Letters of a word that counts, and of one that may be mistyped."""

FITS = 0.35
"""The least share of the best possible score that counts as a match."""

UNKNOWN = 0.4
"""Penalty for an unknown word, as a share of the rarest known word's weight."""

ENOUGH = 1.6
"""This many of the rarest words, all in the title, are a perfect match for any query."""

EVERYWHERE = 0.4
"""A word in more than this share of all nudges is ignored."""

TITLE, KEY, TRACK, ASK, TEXT = 1.0, 1.0, 0.7, 0.6, 0.5
"""Weights of a word in a nudge's title, key, track, question or text."""

COMPOUND = re.compile(r"\w+(?:-\w+)+")
ONE_TO_ONE = re.compile(r"\b1\s*(?:[:/-]|to|on)\s*1s?\b", re.IGNORECASE)
"""Common spellings of one-to-one."""

Place = tuple[float, str]

Terms = dict[str, float]
"""Each word of a nudge with the weight of the best place it appears in."""


@dataclass(frozen=True, slots=True)
class Match:
    """A nudge that matches, and its score: 1.0 is every word in its title."""

    track: Track
    nudge: Nudge
    score: float


def search(tracks: Iterable[Track], words: str, most: int = 3) -> tuple[Match, ...]:
    """Return the nudges that match these words best; none if nothing matches."""
    shelf = [(track, nudge) for track in tracks for nudge in track.nudges]
    own = [_terms(_places(nudge)) for _, nudge in shelf]
    terms = [_terms([_place(track), *_places(nudge)]) for track, nudge in shelf]
    rarity = _rarity(own, terms)
    asked = _asked(words, rarity)
    at_best = sum(max(meant.values()) for meant in asked)
    if not at_best:
        return ()
    # A whole sentence needn't match every word: its best few decide.
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
        for word in (*map(stem, WORD.findall(text.casefold())), *_compounds(text)):
            if len(word) >= SHORTEST:
                terms[word] = max(weight, terms.get(word, 0.0))
    return terms


def _compounds(text: str) -> list[str]:
    """Join hyphenated words: all parts of "one-to-one" are short and common."""
    return [stem(match.group().replace("-", "").casefold()) for match in COMPOUND.finditer(text)]


def _put_together(words: str, rarity: Mapping[str, float]) -> Iterator[str]:
    """Join words typed apart or with a hyphen that are one word in a nudge."""
    parts = [word.casefold() for word in WORD.findall(ONE_TO_ONE.sub("one to one", words))]
    for length in (3, 2):
        for first in range(len(parts) - length + 1):
            if (whole := stem("".join(parts[first : first + length]))) in rarity:
                yield whole


def _rarity(own: Sequence[Terms], terms: Sequence[Terms]) -> Mapping[str, float]:
    """Compute each word's weight: one that is in most nudges has none."""
    counts = Counter(word for one in own for word in one)
    known = {word for one in terms for word in one}
    most = EVERYWHERE * len(own)
    return {
        word: log(len(own) / max(counts[word], 1)) if counts[word] <= most else 0.0
        for word in sorted(known)
    }


def _asked(words: str, rarity: Mapping[str, float]) -> list[dict[str, float]]:
    """Return for each word of the query the words that may be meant, each with its weight."""
    short_and_long = (*_put_together(words, rarity), *map(stem, WORD.findall(words.casefold())))
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
