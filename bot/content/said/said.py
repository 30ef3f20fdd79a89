"""
Read the lists in `content/<language>/said`: what people say when they want something of Baton.

One phrase a line, # for comments. docs/said.md explains how to write phrases.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from bot.content.phrase_lists import (
    SPELLINGS,
    WORDS,
    ListFile,
    groups,
    holds_phrases,
    missing,
    read_list_file,
    spellings,
    twins,
    usable,
)
from bot.content.problems import Findings, Problem
from bot.domain.answers.said import (
    COVERING,
    LISTS,
    SaidLanguage,
    SaidWords,
    Talk,
    Wish,
    said_language,
)
from bot.domain.text.grammar import Grammar
from bot.domain.text.phrases import literals

NAMES = (*map(str, LISTS), WORDS, SPELLINGS)
NEEDED = (*map(str, Wish), *map(str, Talk))


def load_said(folder: Path) -> tuple[SaidWords, tuple[Problem, ...]]:
    """Return the lists of all languages in *folder*, and the problems in their files."""
    found, problems = [], list[Problem]()
    for one in sorted(folder.glob("*/said")):
        files = tuple(read_list(path) for path in sorted(one.glob("*.txt")))
        compiled, wrong = _compiled(files)
        found.append(compiled)
        problems += [*(problem for each in files for problem in each.problems), *wrong]
    return SaidWords(tuple(found)), tuple(problems)


def read_list(path: Path) -> ListFile:
    """Read one file; an unusable line doesn't affect the others."""
    return read_list_file(path, NAMES)


def check_lists(paths: Sequence[Path]) -> list[Problem]:
    """Return the problems of one language's lists, each alone and all together."""
    files = [read_list(path) for path in paths]
    problems = [problem for one in files for problem in one.problems]
    problems += missing(files, NEEDED, paths[0].parent)
    covering = [one for one in files if one.name in COVERING]
    problems += _passed_over(files)
    return [*problems, *usable(files, _grammar(files).of)[1], *twins(covering)]


@lru_cache(maxsize=4)
def _compiled(files: tuple[ListFile, ...]) -> tuple[SaidLanguage, list[Problem]]:
    """Compile the lists of a language; cached, because tests load them again and again."""
    good, problems = usable(files, _grammar(files).of)
    texts = {one.name: one.texts for one in good}
    lists = {name: phrases for name, phrases in texts.items() if holds_phrases(name)}
    known = dict(spellings(texts.get(SPELLINGS, ())))
    return said_language(lists, groups(good), known), problems


def _grammar(files: Sequence[ListFile]) -> Grammar:
    return Grammar(groups(files), str.split)


def _passed_over(files: Sequence[ListFile]) -> list[Problem]:
    """Report words in phrases that are passed over in what people type, and so say nothing."""
    known = dict(spellings([text for one in files if one.name == SPELLINGS for text in one.texts]))
    problems = list[Problem]()
    for one in files:
        findings = Findings(f"{one.name}.txt")
        for line in one.lines if one.name != SPELLINGS else ():
            for word in literals(line.text):
                if known.get(word) == "":
                    findings.error(
                        line.number,
                        f'"{word}" is passed over (spellings.txt), so it says nothing here. '
                        "Take it out.",
                    )
        problems += findings.problems
    return problems
