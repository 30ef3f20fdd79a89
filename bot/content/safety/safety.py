"""
Read the lists in `content/<language>/safety`: phrases of distress, and people's spellings.

One phrase a line, # for comments. docs/safety.md explains how to write phrases.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from spellchecker import SpellChecker

from bot.content.phrase_lists import (
    SLIPS,
    SPELLINGS,
    WORDS,
    ListFile,
    groups,
    missing,
    read_list_file,
    spellings,
    twins,
    usable,
)
from bot.content.problems import Findings, Problem
from bot.domain.privacy.safety import ABOUT, ALLOWED, Concern, Language, SafetyWords, language
from bot.domain.text.phrases import BUILT_ON, Patterns
from bot.domain.text.stems import stem

NEEDED = (*Concern, ALLOWED)
PHRASES = (*ABOUT, ALLOWED, "stories", "cases")
NAMES = (*PHRASES, WORDS, SPELLINGS, SLIPS)
"""The files of a language: lists of phrases, and the words they are made of."""

FEWEST_LETTERS = 5


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
def _compiled(lists: tuple[ListFile, ...]) -> tuple[Language, list[Problem]]:
    """Compile the lists of a language; cached, because it takes a second."""
    good, problems = usable(lists, _patterns(lists).of)
    return _language(good), problems


def read_list(path: Path) -> ListFile:
    """Read one file; an unusable line doesn't affect the others."""
    return read_list_file(path, NAMES, lambda name: FEWEST_LETTERS if name in ABOUT else 0)


def check_lists(paths: Sequence[Path]) -> list[Problem]:
    """Return the problems of one language's lists, each alone and all together."""
    lists = [read_list(path) for path in paths]
    problems = [problem for one in lists for problem in one.problems]
    problems += missing(lists, NEEDED, paths[0].parent)
    good, wrong = usable(lists, _patterns(lists).of)
    return problems + wrong + twins(lists) + _near_slips(good)


def _patterns(lists: Sequence[ListFile]) -> Patterns:
    return Patterns({**dict.fromkeys(BUILT_ON, ()), **groups(lists)}, str.split)


def _language(lists: Sequence[ListFile]) -> Language:
    texts = {one.name: one.texts for one in lists}
    return language(
        {name: texts[name] for name in PHRASES if name in texts},
        groups(lists),
        dict(spellings(texts.get(SPELLINGS, ()))),
        dict(_slips(texts.get(SLIPS, ()))),
    )


def _slips(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    for line in lines:
        word, _, others = line.casefold().partition(":")
        yield word.strip(), [other.strip() for other in others.split(",") if other.strip()]


def _near_slips(lists: Sequence[ListFile]) -> list[Problem]:
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
