"""Read `content/<language>/style`: words the dictionary lacks, and words to avoid."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bot.content.problems import Findings, Problem
from bot.content.text_file import read_text

SPELLING, INCLUSIVE = "spelling.txt", "inclusive.txt"
FOLDER = "style"


@dataclass(frozen=True, slots=True)
class Style:
    """
    The lists of one language.

    Attributes:
        words: In lower case: correct, whatever the dictionary says.
        mends: The replacement for each word or phrase that excludes people.
    """

    words: frozenset[str] = frozenset()
    mends: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def leaves_out(self, text: str) -> Iterator[tuple[int, str, str]]:
        """Yield the position of each such word, the word, and its replacement."""
        for match in _pattern(frozenset(self.mends)).finditer(text):
            yield match.start(), match.group(), self.mends[match.group().lower()]


@cache
def _pattern(known: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(known, key=lambda word: (-len(word), word))
    any_of = "|".join(re.escape(word) for word in longest_first) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{any_of})(?!\w)", re.IGNORECASE)


def load_style(folder: Path) -> Style:
    """Load the lists in that folder; a missing one is empty."""
    spelling, inclusive = Findings(SPELLING), Findings(INCLUSIVE)
    words = frozenset(line.lower() for _, line in _lines(folder / SPELLING, spelling))
    mends: dict[str, str] = {}
    for number, line in _lines(folder / INCLUSIVE, inclusive):
        word, _, mend = line.partition(":")
        if not word.strip() or not mend.strip():
            inclusive.error(number, f'"{line[:40]}" has no mend. Write it as word: what to write.')
        mends[word.strip().lower()] = mend.strip()
    return Style(words, mends, (*spelling.problems, *inclusive.problems))


def _lines(path: Path, findings: Findings) -> Iterator[tuple[int, str]]:
    text = read_text(path, findings) if path.exists() else ""
    for number, line in enumerate((text or "").split("\n"), 1):
        written = line.partition("#")[0].strip()
        if written:
            yield number, written
