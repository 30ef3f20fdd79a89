"""
Phrases written by authors, understood as a grammar: a group may be made of other groups.

They are written as those of `phrases`, but are matched word by word instead of as one regular
expression, so that groups of groups stay small. `<any>` and each of the four words of `...` are
any word at all, `<figure>` is one that begins with a digit ("3pm"), and `<start>` and `<end>` are
those of the sentence.
"""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache

from bot.domain.text.phrases import FEW, PIECE, Groups, NoPhrase

Words = Sequence[str]
Memo = dict[tuple[int, int], AbstractSet[int]]
"""The places up to which a part matches, by the part and the place from which it does."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Part:
    """
    A part of a phrase.

    Attributes:
        kind: One of word, any, figure, start, end, row (all of *parts*), one of, maybe.
        begins: The words it can begin with, or None for any word.
        empty: It matches without any word, too.
    """

    kind: str
    word: str = ""
    parts: tuple["Part", ...] = ()
    begins: frozenset[str] | None = None
    empty: bool = False


NOWHERE: frozenset[int] = frozenset()
START = Part("start", begins=frozenset(), empty=True)
END = Part("end", begins=frozenset(), empty=True)
ANY = Part("any")
FIGURE = Part("figure")
BUILT_IN = {"start": START, "end": END, "any": ANY, "figure": FIGURE}


def ends(part: Part, words: Words, at: int, memo: Memo) -> AbstractSet[int]:
    """
    Return the places up to which a part matches the words from *at* on.

    Args:
        memo: What was found before in the same words.
    """
    if part.kind in ("start", "end"):
        return {at} if at == (0 if part.kind == "start" else len(words)) else NOWHERE
    if not part.empty and not _may_begin(part, words, at):
        return NOWHERE
    if part.kind in ("word", "any", "figure"):
        return {at + 1} if part.kind != "figure" or words[at][0].isdigit() else NOWHERE
    key = (id(part), at)
    if key not in memo:
        memo[key] = _ends_of_parts(part, words, at, memo)
    return memo[key]


def _ends_of_parts(part: Part, words: Words, at: int, memo: Memo) -> set[int]:
    if part.kind == "row":
        places = {at}
        for one in part.parts:
            places = {end for place in places for end in ends(one, words, place, memo)}
        return places
    found = {end for one in part.parts for end in ends(one, words, at, memo)}
    return found | {at} if part.kind == "maybe" else found


def _may_begin(part: Part, words: Words, at: int) -> bool:
    return at < len(words) and (part.begins is None or words[at] in part.begins)


@dataclass(slots=True)
class Grammar:
    """
    Compiles phrases, each group once.

    Args:
        groups: The phrases of each group, by its name.
        read: Returns the words of a text in normalised form.
    """

    groups: Groups
    read: Callable[[str], Words]
    _made: dict[str, Part] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.read = cache(self.read)

    def of(self, phrase: str, within: Sequence[str] = ()) -> Part:
        """
        Compile a phrase.

        Args:
            within: The groups it is a part of.

        Raises:
            NoPhrase: A bracket isn't closed, or a group isn't known or is made of itself.
        """
        pieces = PIECE.findall(phrase)[::-1]
        made = self._row(pieces, within)
        if pieces:
            raise NoPhrase(f'"{pieces[-1]}" stands alone in "{phrase}".')
        return made

    def _row(self, pieces: list[str], within: Sequence[str]) -> Part:
        parts: list[Part] = []
        while pieces and pieces[-1] not in ")]|":
            parts += self._element(pieces.pop(), pieces, within)
        return _row(parts)

    def _element(self, piece: str, pieces: list[str], within: Sequence[str]) -> Iterator[Part]:
        if piece == "(":
            yield self._choice(")", pieces, within)
        elif piece == "[":
            yield _maybe(self._choice("]", pieces, within))
        elif piece == "...":
            yield _few()
        elif piece.startswith("<"):
            yield self._group(piece[1:-1], within)
        else:
            for word in self.read(piece):
                yield Part("word", word, begins=frozenset([word]))

    def _choice(self, closing: str, pieces: list[str], within: Sequence[str]) -> Part:
        options = [self._row(pieces, within)]
        while pieces and pieces[-1] == "|":
            pieces.pop()
            options.append(self._row(pieces, within))
        if not pieces or pieces.pop() != closing:
            raise NoPhrase(f'A "{closing}" is missing.')
        return _one_of(options)

    def _group(self, name: str, within: Sequence[str]) -> Part:
        if name in BUILT_IN:
            return BUILT_IN[name]
        if name in within:
            raise NoPhrase(f"<{name}> is made of itself.")
        if name not in self.groups:
            raise NoPhrase(f"There is no group <{name}>.")
        if name not in self._made:
            options = [self.of(one, (*within, name)) for one in self.groups[name]]
            self._made[name] = _one_of(options)
        return self._made[name]


def _row(parts: Sequence[Part]) -> Part:
    if len(parts) == 1:
        return parts[0]
    begins: frozenset[str] | None = frozenset()
    for one in parts:
        begins = None if begins is None or one.begins is None else begins | one.begins
        if not one.empty:
            break
    return Part("row", "", tuple(parts), begins, all(one.empty for one in parts))


def _one_of(options: Sequence[Part]) -> Part:
    known = [one.begins for one in options if one.begins is not None]
    begins = frozenset().union(*known) if len(known) == len(options) else None
    return Part("one of", "", tuple(options), begins, any(one.empty for one in options))


def _maybe(part: Part) -> Part:
    return Part("maybe", "", (part,), part.begins, empty=True)


def _few() -> Part:
    """Return a part that matches up to `FEW` words."""
    made = _maybe(ANY)
    for _ in range(FEW - 1):
        made = _maybe(_row([ANY, made]))
    return made
