"""Find days that repeat another day: the same sentence, or nearly the same message."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz import fuzz, utils

from bot.content.problems import Findings, Problem
from bot.content.tracks.body import Day
from bot.content.tracks.prose import Prose, words
from bot.content.tracks.track_file import TrackFile

ALIKE = 78
"""Similarity (of 100) from which two messages are duplicates; our own tracks reach 57."""

SENTENCE_LEAST = 6
"""Words from which a sentence should be unique; shorter ones may well be repeated."""

COMPARED = ("Smaller", "Again", "Why")

Placed = tuple[TrackFile, Day]


def check_alike(files: Iterable[TrackFile]) -> list[Problem]:
    """Report repeated titles, messages and sentences, within a track or across two."""
    placed = [(file, day) for file in files for day in file.days]
    findings = {file.name: Findings(file.name) for file, _ in placed}
    _check_titles(placed, findings)
    _check_messages(placed, findings)
    _check_sentences(placed, findings)
    return [problem for found in findings.values() for problem in found.problems]


def _check_titles(placed: list[Placed], findings: dict[str, Findings]) -> None:
    seen: dict[str, Placed] = {}
    for file, day in placed:
        first = seen.setdefault(utils.default_process(day.title), (file, day))
        if first[1] is not day and day.title:
            findings[file.name].warn(
                day.line, f"{_where(file, first)} has this title, too. Give each day its own."
            )


def _check_messages(placed: list[Placed], findings: dict[str, Findings]) -> None:
    texts = [(one, utils.default_process(one[1].message.text)) for one in placed if one[1].message]
    for (before, first), ((file, day), second) in combinations(texts, 2):
        if fuzz.token_sort_ratio(first, second, score_cutoff=ALIKE):
            findings[file.name].warn(
                day.message.line if day.message else day.line,
                f"This reads much like {_where(file, before)}. "
                "Give it an act of its own, or take one of the two out.",
            )


def _check_sentences(placed: list[Placed], findings: dict[str, Findings]) -> None:
    seen: dict[str, Placed] = {}
    for file, day in placed:
        for line, sentence in _sentences(day):
            first = seen.setdefault(utils.default_process(sentence), (file, day))
            if first[1] is not day:
                opening = " ".join(sentence.split()[:4])
                findings[file.name].warn(
                    line,
                    f'The sentence that begins "{opening}" is in {_where(file, first)}, too. '
                    "Say it another way.",
                )


def _sentences(day: Day) -> Iterator[tuple[int, str]]:
    texts: list[Prose | None] = [day.message, *(day.labels.get(label) for label in COMPARED)]
    for prose in texts:
        for line, sentence in prose.sentences() if prose else ():
            if len(words(sentence)) >= SENTENCE_LEAST:
                yield line, sentence


def _where(file: TrackFile, other: Placed) -> str:
    other_file, day = other
    return day.name if other_file is file else f"{other_file.name} {day.name.lower()}"
