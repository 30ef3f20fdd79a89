"""Reads the phrase lists of `content/<language>/safety`: one phrase a line, # for remarks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content.problems import Findings, Problem, did_you_mean
from bot.content.text_file import read_text
from bot.domain.safety import Concern, SafetyWords, concern_in, safety_words
from bot.domain.stems import stems

ALLOWED = "allowed"
NAMES = (*Concern, ALLOWED)
"""The files of a language: a list for each concern, and what is allowed after all."""

ODD = re.compile("[^\\w\\s'\u2019-]|_")
FEWEST_LETTERS = 5
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line of a list, and where it stands."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class SafetyList:
    """One file: its name without the ending, what could be read of it, and what is wrong."""

    name: str
    phrases: tuple[Phrase, ...]
    problems: tuple[Problem, ...]


def load_safety(folder: Path) -> tuple[SafetyWords, tuple[Problem, ...]]:
    """The lists of all languages in *folder* together, and what is wrong with their files."""
    lists = [read_list(path) for path in sorted(folder.glob("*/safety/*.txt"))]
    phrases = {one: _texts(lists, one) for one in Concern}
    problems = tuple(problem for one in lists for problem in one.problems)
    return safety_words(phrases, _texts(lists, ALLOWED)), problems


def read_list(path: Path) -> SafetyList:
    """One file of phrases; a line that cannot be used keeps none of the others out."""
    findings = Findings(path.name)
    if path.stem not in NAMES:
        findings.error(0, f'"{path.stem}" is none of the lists. {did_you_mean(path.stem, NAMES)}')
    text = read_text(path, findings) or ""
    phrases = []
    for number, line in enumerate(text.split("\n"), 1):
        phrase = line.partition("#")[0].strip()
        if phrase and _is_good(phrase, number, findings):
            phrases.append(Phrase(phrase, number))
    if text and not phrases:
        findings.error(0, "There are no phrases in it. Write one on each line.")
    return SafetyList(path.stem, tuple(phrases), tuple(findings.problems))


def check_lists(paths: Sequence[Path]) -> list[Problem]:
    """What is wrong with the lists of one language, each alone and all together."""
    lists = [read_list(path) for path in paths]
    problems = [problem for one in lists for problem in one.problems]
    missing = sorted(set(NAMES) - {one.name for one in lists})
    folder = str(paths[0].parent)
    problems += [Problem.whole(folder, f"There is no {name}.txt. Add it.") for name in missing]
    return problems + _twins(lists) + _idle(lists)


def _is_good(phrase: str, line: int, findings: Findings) -> bool:
    if odd := ODD.search(phrase):
        findings.error(line, f'"{odd[0]}" is no letter. Write words only: punctuation is ignored.')
    elif len(re.sub(r"\W", "", phrase)) < FEWEST_LETTERS:
        findings.error(line, f'"{phrase}" is too short: it would be found where nobody means it.')
    elif len(stems(phrase)) > MOST_WORDS:
        findings.error(line, f'"{phrase}" has more than {MOST_WORDS} words. Keep its heart.')
    else:
        return True
    return False


def _twins(lists: Sequence[SafetyList]) -> list[Problem]:
    seen: dict[tuple[str, ...], str] = {}
    problems = []
    for one in lists:
        findings = Findings(f"{one.name}.txt")
        for phrase in one.phrases:
            other = seen.setdefault(stems(phrase.text), f"{one.name}.txt line {phrase.line}")
            if other != f"{one.name}.txt line {phrase.line}":
                findings.error(phrase.line, f'"{phrase.text}" stands in {other}, too. Keep one.')
        problems += findings.problems
    return problems


def _idle(lists: Sequence[SafetyList]) -> list[Problem]:
    """Everyday phrases that hold nothing of the lists: there is nothing to allow."""
    found = safety_words({one: _texts(lists, one) for one in Concern}, ())
    findings = Findings(f"{ALLOWED}.txt")
    for one in lists:
        for phrase in one.phrases if one.name == ALLOWED else ():
            if concern_in(phrase.text, found) is None:
                findings.warn(phrase.line, f'"{phrase.text}" holds no phrase of the other lists.')
    return findings.problems


def _texts(lists: Sequence[SafetyList], name: str) -> list[str]:
    return [phrase.text for one in lists if one.name == name for phrase in one.phrases]
