"""The audit log as shown: what coaches and admins did, and what was undone."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.follow_up.coach_pages import NotAssigned

LOG_PAGE = 10
"""Entries on a page of the log."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """
    One line of the log.

    Attributes:
        actor: The Slack id of the person who did it, or "" once they have been erased.
        whom: The Slack ids of the people affected.
        track: The track's title, if there is one.
        to: The other coach involved, or "".
        undoable: The viewer may undo it.
    """

    id: int
    at: datetime
    actor: str
    action: str
    whom: tuple[str, ...] = ()
    track: str = ""
    to: str = ""
    undone: bool = False
    undoable: bool = False


@dataclass(frozen=True, slots=True)
class Log:
    """A page of the log, newest first; *first* lines precede it, *more* is True if any follow."""

    lines: tuple[LogLine, ...]
    first: int
    more: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """An undone action: its kind, the number of people, and those for whom it failed."""

    action: str
    count: int
    kept: tuple[NotAssigned, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A member paused by a coach: the end of the pause, and True if they were told at once."""

    until: date | None
    told: bool


@dataclass(frozen=True, slots=True)
class Back:
    """
    A member whose pause was ended by a coach: the next nudge's date, and True if they were told.

    Attributes:
        was_unreachable: There was no pause; instead, sending is retried in spite of Slack's
            refusal.
    """

    following: date | None
    told: bool
    was_unreachable: bool = False
