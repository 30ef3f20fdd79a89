"""What people type after a slash command, read into orders; whatever is unclear is asked back."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz import fuzz, process

from bot.domain.errors import CoachingError
from bot.domain.when import read_date, read_span

PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
GROUP = re.compile(r"<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>")
NEAR = 60


@dataclass(frozen=True, slots=True)
class Order:
    """A command's first word, and the rest as it was typed."""

    verb: str
    rest: str


def order(text: str) -> Order:
    """Split what was typed into the verb and the rest."""
    verb, _, rest = text.strip().partition(" ")
    return Order(verb.casefold(), rest.strip())


def nearest(verb: str, known: tuple[str, ...]) -> str:
    """The known verb most like the one typed, or "" when none is like it."""
    match = process.extractOne(verb, known, scorer=fuzz.WRatio, score_cutoff=NEAR)
    return str(match[0]) if match else ""


def one_person(rest: str) -> str:
    """
    The one person a command is about.

    Raises:
        CoachingError: There is none, or more than one.
    """
    found = set(PERSON.findall(rest))
    if len(found) != 1:
        raise CoachingError("error-one-person")
    return str(found.pop())


def pause_until(rest: str, today: date) -> date | None:
    """
    Read `1w`, `until DATE`, or nothing for an open end, into the first day of going on.

    Raises:
        CoachingError: It is neither.
    """
    if not rest:
        return None
    span = read_span(rest.removeprefix("for ").strip())
    if span is not None:
        return today + span
    found = read_date(rest.removeprefix("until ").removeprefix("till ").strip(), today)
    if found is None:
        raise CoachingError("error-pause-unclear", text=rest)
    return found


def a_week_from(today: date) -> date:
    """What the *not now* and *pause* buttons mean."""
    return today + timedelta(weeks=1)
