"""What coaches and admins have done, as the log tells it, and what of it was taken back."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.follow_up.coach_pages import NotAssigned

LOG_PAGE = 10
"""Deeds on a page of the log."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """
    One line of the log.

    Attributes:
        actor: Who did it: their Slack id, or "" once they have been erased.
        whom: The Slack ids of those it was about.
        track: The track's title, where there is one.
        to: Another coach it was about, or "".
        undoable: Whoever reads it may take it back.
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
    """A page of the log, newest first; *first* lines come before it, *more* say if any follow."""

    lines: tuple[LogLine, ...]
    first: int
    more: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: what it was, of how many people, and of whom it could not be."""

    action: str
    count: int
    kept: tuple[NotAssigned, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A member whom a coach has paused: until when, and whether they were told at once."""

    until: date | None
    told: bool


@dataclass(frozen=True, slots=True)
class Back:
    """
    A member whose pause a coach has ended: when the next nudge comes, and if they were told.

    Attributes:
        was_unreachable: There was no pause to end; Slack's refusal isn't waited out any longer.
    """

    following: date | None
    told: bool
    was_unreachable: bool = False
