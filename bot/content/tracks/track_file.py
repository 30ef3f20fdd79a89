"""Read one track file strictly: return either a whole track, or every problem at once."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from bot.content.problems import Findings, Problem
from bot.content.text_file import read_text
from bot.content.tracks import asked
from bot.content.tracks.body import Body, Day, read_body
from bot.content.tracks.header import Header, check_values, read_header, read_needs, split
from bot.content.tracks.nudges import check_day, check_title, nudge
from bot.content.tracks.rules import check_days
from bot.domain.practice.track import Needs, Track

LANGUAGE = re.compile(r"([a-z]{2})(?:[-_]\w+)?")


@dataclass(frozen=True, slots=True)
class TrackFile:
    """
    A parsed track file.

    Attributes:
        name: The file's name, as problems quote it.
        track: None if there is an error in the file.
        header: The part above the days, for checks across files.
        days: The days as typed, for language checks.
        english: It is checked as English.
    """

    name: str
    track: Track | None
    problems: tuple[Problem, ...]
    header: Header = field(default_factory=Header)
    days: tuple[Day, ...] = ()
    english: bool = True


def read_track(path: Path) -> tuple[Track | None, list[Problem]]:
    """Return the track in the file at *path*, or None if it has an error, and all its problems."""
    file = read_track_file(path)
    return file.track, list(file.problems)


def read_track_file(path: Path) -> TrackFile:
    """Like `read_track`, with the data that checks across files need."""
    findings = Findings(path.name)
    text = read_text(path, findings)
    if text is None:
        return TrackFile(path.name, None, tuple(findings.problems))
    return _read(path.absolute(), text, tuple(findings.problems))


@lru_cache(maxsize=256)
def _read(path: Path, text: str, found: tuple[Problem, ...]) -> TrackFile:
    """Parse a file; cached, because parsing is slow and a change rereads all files."""
    findings = Findings(path.name, dict.fromkeys(found))
    head, rest = split(list(enumerate(text.split("\n"), start=1)), findings)
    header = Header() if head is None else read_header(head, findings)
    body = read_body(rest, findings)
    needs = _check(path, header, body, findings)
    track = _track(header, body, needs) if findings.usable else None
    problems = tuple(findings.problems)
    return TrackFile(path.name, track, problems, header, tuple(body.days), _is_english(path))


def _check(path: Path, header: Header, body: Body, findings: Findings) -> Needs:
    english = _is_english(path)
    check_values(header, path.stem, findings)
    if "title" in header.values:
        check_title(header.line("title"), header.values["title"], findings)
    asked.check_header(header, findings)
    for day in body.days:
        check_day(day, findings, english=english)
    check_days(header.values.get("track", path.stem), body.days, findings)
    return read_needs(header, findings)


def _is_english(path: Path) -> bool:
    """Return True for tracks in `content/en/tracks` and in no `content/<language>/tracks`."""
    folder = path.absolute().parent
    language = LANGUAGE.fullmatch(folder.parent.name) if folder.name == "tracks" else None
    return language is None or language[1] == "en"


def _track(header: Header, body: Body, needs: Needs) -> Track:
    values = header.values
    return Track(
        id=values["track"],
        title=values["title"],
        audience=values["for"],
        purpose=values["purpose"],
        needs=needs,
        ready=values["status"] == "ready",
        note=body.note,
        nudges=tuple(nudge(values["track"], day) for day in body.days),
        asked_as=asked.phrases(values.get(asked.KEY, "")),
    )
