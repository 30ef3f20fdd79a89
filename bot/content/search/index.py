"""
Find the days that fit what somebody is up against, in their own words.

1. Words are stemmed, slips of the keyboard mended, and words that mean the same made one term.
2. A question mostly made of words that no phrase of a track uses is for somebody else: no hits.
3. SQLite's full-text index (BM25) ranks the phrases of `Asked as`, the titles, and the acts.
4. A day gets the score of its best phrase, and a share of the next ones and of its track's;
   the best day of each track comes before the second best of any.
5. If a question with words no track uses scores little, it shares only small ones: no hits.
"""

import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content.search.help_words import HelpWords
from bot.domain.practice.track import Nudge, Track
from bot.domain.text.stems import stem, words

LONGEST = 300
"""Characters of a question that are read."""

ORDINARY, TELLING, ELSEWHERE = 0.25, 1.0, 3.0
"""Weights of words: used about anything, telling, and for somebody else."""

OFTEN = 3
"""Phrases from which on a word counts in full; one that is in a single phrase counts half."""

OURS = 0.55
"""The share of a question's weight that has to be in words the tracks use."""

SAYING = 3
"""Words from which a part of a phrase is taken for it, however ordinary they are."""

OF_TRACK, OF_ACT = 0.8, 0.3
"""Weights of a match in the phrases of a whole track, and in the text of a day, to a day's own."""

WHOLE = 1.3
"""The weight of a track's phrase, title or name instead, if all of it is in the question."""

NEXT, NEXT_COUNT = 0.3, 2
"""How much the next best matches of a day add, and how many do."""

WITHIN, WITHIN_COUNT = 0.15, 10
"""How much the best matches of a whole track add to each of its days, and how many do."""

MISTYPED = {6: 1, 9: 2}
"""Wrong letters that a word may have, from a number of letters on."""

LEAST = 2.2
"""
The least best score of a question with words no track uses, for each unit of the logarithm of
the number of texts, as scores grow with it.
"""

FITS = 0.5
"""The share of the best score that a further hit has to have."""

SCHEMA = "CREATE VIRTUAL TABLE texts USING fts5(terms, place UNINDEXED, weight UNINDEXED)"
INSERT = "INSERT INTO texts VALUES (?, ?, ?)"
RANK = "SELECT place, terms, -bm25(texts), weight FROM texts WHERE texts MATCH ?"

Place = str
"""The id of a day, or of a track whose every day is meant."""


@dataclass(frozen=True, slots=True)
class Match:
    """A day that fits, and how well: scores of one question can be compared."""

    track: Track
    nudge: Nudge
    score: float


@dataclass(frozen=True, slots=True)
class Text:
    """
    Something to be found by: a day's or a track's phrase, title or act.

    Attributes:
        telling: Its words are those people ask with, as far as the author said.
    """

    place: Place
    weight: float
    typed: str
    telling: bool = True


