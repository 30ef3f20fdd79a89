"""Reads `content/<language>/style`: words the dictionary lacks, and words to do without."""

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
        words: In small letters: right, whatever the dictionary says.
        mends: For each word or phrase that leaves people out, what to write instead.
    """

    words: frozenset[str] = frozenset()
    mends: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def leaves_out(self, text: str) -> Iterator[tuple[int, str, str]]:
        """Where such a word begins, the word, and what to write instead."""
        for match in _pattern(frozenset(self.mends)).finditer(text):
            yield match.start(), match.group(), self.mends[match.group().lower()]


@cache
def _pattern(known: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(known, key=lambda word: (-len(word), word))
    any_of = "|".join(re.escape(word) for word in longest_first) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{any_of})(?!\w)", re.IGNORECASE)


def load_style(folder: Path) -> Style:
    """The lists in that folder; one that is not there is empty."""
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
