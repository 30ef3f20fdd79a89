"""The transcript of a simulation, by person and day, as text or JSON."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from html import unescape
from itertools import groupby
from textwrap import indent
from zoneinfo import ZoneInfo

from bot.playground.workspace.seed_people import Person

LINK = re.compile(r"<(?P<address>(?:https?://|mailto:)[^<>|]+)(?:\|(?P<words>[^<>]*))?>")


@dataclass(frozen=True, slots=True)
class Line:
    """
    One line that was said or shown.

    Attributes:
        at: The person's local time, HH:MM.
        who: The person's name, or Baton.
    """

    at: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Day:
    """One calendar day of a person; a working day without messages has no lines."""

    date: str
    lines: list[Line]


@dataclass(slots=True)
class Story:
    """A member's simulation."""

    name: str
    zone: str
    days: list[Day] = field(default_factory=list)


@dataclass(slots=True)
class Transcript:
    """
    A whole simulation.

    Attributes:
        members: Each member's days.
        coach: The coach's commands at the end, and Baton's answers.
    """

    seed: int
    days: int
    members: list[Story] = field(default_factory=list)
    coach: list[Line] = field(default_factory=list)


class Notebook:
    """Records what one person sees and does."""

    def __init__(self, person: Person, names: dict[str, str]) -> None:
        self._person = person
        self._zone = ZoneInfo(person.tz)
        self._names = names
        self._lines: list[tuple[date, Line]] = []

    def note(self, now: datetime, who: str, text: str) -> None:
        """Record a line, with names in place of ids."""
        local = now.astimezone(self._zone)
        self._lines.append((local.date(), Line(f"{local:%H:%M}", who, self._readable(text))))

    def story(self, days: Sequence[date]) -> Story:
        """Return the person's days, including those of *days* without a line."""
        said = {
            day: [line for _, line in lines]
            for day, lines in groupby(self._lines, key=lambda noted: noted[0])
        }
        dates = sorted({*days, *said})
        story = Story(self._person.real_name, self._person.tz)
        story.days = [Day(day.isoformat(), said.get(day, [])) for day in dates]
        return story

    def _readable(self, text: str) -> str:
        for slack_id, name in self._names.items():
            text = text.replace(f"<@{slack_id}>", name)
        return unescape(LINK.sub(_link, text))


def _link(link: re.Match[str]) -> str:
    """Return a link as people read it: its words and its address, or the address alone."""
    address, words = link["address"].removeprefix("mailto:"), link["words"]
    return f"{words} ({address})" if words and words != address else address


def as_text(transcript: Transcript) -> str:
    """Format the transcript for a terminal."""
    parts = [f"{transcript.days} working days, seed {transcript.seed}"]
    for story in transcript.members:
        parts.append(f"\n== {story.name} ({story.zone}) ==")
        parts += [_day(day) for day in story.days]
    parts.append("\n== What the coach sees at the end ==")
    parts += [_line(line) for line in transcript.coach]
    return "\n".join(parts)


def _day(day: Day) -> str:
    name = f"{date.fromisoformat(day.date):%A %d %B}"
    lines = "\n".join(_line(line) for line in day.lines)
    return f"\n-- {name} --\n{lines or '   (nothing was sent)'}"


def _line(line: Line) -> str:
    said = indent(line.text, " " * 9).lstrip()
    return f"   {line.at} {line.who}:\n         {said}"
