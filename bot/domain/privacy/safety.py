"""
Detect distress in members' messages by listed phrases, to show them where to get help.

The phrases name a person and an event ("I want to die", "he hit me"), and are kept in lists
(docs/safety.md). It's only lists: they miss pain expressed in other words, and match figures of
speech. Nothing is scored or passed on.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from bot.domain.text.phrases import (
    BUILT_ON,
    DENIALS,
    DOUBT,
    PAUSE,
    STOP,
    WRITER,
    Groups,
    Patterns,
    PhraseList,
    literals,
)
from bot.domain.text.plain_words import Wording, slippery


class Concern(StrEnum):
    """The subject of a phrase, gravest first: of several found, the first one counts."""

    DANGER = "danger"
    HARM = "harm"
    STRAIN = "strain"


@dataclass(frozen=True, slots=True)
class Found:
    """
    A match in a text.

    Attributes:
        others: It is about another person, whom the writer may have to help.
    """

    concern: Concern
    others: bool = False

    @property
    def name(self) -> str:
        """The list it was found in."""
        return f"{self.concern}-others" if self.others else str(self.concern)


ABOUT: Mapping[str, Found] = {
    found.name: found
    for found in (
        Found(Concern.DANGER),
        Found(Concern.DANGER, others=True),
        Found(Concern.HARM),
        Found(Concern.HARM, others=True),
        Found(Concern.STRAIN),
    )
}
"""The lists of phrases, gravest first, and the subject of each."""

ALLOWED = "allowed"
"""Everyday phrases that are ignored."""

NOT_THEIRS = {"danger-others": ("stories", "cases"), "harm-others": ("stories",)}
"""
In a sentence with a word of these lists, phrases about others are ignored: it is about a film or a
training, or about a patient, whose danger is part of the writer's job.
"""

REACH = 4
"""Words by which "not" may precede the phrase it denies: "not going to kill myself"."""

SINGLE = (DENIALS, DOUBT, WRITER)
"""Groups of single words: denials, words that take one back ("can't stop"), and the writer."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Language:
    """The lists of one language, compiled."""

    wording: Wording
    phrases: Mapping[str, PhraseList]
    denials: frozenset[str]
    doubts: frozenset[str]
    first_person: frozenset[str]

    def found_in(self, text: str) -> Found | None:
        said = self.wording.read(text).split(STOP)[1:-1]
        found = (self._found_in(f" {STOP}{sentence}{STOP}") for sentence in said)
        return _gravest(one for one in found if one)

    def _found_in(self, sentence: str) -> Found | None:
        allowed = [match.span() for match in self._matches(ALLOWED, sentence)]
        for name, found in ABOUT.items():
            heard = self._matches(name, sentence)
            is_said = any(not self._is_denied(match, allowed) for match in heard)
            if is_said and not self._is_other_peoples(name, sentence):
                return found
        return None

    def _matches(self, name: str, sentence: str) -> Iterator[re.Match[str]]:
        phrases = self.phrases.get(name)
        return phrases.matches(sentence) if phrases else iter(())

    def _is_other_peoples(self, name: str, sentence: str) -> bool:
        return any(any(self._matches(one, sentence)) for one in NOT_THEIRS.get(name, ()))

    def _is_denied(self, match: re.Match[str], allowed: Sequence[Span]) -> bool:
        return self._denies(match) or any(_covers(span, match.span()) for span in allowed)

    def _denies(self, match: re.Match[str]) -> bool:
        """Return True if a word just before denies the phrase, unless it names the writer."""
        clause = match.string[: match.start()].rpartition(STOP)[2].rpartition(PAUSE)[2]
        before = clause.split()[-REACH:]
        if match[0].split()[0] in self.first_person or not self.denials.intersection(before):
            return False
        return not self.doubts.intersection(before)


@dataclass(frozen=True, slots=True)
class SafetyWords:
    """The lists of all languages; each of them is searched."""

    languages: tuple[Language, ...] = ()


NO_WORDS = SafetyWords()


def language(
    lists: Mapping[str, Sequence[str]],
    groups: Groups | None = None,
    spellings: Mapping[str, str] | None = None,
    slips: Mapping[str, Sequence[str]] | None = None,
) -> Language:
    """
    Compile the lists of a language.

    Args:
        lists: Phrases by the name of their list.
        groups: The phrases of each group, by its name.
        spellings: The words people mean, by the words they type.
        slips: Words recognised with one wrong letter, each with similar words that aren't typos.

    Raises:
        NoPhrase: A phrase can't be read.
    """
    known = {**dict.fromkeys(BUILT_ON, ()), **(groups or {})}
    meanings = {tuple(k.split()): tuple(v.split()) for k, v in (spellings or {}).items()}
    phrases = [phrase for listed in (*lists.values(), *known.values()) for phrase in listed]
    words = {word.casefold().replace("'", "") for one in phrases for word in literals(one)}
    meant = {word for words in meanings.values() for word in words}
    slips = slips or {}
    wording = Wording(
        meanings,
        vocabulary=frozenset(words | meant | slips.keys()),
        slippery=slippery(slips),
        ordinary=frozenset(word for near in slips.values() for word in near),
    )
    patterns = Patterns(known, wording.words)
    return Language(
        wording,
        {
            name: PhraseList([patterns.of(phrase) for phrase in listed])
            for name, listed in lists.items()
        },
        *(frozenset(w for one in known[name] for w in wording.words(one)) for name in SINGLE),
    )


def found_in(text: str, words: SafetyWords) -> Found | None:
    """Find the gravest concern of any listed phrase in *text*."""
    return _gravest(one for each in words.languages if (one := each.found_in(text)))


def fingerprint(words: SafetyWords) -> str:
    """Return a hash that changes with the lists and is the same in every process."""
    return sha256(repr([_told(one) for one in words.languages]).encode()).hexdigest()


def concern_in(text: str, words: SafetyWords) -> Concern | None:
    """Return the gravest concern of any listed phrase in *text*."""
    found = found_in(text, words)
    return found.concern if found else None


def _told(one: Language) -> tuple[object, ...]:
    wording = one.wording
    sets = (wording.vocabulary, wording.ordinary, one.denials, one.doubts, one.first_person)
    return (
        [(name, one.phrases[name].regexes) for name in sorted(one.phrases)],
        sorted(wording.meanings.items()),
        sorted((first, sorted(near)) for first, near in wording.slippery.items()),
        *map(sorted, sets),
    )


def _gravest(found: Iterable[Found]) -> Found | None:
    return min(found, key=list(ABOUT.values()).index, default=None)


def _covers(allowed: Span, phrase: Span) -> bool:
    """Return True if an everyday phrase cancels a listed one; a longer listed phrase stands."""
    overlaps = allowed[0] < phrase[1] and phrase[0] < allowed[1]
    is_part = phrase[0] <= allowed[0] and allowed[1] <= phrase[1] and allowed != phrase
    return overlaps and not is_part
