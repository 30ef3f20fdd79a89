"""Authors' text as paragraphs and sentences that know their line numbers."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

SPLIT = re.compile(r"\w-$")
SHARED = re.compile(r"\W|(?:and|or)\b", re.IGNORECASE)
"""A word split at its hyphen over two lines; text that follows "two-" in "two- and three-hour"."""

SENTENCE = re.compile(r"\S.*?(?:[.!?]+[\"'”\u2019)]*(?=\s|\Z)|(?=\n\n)|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Prose:
    """
    A run of text.

    Attributes:
        text: Paragraphs separated by an empty line; line ends within them are spaces, except
            inside a hyphenated word.
        starts: For each line of the file, its offset in *text* and its number.
    """

    text: str
    starts: tuple[tuple[int, int], ...]

    def line_at(self, offset: int) -> int:
        """Return the number of the file's line that contains *offset*."""
        return self.starts[bisect_right(self.starts, offset, key=itemgetter(0)) - 1][1]

    @property
    def line(self) -> int:
        return self.starts[0][1]

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Yield each sentence, with the number of the line it starts on."""
        for match in SENTENCE.finditer(self.text):
            yield self.line_at(match.start()), match.group()


def join(lines: list[tuple[int, str]]) -> Prose | None:
    """Join numbered lines to prose; return None if all are empty."""
    while lines and not lines[-1][1]:
        lines = lines[:-1]
    first = next((place for place, (_, text) in enumerate(lines) if text), None)
    if first is None:
        return None

    lines = lines[first:]
    text = lines[0][1]
    starts = [(0, lines[0][0])]
    for (_, before), (number, line) in pairwise(lines):
        if not line:
            continue
        text += _between(before, line)
        starts.append((len(text), number))
        text += line
    return Prose(text, tuple(starts))


def _between(before: str, line: str) -> str:
    """Return the separator for a line end: none inside a hyphenated word."""
    if not before:
        return "\n\n"
    return "" if SPLIT.search(before) and not SHARED.match(line) else " "


def words(text: str) -> list[str]:
    """Return the words of a text, including numbers, without dashes and blanks to fill in."""
    return [word for word in text.split() if any(letter.isalnum() for letter in word)]
