"""
Classify a line a member types: an answer, a message, a wish, or a word with Baton.

A line is heard as a wish or as talk only if phrases of the lists in `content/<language>/said`
cover all of it (docs/said.md). Everything else is what the place suggests: an answer below a
nudge, a message below a coach's message, else a line for the journal. So a line that tells what
happened stays an answer, whatever words are in it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.text.grammar import Grammar, Memo, Part, ends
from bot.domain.text.phrases import PAUSE, STOP, Groups, literals
from bot.domain.text.plain_words import Wording, slippery


class After(StrEnum):
    """The message above a line in the conversation."""

    NUDGE = "nudge"
    COACH = "coach"
    NOTHING = "nothing"


class Kind(StrEnum):
    """The kind of a line."""

    ANSWER = "answer"
    MESSAGE = "message"
    WISH = "wish"
    TALK = "talk"
    JOURNAL = "journal"


class Wish(StrEnum):
    """A wish that Baton can grant. If a line holds several, the first one here counts."""

    FORGET = "forget"
    DATA = "data"
    PRIVACY = "privacy"
    COACH = "coach"
    STOP = "stop"
    PAUSE = "pause"
    RESUME = "resume"
    TRACK = "track"
    SKIP = "skip"
    TIME = "time"
    NEXT = "next"
    LATER = "later"
    LEAVE = "leave"
    HELP = "help"


class Talk(StrEnum):
    """A word to Baton that asks for nothing to be done."""

    QUESTION = "question"
    THANKS = "thanks"
    GREETING = "greeting"
    FINE = "fine"


BY_PLACE = {
    After.NUDGE: Kind.ANSWER,
    After.COACH: Kind.MESSAGE,
    After.NOTHING: Kind.JOURNAL,
}
"""The kind of a line that is neither a wish nor talk, by what stands above it."""

POLITE, BESIDES, BECAUSE, FREELY = "polite", "besides", "because", "freely"
TO_BATON, DOUBTFUL, CLEAR, OTHERS, REPORTED = (
    "to-baton",
    "doubtful",
    "clear",
    "others",
    "reported",
)
COVERING = (*Wish, *Talk, POLITE, BESIDES, BECAUSE, FREELY)
SEARCHED = (TO_BATON, DOUBTFUL, CLEAR, OTHERS, REPORTED)
LISTS = (*COVERING, *SEARCHED)
"""
The lists of a language: one for each wish and each kind of talk, and what surrounds them.
*Besides* may stand beside thanks or a wish, *because* beside a wish. *Freely* covers a clause that
says almost anything, beside a wish that *clear* finds, unless *others* finds other people in the
line. A phrase of *to-baton* tells a wish from a message to the coach, one of *doubtful* makes an
answer doubtful, and one of *reported* makes a line somebody's words, and so no wish.
"""

SURROUNDING = (BESIDES, BECAUSE, FREELY)
ABOUT_ANYTHING = (Wish.PAUSE, Wish.HELP, Wish.COACH, Wish.PRIVACY, Wish.TRACK, Talk.QUESTION)
OF_ONE_CLAUSE = frozenset([*SURROUNDING, *ABOUT_ANYTHING])
"""
Lists whose phrases end at a comma: they swallow neither a wish behind it nor what makes an answer
of the line ("can you help me with the budget, he said").
"""

MOST_WORDS, MOST_LETTERS = 30, 300
"""A longer line tells something: it is never a wish."""

MOST_WORDS_FREELY = 18
"""Words, contractions taken apart, up to which a line may hold a clause that says anything."""

NOT_FREELY = (Wish.HELP, Wish.LEAVE, Wish.PRIVACY)
"""Wishes that are said in words much like those of an answer."""

SHORTEST_WITH_SLIP = 5
"""Letters from which a word is recognised with one wrong letter."""

USUAL_COST = 10
COSTS = {POLITE: 5, BESIDES: 14, Wish.HELP: 33, Talk.QUESTION: 34, BECAUSE: 60, FREELY: 300}
"""
What it costs to cover words by a list; the cheapest cover counts. Lists with phrases for any
question cost most, so that a phrase that says what is wanted comes first.
"""

WORD = re.compile(rf"({PAUSE}*)(\w+)")
EMOJI = re.compile(r":[a-z+-][\w+'-]*:", re.IGNORECASE)
"""An emoji as Slack writes it, by name."""

QUOTED = re.compile(
    r"\"[^\"]+\"|[\u201c\u201e\u201d][^\u201c\u201d]+[\u201c\u201d]|\u00ab[^\u00bb]+\u00bb"
    r"|^\s*(?:'[^']+'(?!\w)|\u2018[^\u2018]+\u2019(?!\w))|^\s*(?:>|&gt;).+"
)
"""Words in quotation marks, and a line that Slack shows as a quotation."""

NAME = re.compile(r"(?<=[a-z,] )(?!Baton\b)[A-Z][a-z]+")
"""A name, if the line has small letters: a capital inside a sentence."""


@dataclass(frozen=True, slots=True)
class Meant:
    """
    The meaning of a line.

    Attributes:
        wish: For a wish, what is wanted.
        talk: For talk, of what sort.
        doubtful: It may have been something else: a question, or it seems to want something.
    """

    kind: Kind
    wish: Wish | None = None
    talk: Talk | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """
    The lists' reading of a line.

    Attributes:
        names: The lists that cover it, in order; empty if something is left over.
        begins: Its first sentence is covered, and holds a wish.
        says_nothing: It has no words, or only such as mean nothing ("hmm", "please").
    """

    names: tuple[str, ...] = ()
    begins: bool = False
    says_nothing: bool = False

    @property
    def wish(self) -> Wish | None:
        return next((wish for wish in Wish if wish in self.names), None)

    @property
    def talk(self) -> Talk | None:
        if {BECAUSE, FREELY}.intersection(self.names):
            return None
        return next((talk for talk in Talk if talk in self.names), None)


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    One sentence of a line.

    Attributes:
        clauses: The places where a clause begins: at the start, and after each comma.
    """

    words: tuple[str, ...]
    clauses: frozenset[int]

    def may_begin(self, name: str, at: int, cover: "Cover") -> bool:
        """Return True if a phrase of a list can begin at a place."""
        if name not in (BECAUSE, FREELY) or at in self.clauses:
            return True
        return name == BECAUSE and cover.is_polite

    def may_end(self, name: str, at: int, end: int) -> bool:
        """Return True if a phrase of a list can reach from one place to another."""
        if name == FREELY and end not in (*self.clauses, len(self.words)):
            return False
        return name not in OF_ONE_CLAUSE or not any(at < clause < end for clause in self.clauses)


