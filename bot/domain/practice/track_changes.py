"""Find the days of a track that were added, removed, moved or replaced since the last check."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

LIKE = 0.5
"""Similarity from which two messages count as the same one, reworded."""

Days = Mapping[str, tuple[str, str]]
"""Title and message by nudge id."""


class Edit(StrEnum):
    """A change to a day that people on the track have had or will get."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Edited:
    """
    One day that changed; a corrected wording isn't a change.

    Attributes:
        nudge: The old id; for an added day, the new one.
        title: The old title; for an added day, the new one.
    """

    edit: Edit
    nudge: str
    title: str

    def concerns(self, had: frozenset[str]) -> bool:
        """Return True if this changes the track for a person who has had those nudges."""
        if self.edit is Edit.REMOVED:
            return self.nudge not in had
        if self.edit is Edit.ADDED:
            return any(_day(nudge) >= _day(self.nudge) for nudge in had)
        return self.nudge in had


def edits(before: Days, now: Days) -> list[Edited]:
    """Return every change that people on the track would notice, in the order of the days."""
    found = [_became(nudge, before, now) for nudge in before]
    old = list(before.values())
    added = [
        Edited(Edit.ADDED, nudge, day[0])
        for nudge, day in now.items()
        if nudge not in before and not any(_alike(day, one) for one in old)
    ]
    return sorted((e for e in [*found, *added] if e), key=lambda e: _day(e.nudge))


def _became(nudge: str, before: Days, now: Days) -> Edited | None:
    was = before[nudge]
    if nudge in now and _alike(was, now[nudge]):
        return None
    if any(_alike(was, other) for id_, other in now.items() if id_ != nudge):
        return Edited(Edit.MOVED, nudge, was[0])
    return Edited(Edit.REPLACED if nudge in now else Edit.REMOVED, nudge, was[0])


def _alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    if one[0] == other[0]:
        return True
    return SequenceMatcher(None, one[1].split(), other[1].split(), autojunk=False).ratio() >= LIKE


def _day(nudge: str) -> int:
    number = nudge.rpartition(".")[2]
    return int(number) if number.isdecimal() else 0
