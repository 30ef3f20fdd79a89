"""Data for the author's page: all tracks as their files are now, one of them in full."""

from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.content.check import Report, check
from bot.content.file_watch import stamp
from bot.content.problems import Problem
from bot.content.tracks import nudges
from bot.content.tracks.body import Day
from bot.content.tracks.library import place
from bot.content.tracks.track_file import TrackFile, read_track_file
from bot.content.words.words import Words
from bot.domain.practice.track import Nudge
from bot.playground.api.json_values import Json
from bot.playground.author.screens import screens
from bot.playground.gallery.figures import NOW
from bot.playground.gallery.page import wire
from bot.playground.workspace.seed_people import CAST


def track_sources(content: Path, words: Words, wanted: str) -> Json:
    """
    Return every track with its problems, and the *wanted* one day by day.

    A file with errors is included, too; its valid days are previewed.
    """
    # Read before the files, so that a save in between is noticed at the next check.
    as_of = stamp(content)
    report = check(content)
    paths = sorted((content / "en" / "tracks").glob("*.md"), key=lambda path: place(path.stem))
    chosen = next((path for path in paths if path.stem == wanted), None)
    return {
        "ok": True,
        "stamp": as_of,
        "now": NOW.isoformat(),
        "people": [asdict(person) | {"initials": person.initials} for person in CAST],
        "tracks": [_line(path, report) for path in paths],
        "track": _track(chosen, report, words) if chosen else None,
    }


def _line(path: Path, report: Report) -> Json:
    file = read_track_file(path)
    values = file.header.values
    return {
        "id": path.stem,
        "title": values.get("title", path.stem),
        "days": len(file.days),
        "draft": values.get("status") != "ready",
        "errors": sum(problem.file == path.name for problem in report.errors),
        "warnings": sum(problem.file == path.name for problem in report.warnings),
    }


def _track(path: Path, report: Report, words: Words) -> Json:
    file = read_track_file(path)
    lines = _lines(path)
    problems = [problem for problem in report.problems if problem.file == path.name]
    # The first line of each day, and the line after the last.
    bounds = [*(day.line for day in file.days), len(lines) + 1]
    head_ends = bounds[0] - 1
    return {
        "id": path.stem,
        "title": file.header.values.get("title", path.stem),
        "file": str(path),
        "source": "\n".join(lines[:head_ends]).strip("\n"),
        "problems": [_told(problem) for problem in problems if problem.line <= head_ends],
        "days": [
            _day(file, day, lines[start - 1 : after - 1], _between(problems, start, after), words)
            for day, (start, after) in zip(file.days, pairwise(bounds), strict=True)
        ],
    }


def _day(
    file: TrackFile, day: Day, source: list[str], problems: list[Problem], words: Words
) -> Json:
    nudge = _nudge(file, day, problems)
    title = file.header.values.get("title", "")
    drawn = screens(title, len(file.days), nudge, words) if nudge else ()
    return {
        "line": day.line,
        "name": day.name,
        "kind": day.kind,
        "title": day.title,
        "source": "\n".join(source).strip("\n"),
        "problems": [_told(problem) for problem in problems],
        "screens": [wire(piece, f"{day.line}-{n}") for n, piece in enumerate(drawn)],
    }


def _nudge(file: TrackFile, day: Day, problems: list[Problem]) -> Nudge | None:
    """Return the day's nudge, or None if the day has errors."""
    if any(problem.severity == "error" for problem in problems) or day.number is None:
        return None
    return nudges.nudge(Path(file.name).stem, day)


def _between(problems: list[Problem], start: int, after: int) -> list[Problem]:
    return [problem for problem in problems if start <= problem.line < after]


def _told(problem: Problem) -> dict[str, Any]:
    return {
        "line": problem.line,
        "severity": str(problem.severity),
        "message": problem.message,
    }


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