class Index:
    """The tracks, ready to be searched. Building takes a moment, so it's done once per load."""

    def __init__(self, tracks: Iterable[Track], lists: HelpWords | None = None) -> None:
        self.tracks = tuple(tracks)
        self._lists = lists or HelpWords()
        texts = [text for track in self.tracks for text in _texts(track)]
        rows = [(self._lists.terms(words(text.typed)), text) for text in texts]
        self._phrases = [frozenset(terms) for terms, text in rows if text.telling]
        others = [frozenset(terms) for terms, text in rows if not text.telling]
        self._weights = _weights(self._phrases, others, self._lists)
        self._spelled = sorted(self._lists.spelled.union(*(words(text.typed) for text in texts)))
        self._stems = self._lists.elsewhere.union(map(stem, self._spelled))
        self._texts = _table((" ".join(terms), text.place, text.weight) for terms, text in rows)
        self._least = LEAST * math.log(max(len(rows), 1))

    def find(self, question: str, most: int = 3) -> tuple[Match, ...]:
        """Return the days that fit best, best first; none if it's a question for somebody else."""
        terms = self._terms(question)
        ranked = self._ranked(terms) if self._is_ours(terms) else []
        return _varied(ranked, most) if self._fits(terms, ranked) else ()

    def closest(self, question: str) -> Track | None:
        """Return the track nearest to a question that no day fits, if they share a word."""
        ranked = self._ranked(self._terms(question))
        return ranked[0].track if ranked else None

    def _terms(self, question: str) -> list[str]:
        typed = words(question[:LONGEST])
        if len(question) > LONGEST:
            typed = typed[:-1]  # It may be cut.
        return list(dict.fromkeys(self._lists.terms([self._mended(word) for word in typed])))

    def _mended(self, word: str) -> str:
        """Return the word that a mistyped one stands for, if there is one like it."""
        wrong = max(
            (most for letters, most in MISTYPED.items() if len(word) >= letters), default=0
        )
        if not wrong or stem(word) in self._stems:
            return word
        alike = [known for known in self._spelled if known[0] == word[0]]
        found = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=wrong)
        return found[0] if found else word

    def _is_ours(self, terms: Sequence[str]) -> bool:
        if len(terms) >= SAYING and any(phrase.issuperset(terms) for phrase in self._phrases):
            return True
        weights = [self._weights.get(term, -TELLING) for term in terms] or [0.0]
        ours = sum(weight for weight in weights if weight > 0)
        return max(weights) > ORDINARY and ours >= OURS * sum(map(abs, weights))

    def _fits(self, terms: Sequence[str], ranked: Sequence[Match]) -> bool:
        """Whether the best match is a good one, for a question with words no track uses."""
        known = all(self._weights.get(term, -TELLING) > 0 for term in terms)
        return known or (bool(ranked) and ranked[0].score >= self._least)

    def _ranked(self, terms: Sequence[str]) -> list[Match]:
        found: defaultdict[Place, list[float]] = defaultdict(list)
        any_of = " OR ".join(f'"{term}"' for term in terms)
        for place, phrase, score, weight in self._texts.execute(RANK, [any_of]) if terms else ():
            whole = weight == OF_TRACK and set(phrase.split()).issubset(terms)
            found[place].append(score * (WHOLE if whole else weight))
        matches = [match for track in self.tracks for match in _matches(track, found)]
        # Of days that only their track's phrases find, the first comes first.
        matches.sort(key=lambda match: (-match[0].score, -max(match[1], default=0)))
        return [match for match, _ in matches]


def _texts(track: Track) -> Iterator[Text]:
    for typed in (*track.asked_as, track.title, track.id, track.purpose):
        yield Text(track.id, OF_TRACK, typed)
    for nudge in track.nudges:
        for typed in (*nudge.asked_as, nudge.title, nudge.key):
            yield Text(nudge.id, 1.0, typed)
        act = (nudge.message, nudge.ask, nudge.smaller, nudge.again, nudge.why)
        yield Text(nudge.id, OF_ACT, " ".join(act), telling=not nudge.asked_as)


def _weights(
    phrases: Iterable[Collection[str]], others: Iterable[Collection[str]], lists: HelpWords
) -> dict[str, float]:
    """Return each term's weight for a question to be ours, or below zero against it."""
    used = Counter(term for phrase in phrases for term in phrase)
    named = {
        term: min(TELLING, TELLING * (1 + count) / (1 + OFTEN))
        for term, count in used.items()
        if term not in lists.ordinary
    }
    ordinary = {*lists.ordinary, *(term for other in others for term in other)}
    elsewhere = {term: ORDINARY if term in named else -ELSEWHERE for term in lists.elsewhere}
    return dict.fromkeys(ordinary, ORDINARY) | named | elsewhere


def _table(rows: Iterable[tuple[str, Place, float]]) -> sqlite3.Connection:
    # Loaded in one thread and read in another, never written again.
    texts = sqlite3.connect(":memory:", check_same_thread=False)
    texts.execute(SCHEMA)
    texts.executemany(INSERT, rows)
    return texts


def _matches(
    track: Track, found: Mapping[Place, list[float]]
) -> Iterator[tuple[Match, list[float]]]:
    """Yield the days that a question finds by themselves or by their track."""
    places = [track.id, *(nudge.id for nudge in track.nudges)]
    within = sorted((score for place in places for score in found.get(place, [])), reverse=True)
    share = WITHIN * sum(within[:WITHIN_COUNT])
    for nudge in track.nudges:
        own = found.get(nudge.id, [])
        if scores := own + found.get(track.id, []):
            yield Match(track, nudge, _score(scores) + share), own


def _score(scores: Sequence[float]) -> float:
    best, *following = sorted(scores, reverse=True)
    return best + NEXT * sum(following[:NEXT_COUNT])


def _varied(ranked: Sequence[Match], most: int) -> tuple[Match, ...]:
    """Return the best day of each track, then further days of tracks that fit well."""
    fitting = [match for match in ranked if match.score >= FITS * ranked[0].score]
    leading = {match.track.id: match for match in reversed(fitting)}
    leaders = [match for match in fitting if leading[match.track.id] is match]
    others = [match for match in fitting if leading[match.track.id] is not match]
    return tuple(sorted([*leaders, *others][:most], key=lambda match: -match.score))
