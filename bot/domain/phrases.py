"""
Phrases as authors write them, compiled to find them in a text that `bot.domain.wording` has read.

A phrase is words in a row. `(a | b c)` is one of these, `[a]` may be left out, `<name>` is one of
a group of words defined elsewhere. `<any>` is any word that neither denies nor is the writer, and
`...` up to four of these. `<start>` is the beginning of a clause, where the writer is often left
out ("Want to go home"), and `<end>` its end.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

PIECE = re.compile(r"[()\[\]|]|<[^<>\s]*>|\.\.\.|[^\s()\[\]|<>]+")

STOP, PAUSE = ". ", ", "
"""The end of a sentence and of a part of one, in a text that was read."""

GAP = f"(?:{PAUSE})?"
"""A comma between two words of a phrase changes nothing."""

FEW = 4
"""Words that `...` stands for at most."""

JOINS, DENIALS, DOUBT, WRITER = "and", "not", "doubt", "person-i"
BUILT_ON = (JOINS, DENIALS, DOUBT, WRITER)
"""Groups that Baton itself needs: what joins two clauses, what denies, what takes a denial back,
and who is the writer."""

WORD = re.compile(r"[^\W_]+")

Groups = Mapping[str, Sequence[str]]
Read = Callable[[str], Sequence[str]]


class NoPhrase(ValueError):
    """A phrase that can't be used, with the reason in plain words."""


def pattern(phrase: str, groups: Groups, read: Read) -> str:
    """
    Translate a phrase into a regular expression.

    Args:
        groups: Phrases that a name stands for.
        read: Gives the words of a text as they stand in one that was read.

    Raises:
        NoPhrase: A bracket isn't closed, or a group isn't known.
    """
    return rf"(?<= ){_Parser(groups, read).whole(phrase)}"


def literals(phrase: str) -> Iterator[str]:
    """Each word that stands in a phrase itself."""
    for piece in PIECE.findall(phrase):
        if piece not in ("(", ")", "[", "]", "|", "...") and not piece.startswith("<"):
            yield from WORD.findall(piece.casefold().replace("'", ""))


class _Parser:
    def __init__(self, groups: Groups, read: Read, *within: str) -> None:
        self._groups = groups
        self._read = read
        self._within = within
        self._pieces: list[str] = []

    def whole(self, phrase: str) -> str:
        self._pieces = PIECE.findall(phrase)[::-1]
        made = self._sequence()
        if self._pieces:
            raise NoPhrase(f'"{self._pieces[-1]}" stands alone in "{phrase}".')
        return made

    def _sequence(self) -> str:
        made = ""
        while self._pieces and self._pieces[-1] not in ")]|":
            made += self._element(self._pieces.pop(), GAP if made else "")
        return made

    def _element(self, piece: str, gap: str) -> str:
        if piece == "(":
            return f"{gap}{self._choice(')')}"
        if piece == "[":
            return f"(?:{gap}{self._choice(']')})?"
        if piece == "...":
            return f"(?:{self._any(GAP)}){{0,{FEW}}}"
        if piece.startswith("<"):
            return self._group(piece[1:-1], gap)
        return "".join(f"{gap}{re.escape(word)} " for word in self._read(piece))

    def _choice(self, closing: str) -> str:
        options = [self._sequence()]
        while self._pieces and self._pieces[-1] == "|":
            self._pieces.pop()
            options.append(self._sequence())
        if not self._pieces or self._pieces.pop() != closing:
            raise NoPhrase(f'A "{closing}" is missing.')
        return f"(?:{'|'.join(options)})"

    def _group(self, name: str, gap: str) -> str:
        if name == "start":
            return f"(?:{'|'.join(f'(?<= {end})' for end in self._edges())})"
        if name == "end":
            return f"(?={'|'.join(self._edges())})"
        if name == "any":
            return self._any(gap)
        return f"{gap}{self._named(name)}"

    def _any(self, gap: str) -> str:
        return rf"{gap}(?!{self._named(DENIALS)}|{self._named(WRITER)})\w+ "

    def _edges(self) -> list[str]:
        joins = (f"{re.escape(word)} " for line in self._of(JOINS) for word in self._read(line))
        return [re.escape(STOP), PAUSE, *joins]

    def _named(self, name: str) -> str:
        if name in self._within:
            raise NoPhrase(f"<{name}> is made of itself.")
        inner = _Parser(self._groups, self._read, *self._within, name)
        return f"(?:{'|'.join(inner.whole(option) for option in self._of(name))})"

    def _of(self, name: str) -> Sequence[str]:
        if name not in self._groups:
            raise NoPhrase(f"There is no group <{name}>.")
        return self._groups[name]
