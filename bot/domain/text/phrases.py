"""
Phrases written by authors, compiled to find them in text that `plain_words` has normalised.

A phrase is a sequence of words. `(a | b c)` is a choice, `[a]` is optional, `<name>` is one of a
group of words defined elsewhere. `<any>` is any word that neither denies nor names the writer, and
`...` stands for up to four of these. `<start>` is the beginning of a clause, where the writer is
often left out ("Want to go home"), and `<end>` its end.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

PIECE = re.compile(r"[()\[\]|]|<[^<>\s]*>|\.\.\.|[^\s()\[\]|<>]+")

STOP, PAUSE = ". ", ","
"""The end of a sentence and of a clause, in normalised text."""

GAP = f"{PAUSE}?"
"""A comma between two words of a phrase makes no difference."""

FEW = 4
"""The most words that `...` stands for."""

JOINS, DENIALS, DOUBT, WRITER = "and", "not", "doubt", "person-i"
BUILT_ON = (JOINS, DENIALS, DOUBT, WRITER)
"""
Groups that Baton itself needs: words that join two clauses, deny, take a denial back, and name the
writer.
"""

WORD = re.compile(r"[^\W_]+")

Groups = Mapping[str, Sequence[str]]
Read = Callable[[str], Sequence[str]]


class NoPhrase(ValueError):
    """A phrase that can't be used, with the reason in plain words."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """
    A phrase, or a part of one, as a regular expression.

    Attributes:
        needs: A sentence with the phrase contains at least one word of each of these sets.
    """

    regex: str
    needs: tuple[frozenset[str], ...] = ()

    @property
    def key(self) -> frozenset[str] | None:
        """The set with the longest words, which are rare in other sentences."""
        return max(self.needs, key=lambda words: min(map(len, words)), default=None)

    def may_be_in(self, words: AbstractSet[str]) -> bool:
        return not any(words.isdisjoint(need) for need in self.needs)


class PhraseList:
    """
    Finds a list's phrases in a sentence, trying only those whose words it contains.

    Attributes:
        regexes: One for each phrase, sorted.
    """

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self.regexes = sorted(phrase.regex for phrase in phrases)
        self._by_word: dict[str, list[Phrase]] = {}
        self._others: list[Phrase] = []
        for phrase in phrases:
            if phrase.key is None:
                self._others.append(phrase)
            for word in phrase.key or ():
                self._by_word.setdefault(word, []).append(phrase)

    def matches(self, sentence: str) -> Iterator[re.Match[str]]:
        words = set(sentence.replace(PAUSE, " ").split())
        likely = {phrase for word in words for phrase in self._by_word.get(word, ())}
        for phrase in (*likely, *self._others):
            if phrase.may_be_in(words):
                yield from _compiled(phrase.regex).finditer(sentence)


@cache
def _compiled(regex: str) -> re.Pattern[str]:
    """Compile on first use: most phrases are never nearly matched."""
    return re.compile(regex)


class Patterns:
    """
    Translates phrases into regular expressions, each group and each word of them once.

    Args:
        groups: The phrases of each group, by its name.
        read: Returns the words of a text in normalised form.
    """

    def __init__(self, groups: Groups, read: Read) -> None:
        self.read = cache(read)
        self._groups = groups
        self._made: dict[str, Phrase] = {}

    def of(self, phrase: str) -> Phrase:
        """
        Translate a phrase.

        Raises:
            NoPhrase: A bracket isn't closed, or a group isn't known.
        """
        made = _Parser(self).whole(phrase)
        return Phrase(rf"(?<=[ {PAUSE}]){made.regex}", made.needs)

    def named(self, name: str, within: Sequence[str] = ()) -> Phrase:
        """Translate a group that is used inside the groups *within*."""
        if name in within:
            raise NoPhrase(f"<{name}> is made of itself.")
        if name not in self._made:
            inner = _Parser(self, *within, name)
            self._made[name] = _one_of(inner.whole(option) for option in self.options(name))
        return self._made[name]

    def options(self, name: str) -> Sequence[str]:
        if name not in self._groups:
            raise NoPhrase(f"There is no group <{name}>.")
        return self._groups[name]


def literals(phrase: str) -> Iterator[str]:
    """Return each word that appears literally in a phrase."""
    for piece in PIECE.findall(phrase):
        if piece not in ("(", ")", "[", "]", "|", "...") and not piece.startswith("<"):
            yield from WORD.findall(piece.casefold().replace("'", ""))


class _Parser:
    def __init__(self, patterns: Patterns, *within: str) -> None:
        self._patterns = patterns
        self._within = within
        self._pieces: list[str] = []

    def whole(self, phrase: str) -> Phrase:
        self._pieces = PIECE.findall(phrase)[::-1]
        made = self._sequence()
        if self._pieces:
            raise NoPhrase(f'"{self._pieces[-1]}" stands alone in "{phrase}".')
        return made

    def _sequence(self) -> Phrase:
        regex, needs = "", list[frozenset[str]]()
        while self._pieces and self._pieces[-1] not in ")]|":
            made = self._element(self._pieces.pop(), GAP if regex else "")
            regex += made.regex
            needs += made.needs
        return Phrase(regex, tuple(dict.fromkeys(needs)))

    def _element(self, piece: str, gap: str) -> Phrase:
        if piece == "(":
            return _after(gap, self._choice(")"))
        if piece == "[":
            return Phrase(f"(?:{gap}{self._choice(']').regex})?")
        if piece == "...":
            return Phrase(f"(?:{self._any(GAP)}){{0,{FEW}}}")
        if piece.startswith("<"):
            return self._group(piece[1:-1], gap)
        words = self._patterns.read(piece)
        regex = "".join(f"{gap}{re.escape(word)} " for word in words)
        return Phrase(regex, tuple(frozenset([word]) for word in words))

    def _choice(self, closing: str) -> Phrase:
        options = [self._sequence()]
        while self._pieces and self._pieces[-1] == "|":
            self._pieces.pop()
            options.append(self._sequence())
        if not self._pieces or self._pieces.pop() != closing:
            raise NoPhrase(f'A "{closing}" is missing.')
        return _one_of(options)

    def _group(self, name: str, gap: str) -> Phrase:
        if name == "start":
            return Phrase(f"(?:{'|'.join(f'(?<=[ {PAUSE}]{end})' for end in self._edges())})")
        if name == "end":
            return Phrase(f"(?={'|'.join(self._edges())})")
        if name == "any":
            return Phrase(self._any(gap))
        return _after(gap, self._named(name))

    def _any(self, gap: str) -> str:
        return rf"{gap}(?!{self._named(DENIALS).regex}|{self._named(WRITER).regex})\w+ "

    def _edges(self) -> list[str]:
        read = self._patterns.read
        joins = (
            f"{re.escape(word)} " for line in self._patterns.options(JOINS) for word in read(line)
        )
        return [re.escape(STOP), PAUSE, *joins]

    def _named(self, name: str) -> Phrase:
        return self._patterns.named(name, self._within)


def _after(gap: str, made: Phrase) -> Phrase:
    return Phrase(gap + made.regex, made.needs)


def _one_of(options: Iterable[Phrase]) -> Phrase:
    """Join the options, each once: "hit", "hits" and "hitting" have one stem."""
    each = list(dict.fromkeys(options))
    keys = [option.key for option in each]
    known = [key for key in keys if key is not None]
    needs = (frozenset().union(*known),) if known and len(known) == len(keys) else ()
    return Phrase(f"(?:{'|'.join(option.regex for option in each)})", needs)