@dataclass(frozen=True, slots=True, order=True)
class Cover:
    """The lists that cover the beginning of a sentence, and what that costs."""

    cost: int = 0
    names: tuple[str, ...] = ()

    @property
    def is_polite(self) -> bool:
        return self.names[-1:] == (POLITE,)

    def and_(self, cost: int, name: str) -> "Cover":
        return Cover(self.cost + cost, (*self.names, name))


Listed = tuple[int, str, Part]
"""A phrase with what it costs to cover words by it, and the name of its list."""


@dataclass(frozen=True, slots=True, repr=False)
class SaidLanguage:
    """
    The lists of one language, compiled.

    Attributes:
        covering: The phrases that may cover a line, by each word they can begin with; "" for those
            that can begin with any word.
        searched: The phrases of the two lists that are looked for anywhere in a line.
    """

    wording: Wording
    covering: Mapping[str, Sequence[Listed]]
    searched: Mapping[str, Sequence[Part]]

    def heard(self, text: str) -> Heard:
        """Find the lists that cover a line, sentence by sentence."""
        if not is_short(text):
            return Heard()
        sentences = self._sentences(text)
        covers = [self._cover(sentence) for sentence in sentences]
        names = tuple(name for cover in covers for name in cover) if all(covers) else ()
        if FREELY in names and not self._may_say_anything(text, sentences, names):
            names = ()
        begins = bool(covers and set(Wish).intersection(covers[0]))
        return Heard(names, begins, says_nothing=not covers)

    def _may_say_anything(
        self, text: str, sentences: Sequence[Sentence], names: Sequence[str]
    ) -> bool:
        """Return True if a line is short, clear about its wish, and tells of nobody else."""
        return (
            sum(len(one.words) for one in sentences) <= MOST_WORDS_FREELY
            and not set(NOT_FREELY).intersection(names)
            and self.mentions(CLEAR, text)
            and not self.mentions(OTHERS, text)
        )

    def mentions(self, name: str, text: str) -> bool:
        """Return True if a phrase of a list that covers nothing is found anywhere in a line."""
        return any(
            ends(phrase, one.words, at, {})
            for one in self._sentences(text)
            for phrase in self.searched[name]
            for at in range(len(one.words))
        )

    def _sentences(self, text: str) -> list[Sentence]:
        plain = self.wording.read(EMOJI.sub(" ", text))
        read = (list(WORD.finditer(sentence)) for sentence in plain.split(STOP))
        return [
            Sentence(tuple(word[2] for word in words), _clauses(words)) for words in read if words
        ]

    def _cover(self, sentence: Sentence) -> tuple[str, ...]:
        """Return the names of the lists that cover a sentence at the least cost, or ()."""
        best, memo = {0: Cover()}, Memo()
        for at in range(len(sentence.words)):
            if at in best:
                for end, cover in self._extended(sentence, at, best[at], memo):
                    best[end] = min(best.get(end, cover), cover)
        whole = best.get(len(sentence.words))
        return whole.names if whole else ()

    def _extended(
        self, sentence: Sentence, at: int, cover: Cover, memo: Memo
    ) -> Iterator[tuple[int, Cover]]:
        """Yield each way to cover more words by one phrase, and how far it reaches."""
        words = sentence.words
        for cost, name, phrase in (*self.covering.get(words[at], ()), *self.covering.get("", ())):
            if sentence.may_begin(name, at, cover):
                for end in ends(phrase, words, at, memo):
                    if end > at and sentence.may_end(name, at, end):
                        yield end, cover.and_(cost, name)


