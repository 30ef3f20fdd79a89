"""Read lists of phrases as authors write them: one a line, # for comments."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content.problems import Findings, Problem, did_you_mean
from bot.content.text_file import read_text
from bot.domain.text.phrases import Groups, NoPhrase

WORDS, SPELLINGS, SLIPS = "words", "spellings", "slips"
SIGNS = {WORDS: ":", SPELLINGS: "="}
"""What divides a line of these files: a group from its phrases, what's typed from what's meant."""

ODD = re.compile("[^\\w\\s'\u2019()\\[\\]|<>.-]|_")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file without its comment, and its line number."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class ListFile:
    """One file: its name without the extension, its usable lines, and its problems."""

    name: str
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]


def read_list_file(
    path: Path, names: tuple[str, ...], shortest: Callable[[str], int] = lambda _: 0
) -> ListFile:
    """
    Read one file; an unusable line doesn't affect the others.

    Args:
        names: The files there are; all but words, spellings and slips hold phrases.
        shortest: Returns how many letters a phrase of a list needs.
    """
    findings = Findings(path.name)
    if path.stem not in names:
        findings.error(0, f'"{path.stem}" is none of the lists. {did_you_mean(path.stem, names)}')
    text = read_text(path, findings) or ""
    lines = [
        Line(line.partition("#")[0].strip(), number)
        for number, line in enumerate(text.split("\n"), 1)
    ]
    fewest = shortest(path.stem)
    good = [line for line in lines if line.text and _is_good(path.stem, line, findings, fewest)]
    if text and not good and holds_phrases(path.stem):
        findings.error(0, "There are no phrases in it. Write one on each line.")
    return ListFile(path.stem, tuple(good), tuple(findings.problems))


def holds_phrases(name: str) -> bool:
    return name not in (WORDS, SPELLINGS, SLIPS)


def usable(
    files: Sequence[ListFile], compile_: Callable[[str], object]
) -> tuple[list[ListFile], list[Problem]]:
    """
    Return the files without phrases that can't be compiled, and a problem for each of those.

    Args:
        compile_: Compiles a phrase, or raises `NoPhrase`.
    """
    kept: list[ListFile] = []
    problems: list[Problem] = []
    for one in files:
        findings, good = Findings(f"{one.name}.txt"), []
        for line in one.lines:
            try:
                for phrase in _phrases(one.name, line):
                    compile_(phrase)
            except NoPhrase as error:
                findings.error(line.number, str(error))
            else:
                good.append(line)
        kept.append(ListFile(one.name, tuple(good), one.problems))
        problems += findings.problems
    return kept, problems


def groups(files: Sequence[ListFile]) -> Groups:
    """Return the phrases of each group, by its name."""
    return {
        line.text.partition(":")[0].strip(): _options(line)
        for one in files
        if one.name == WORDS
        for line in one.lines
    }


def spellings(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what people type, and what they mean by it."""
    for line in lines:
        written, _, meant = line.partition("=")
        yield written.strip().casefold(), meant.strip().casefold()


def twins(files: Sequence[ListFile]) -> list[Problem]:
    """Report phrases that stand in two places."""
    seen: dict[str, str] = {}
    problems = []
    for one in files:
        findings = Findings(f"{one.name}.txt")
        for line in one.lines if holds_phrases(one.name) else ():
            place = f"{one.name}.txt line {line.number}"
            other = seen.setdefault(" ".join(line.text.casefold().split()), place)
            if other != place:
                findings.error(line.number, f'"{line.text}" stands in {other}, too. Keep one.')
        problems += findings.problems
    return problems


def missing(files: Sequence[ListFile], names: Sequence[str], folder: Path) -> list[Problem]:
    """Report files that a language needs and doesn't have."""
    lacking = sorted(set(names) - {one.name for one in files})
    return [Problem.whole(str(folder), f"There is no {name}.txt. Add it.") for name in lacking]


def _is_good(name: str, line: Line, findings: Findings, fewest: int) -> bool:
    if sign := SIGNS.get(name):
        if not line.text.partition(sign)[0].strip() or sign not in line.text:
            findings.error(line.number, f'"{line.text}" has no "{sign}" after what it explains.')
            return False
        return True
    if name == SLIPS:
        return True
    if odd := ODD.search(line.text):
        findings.error(
            line.number, f'"{odd[0]}" is no letter. Write words only: punctuation is ignored.'
        )
    elif len(re.sub(r"\W", "", line.text)) < fewest:
        findings.error(
            line.number, f'"{line.text}" is too short: it would be found where nobody means it.'
        )
    else:
        return True
    return False


def _phrases(name: str, line: Line) -> Sequence[str]:
    if name == WORDS:
        return _options(line)
    return [line.text] if holds_phrases(name) else []


def _options(line: Line) -> list[str]:
    """Split a group into phrases at each bar outside brackets."""
    depth, options = 0, [""]
    for letter in line.text.partition(":")[2]:
        depth += (letter in "([") - (letter in ")]")
        if letter == "|" and depth == 0:
            options.append("")
        else:
            options[-1] += letter
    return [option.strip() for option in options if option.strip()]
