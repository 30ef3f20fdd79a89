"""
Read `content/<language>/help`: what words mean the same, and what they tell about a question.

One file for each kind of word; # for comments. docs/authoring.md explains how to write them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.problems import Findings, Problem
from bot.content.text_file import read_text
from bot.domain.text.stems import stem, words

FOLDER = "help"
ALIKE, ORDINARY, ELSEWHERE = "alike.txt", "ordinary.txt", "elsewhere.txt"

LONGEST = 4
"""The most words of a phrase that means the same as another."""

Line = tuple[int, str]
"""The number of a line and what's on it."""

Spelling = tuple[str, ...]
"""A word or phrase as stems."""


@dataclass(frozen=True, slots=True)
class HelpWords:
    """
    The lists of one language.

    Attributes:
        alike: One term for each of several spellings that mean the same.
        ordinary: Terms people use about anything.
        elsewhere: Terms of questions that are for somebody else.
        spelled: Words of the first two as they are written: what a mistyped one may stand for.
    """

    alike: Mapping[Spelling, str] = field(default_factory=dict)
    ordinary: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()
    spelled: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    def terms(self, typed: Sequence[str]) -> list[str]:
        """Stem words, and replace what means the same by one term, the longest spelling first."""
        stems, terms, place = [stem(word) for word in typed], [], 0
        while place < len(stems):
            rest = [tuple(stems[place : place + length]) for length in range(LONGEST, 0, -1)]
            spelling = next((one for one in rest if one in self.alike), rest[-1])
            terms.append(self.alike.get(spelling, spelling[0]))
            place += len(spelling)
        return terms


def load_help_words(folder: Path) -> HelpWords:
    """Load the lists in that folder; a missing one is empty."""
    findings = {name: Findings(name) for name in (ALIKE, ORDINARY, ELSEWHERE)}
    read = {name: list(_lines(folder / name, findings[name])) for name in findings}
    spelled = {name: words(" ".join(line for _, line in read[name])) for name in read}
    ordinary, elsewhere = (frozenset(map(stem, spelled[name])) for name in (ORDINARY, ELSEWHERE))
    return HelpWords(
        alike=_alike(read[ALIKE], findings[ALIKE]),
        ordinary=ordinary,
        elsewhere=elsewhere - ordinary,
        spelled=frozenset(spelled[ALIKE] + spelled[ORDINARY]),
        problems=tuple(problem for one in findings.values() for problem in one.problems),
    )


def _alike(lines: Iterable[Line], findings: Findings) -> dict[Spelling, str]:
    alike: dict[Spelling, str] = {}
    for number, line in lines:
        group = [tuple(map(stem, words(spelling))) for spelling in line.split("=")]
        if len(group) == 1 or not all(0 < len(spelling) <= LONGEST for spelling in group):
            findings.error(number, f"Write it with 1 to {LONGEST} words a part: boss = manager")
            continue
        for spelling in dict.fromkeys(group):
            if alike.setdefault(spelling, "".join(group[0])) != "".join(group[0]):
                findings.error(number, f'"{" ".join(spelling)}" is in another line too. Keep one.')
    return alike


def _lines(path: Path, findings: Findings) -> Iterator[Line]:
    text = read_text(path, findings) if path.exists() else None
    for number, line in enumerate((text or "").split("\n"), 1):
        if kept := line.partition("#")[0].strip():
            yield number, kept
