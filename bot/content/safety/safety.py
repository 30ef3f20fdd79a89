"""
Read the lists in `content/<language>/safety`: phrases of distress, and people's spellings.

One phrase a line, # for comments. docs/safety.md explains how to write phrases.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from spellchecker import SpellChecker

from bot.content.problems import Findings, Problem, did_you_mean
from bot.content.text_file import read_text
from bot.domain.privacy.safety import ABOUT, ALLOWED, Concern, Language, SafetyWords, language
from bot.domain.text.phrases import BUILT_ON, Groups, NoPhrase, Patterns
from bot.domain.text.stems import stem

NEEDED = (*Concern, ALLOWED)
PHRASES = (*ABOUT, ALLOWED, "stories", "cases")
WORDS, SPELLINGS, SLIPS = "words", "spellings", "slips"
NAMES = (*PHRASES, WORDS, SPELLINGS, SLIPS)
"""The files of a language: lists of phrases, and the words they are made of."""

ODD = re.compile("[^\\w\\s'\u2019()\\[\\]|<>.-]|_")
FEWEST_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file without its comment, and its line number."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class SafetyList:
    """One file: its name without the extension, its usable lines, and its problems."""

    name: str
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]


def load_safety(folder: Path) -> tuple[SafetyWords, tuple[Problem, ...]]:
    """Return the lists of all languages in *folder*, and the problems in their files."""
    found, problems = [], []
    for one in sorted(folder.glob("*/safety")):
        lists = tuple(read_list(path) for path in sorted(one.glob("*.txt")))
        compiled, wrong = _compiled(lists)
        found.append(compiled)
        problems += [*(problem for each in lists for problem in each.problems), *wrong]
    return SafetyWords(tuple(found)), tuple(problems)


@lru_cache(maxsize=4)
def _compiled(lists: tuple[SafetyList, ...]) -> tuple[Language, list[Problem]]:
    """Compile the lists of a language; cached, because it takes a second."""
    usable, problems = _usable(lists)
    return _language(usable), problems


def read_list(path: Path) -> SafetyList:
    """Read one file; an unusable line doesn't affect the others."""
    findings = Findings(path.name)
    if path.stem not in NAMES:
        findings.error(0, f'"{path.stem}" is none of the lists. {did_you_mean(path.stem, NAMES)}')
    text = read_text(path, findings) or ""
    lines = [
        Line(line.partition("#")[0].strip(), number)
        for number, line in enumerate(text.split("\n"), 1)
    ]
    good = [line for line in lines if line.text and _is_good(path.stem, line, findings)]
    if text and not good and path.stem in PHRASES:
        findings.error(0, "There are no phrases in it. Write one on each line.")
    return SafetyList(path.stem, tuple(good), tuple(findings.problems))


def check_lists(paths: Sequence[Path]) -> list[Problem]:
    """Return the problems of one language's lists, each alone and all together."""
    lists = [read_list(path) for path in paths]
    problems = [problem for one in lists for problem in one.problems]
    missing = sorted(set(NEEDED) - {one.name for one in lists})
    folder = str(paths[0].parent)
    problems += [Problem.whole(folder, f"There is no {name}.txt. Add it.") for name in missing]
    usable, wrong = _usable(lists)
    return problems + wrong + _twins(lists) + _near_slips(usable)


def _is_good(name: str, line: Line, findings: Findings) -> bool:
    if name in (SPELLINGS, WORDS):
        sign = "=" if name == SPELLINGS else ":"
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
    elif name in PHRASES[: len(ABOUT)] and len(re.sub(r"\W", "", line.text)) < FEWEST_LETTERS:
        findings.error(
            line.number, f'"{line.text}" is too short: it would be found where nobody means it.'
        )
    else:
        return True
    return False


def _usable(lists: Sequence[SafetyList]) -> tuple[list[SafetyList], list[Problem]]:
    """Return the lists without phrases that can't be compiled, and a problem for each of those."""
    patterns = Patterns({**dict.fromkeys(BUILT_ON, ()), **_groups(lists)}, str.split)
    usable: list[SafetyList] = []
    problems: list[Problem] = []
    for one in lists:
        findings, good = Findings(f"{one.name}.txt"), []
        for line in one.lines:
            try:
                for phrase in _phrases(one.name, line):
                    patterns.of(phrase)
            except NoPhrase as error:
                findings.error(line.number, str(error))
            else:
                good.append(line)
        usable.append(SafetyList(one.name, tuple(good), one.problems))
        problems += findings.problems
    return usable, problems


def _phrases(name: str, line: Line) -> Sequence[str]:
    if name == WORDS:
        return _options(line)
    return [line.text] if name in PHRASES else []


def _language(lists: Sequence[SafetyList]) -> Language:
    texts = {one.name: one.texts for one in lists}
    return language(
        {name: texts[name] for name in PHRASES if name in texts},
        _groups(lists),
        dict(_spellings(texts.get(SPELLINGS, ()))),
        dict(_slips(texts.get(SLIPS, ()))),
    )


def _groups(lists: Sequence[SafetyList]) -> Groups:
    return {
        line.text.partition(":")[0].strip(): _options(line)
        for one in lists
        if one.name == WORDS
        for line in one.lines
    }


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


def _spellings(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        written, _, meant = line.partition("=")
        yield written.strip().casefold(), meant.strip().casefold()


def _slips(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    for line in lines:
        word, _, others = line.casefold().partition(":")
        yield word.strip(), [other.strip() for other in others.split(",") if other.strip()]


def _twins(lists: Sequence[SafetyList]) -> list[Problem]:
    seen: dict[str, str] = {}
    problems = []
    for one in lists:
        findings = Findings(f"{one.name}.txt")
        for line in one.lines if one.name in PHRASES else ():
            place = f"{one.name}.txt line {line.number}"
            other = seen.setdefault(" ".join(line.text.casefold().split()), place)
            if other != place:
                findings.error(line.number, f'"{line.text}" stands in {other}, too. Keep one.')
        problems += findings.problems
    return problems


def _near_slips(lists: Sequence[SafetyList]) -> list[Problem]:
    """Report ordinary words that would be mistaken for a typo of another."""
    wording, findings = _language(lists).wording, Findings(f"{SLIPS}.txt")
    for line in (line for one in lists if one.name == SLIPS for line in one.lines):
        [(known, _)] = _slips([line.text])
        for word in sorted(_ordinary_near(known) - wording.vocabulary - wording.ordinary):
            findings.warn(line.number, f'"{word}" is a word of its own: "{known}: {word}".')
    return findings.problems


def _ordinary_near(word: str) -> set[str]:
    speller = _speller()
    near = speller.known(speller.edit_distance_1(word))
    return {one for one in near if one[0] == word[0] and stem(one) != stem(word)}


@cache
def _speller() -> SpellChecker:
    return SpellChecker(language="en")
