"""Match days with the ideas they train: `ideas:` in the headers, and the list in `ideas.txt`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.problems import Findings, Problem
from bot.content.text_file import read_text
from bot.content.tracks.track_file import TrackFile

FILE = "ideas.txt"
LINE = re.compile(r"([A-Z][0-9]{1,3})\s+([^|\s][^|]*)(?:\|(.*))?")
ENTRY = re.compile(r"([A-Z][0-9]{1,3})\s+(all|[0-9+\-\s]+)")
DAYS = re.compile(r"([0-9]{1,2})(?:-([0-9]{1,2}))?")

Training = Mapping[str, tuple[int, ...]]
"""For each idea, the days of one track that train it, in order; for `all`, every day."""


@dataclass(frozen=True, slots=True)
class Idea:
    """
    One line of the list.

    Attributes:
        instead: The way it is covered if no nudge can train it, or "".
    """

    id: str
    words: str
    line: int
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Ideas:
    """
    The ideas to train, and the days that train them.

    Attributes:
        trained: By track id.
    """

    ideas: tuple[Idea, ...]
    trained: Mapping[str, Training]
    problems: tuple[Problem, ...]


def check_ideas(list_path: Path, files: Iterable[TrackFile]) -> Ideas:
    """Match the ideas with their days; report untrained ideas and unknown ids."""
    findings = Findings(FILE)
    ideas = _read_list(list_path, findings)
    known = {idea.id for idea in ideas}
    problems: list[Problem] = []
    trained: dict[str, Training] = {}
    for file in files:
        own = Findings(file.name)
        trained[Path(file.name).stem] = _training(file, known, own)
        problems += own.problems
    somewhere = {idea for training in trained.values() for idea in training}
    for idea in ideas:
        if idea.id not in somewhere and not idea.instead:
            findings.error(
                idea.line,
                f"No day trains {idea.id}. Name it in the header of a track: ideas: {idea.id} 1",
            )
    return Ideas(ideas, trained, (*problems, *findings.problems))


def _read_list(path: Path, findings: Findings) -> tuple[Idea, ...]:
    ideas: dict[str, Idea] = {}
    text = read_text(path, findings) if path.exists() else ""
    for number, line in enumerate((text or "").split("\n"), 1):
        written = line.partition("#")[0].strip()
        match = LINE.fullmatch(written)
        if match and match[1] not in ideas:
            ideas[match[1]] = _idea(match, number)
        elif match:
            findings.error(number, f"{match[1]} is already on line {ideas[match[1]].line}.")
        elif written:
            findings.error(number, f'"{written[:40]}" is no idea. Write it as A1 and its words.')
    return tuple(ideas.values())


def _idea(match: re.Match[str], line: int) -> Idea:
    return Idea(match[1], match[2].strip(), line, (match[3] or "").strip())


def _training(file: TrackFile, known: set[str], findings: Findings) -> Training:
    typed = file.header.values.get("ideas", "")
    line = file.header.line("ideas")
    training: dict[str, tuple[int, ...]] = {}
    for entry in (part.strip() for part in typed.split(",") if part.strip()):
        match = ENTRY.fullmatch(entry)
        days = _days(match[2], len(file.days)) if match else ()
        if match is None or not days:
            findings.error(line, f'"{entry[:40]}" is no idea with its days. Write: A12 4-7')
        elif known and match[1] not in known:
            findings.error(line, f"There is no idea {match[1]} in {FILE}. Look for a slip.")
        elif days[-1] > len(file.days):
            findings.error(line, f"{match[1]} names day {days[-1]}, which is not there.")
        else:
            training[match[1]] = days
    return training


def _days(typed: str, all_days: int) -> tuple[int, ...]:
    """Parse `4`, `4-7`, `1+3-5` or `all` to days in order; none if it can't be parsed."""
    if typed == "all":
        return tuple(range(1, all_days + 1))
    days: set[int] = set()
    for part in typed.split("+"):
        match = DAYS.fullmatch(part.strip())
        if match is None:
            return ()
        days |= set(range(int(match[1]), int(match[2] or match[1]) + 1))
    return tuple(sorted(days))
