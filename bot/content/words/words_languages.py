"""Compare the fixed texts of a second language with the first."""

import re

from bot.content.problems import Findings, Problem
from bot.content.words.words_file import WordsFolder

NAMED = 5
NUMBERED = re.compile(r"(.+-)[0-9]+")


def compare(own: WordsFolder, first: WordsFolder) -> list[Problem]:
    """Return missing, unused and wrongly parameterised texts of the second language."""
    return [*_missing(own, first), *_in_vain(own, first), *_ungiven(own, first)]


def _missing(own: WordsFolder, first: WordsFolder) -> list[Problem]:
    """Report missing texts; of a numbered series (`thanks-1`, `thanks-2`) any number will do."""
    rows = {_row(name) for name in own.entries}
    missing = [name for name in _messages(first) if _row(name) not in rows]
    if not missing:
        return []
    findings = Findings("messages")
    findings.warn(0, f"Not translated, so said in the first language: {_some(missing)}.")
    return findings.problems


def _in_vain(own: WordsFolder, first: WordsFolder) -> list[Problem]:
    rows = {_row(name) for name in first.entries}
    problems = []
    for name in _messages(own):
        if _row(name) not in rows:
            findings = Findings(own.entries[name].file)
            findings.warn(
                own.entries[name].line,
                f'"{name}" is not in the first language, so it is never said. Check its name.',
            )
            problems += findings.problems
    return problems


def _ungiven(own: WordsFolder, first: WordsFolder) -> list[Problem]:
    problems = []
    for name in _messages(own):
        extra = sorted(own.facts[name] - first.facts.get(name, own.facts[name]))
        if extra:
            findings = Findings(own.entries[name].file)
            findings.error(
                own.entries[name].line,
                f'"{name}" puts in {_dollars(extra)}, which the first language does not. '
                "Use the names it uses.",
            )
            problems += findings.problems
    return problems


def _messages(folder: WordsFolder) -> list[str]:
    return [name for name in folder.entries if not name.startswith("-")]


def _row(name: str) -> str:
    match = NUMBERED.fullmatch(name)
    return match[1] if match else name


def _dollars(names: list[str]) -> str:
    return ", ".join(f"${name}" for name in names)


def _some(names: list[str]) -> str:
    rest = len(names) - len(names[:NAMED])
    return ", ".join(names[:NAMED]) + (f" and {rest} more" if rest else "")