@dataclass(frozen=True, slots=True)
class SaidWords:
    """The lists of all languages; a line is heard in the first that understands it."""

    languages: tuple[SaidLanguage, ...] = ()


NO_SAID = SaidWords()


def meant(text: str, after: After, words: SaidWords) -> Meant:
    """
    Decide what a typed line is.

    Words of distress are dealt with before: this knows nothing of them.

    Args:
        after: What the line stands below, or whose thread it is in.
    """
    heard = [one.heard(text) for one in words.languages]
    if any(one.says_nothing for one in heard) or not WORD.search(EMOJI.sub("", text)):
        return _without_words(text, after)
    if any(one.names for one in heard) and (is_quoted(text) or _mentions(REPORTED, text, words)):
        heard = []
    wish = next((one.wish for one in heard if one.wish), None)
    if wish and _is_for_baton(wish, text, after, words):
        return Meant(Kind.WISH, wish)
    if after is After.COACH:
        return Meant(Kind.MESSAGE)
    talk = next((one.talk for one in heard if one.talk), None)
    if talk and not wish:
        return Meant(Kind.TALK, talk=talk)
    begins = any(one.begins for one in heard)
    return Meant(BY_PLACE[after], doubtful=begins or _is_doubtful(text, words))


def _is_for_baton(wish: Wish, text: str, after: After, words: SaidWords) -> bool:
    """Return True if nothing around a wish makes it a message, or an answer about somebody."""
    if after is After.COACH:
        return _mentions(TO_BATON, text, words)
    return not (wish is Wish.HELP and after is After.NUDGE and NAME.search(text))


def is_quoted(text: str) -> bool:
    """Return True if a line begins with quotation marks, or most of it is inside some."""
    found = list(QUOTED.finditer(text))
    inside = sum(len(one[0]) for one in found)
    return bool(found) and (not text[: found[0].start()].strip() or inside > len(text) / 2)


def is_short(text: str) -> bool:
    """Return True for a line that's short enough for a wish, and for being looked at in detail."""
    return len(text) <= MOST_LETTERS and len(text.split()) <= MOST_WORDS


def _is_doubtful(text: str, words: SaidWords) -> bool:
    """Return True for a question, and for a short line that seems to want something."""
    return text.rstrip().endswith("?") or (is_short(text) and _mentions(DOUBTFUL, text, words))


def _mentions(name: str, text: str, words: SaidWords) -> bool:
    return any(one.mentions(name, text) for one in words.languages)


def said_language(
    lists: Mapping[str, Sequence[str]], groups: Groups, spellings: Mapping[str, str]
) -> SaidLanguage:
    """
    Compile the lists of a language.

    Args:
        lists: Phrases by the name of their list.
        groups: The phrases of each group, by its name.
        spellings: The words people mean, by the words they type.

    Raises:
        NoPhrase: A phrase can't be read.
    """
    meanings = {tuple(k.split()): tuple(v.split()) for k, v in spellings.items()}
    vocabulary = frozenset(_vocabulary([*lists.values(), *groups.values()], meanings))
    wording = Wording(
        meanings,
        vocabulary,
        slippery(word for word in vocabulary if len(word) >= SHORTEST_WITH_SLIP),
        reduce=str,
    )
    grammar = Grammar(groups, wording.words)
    covering: dict[str, list[Listed]] = {}
    for rank, name in enumerate(COVERING):
        for part in map(grammar.of, lists.get(name, ())):
            cost = COSTS.get(name, USUAL_COST) * len(LISTS) + rank
            for word in {""} if part.begins is None else part.begins:
                covering.setdefault(word, []).append((cost, name, part))
    searched = {name: [grammar.of(one) for one in lists.get(name, ())] for name in SEARCHED}
    return SaidLanguage(wording, covering, searched)


def _vocabulary(
    lists: Iterable[Sequence[str]], meanings: Mapping[tuple[str, ...], tuple[str, ...]]
) -> Iterator[str]:
    for phrase in (phrase for listed in lists for phrase in listed):
        for word in literals(phrase):
            yield word.casefold()
    for words in meanings.values():
        yield from words


def _without_words(text: str, after: After) -> Meant:
    """Decide about a line of emoji or punctuation, or an empty one."""
    if after is After.COACH:
        return Meant(Kind.MESSAGE)
    return Meant(Kind.TALK, talk=Talk.QUESTION if "?" in text else Talk.FINE)


def _clauses(words: Sequence[re.Match[str]]) -> frozenset[int]:
    return frozenset(at for at, word in enumerate(words) if at == 0 or word[1])
