"""What people type after a slash command, read into orders; whatever is unclear is asked back."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz import fuzz, process

from bot.domain.errors import CoachingError
from bot.domain.when import read_date, read_span

PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
GROUP = re.compile(r"<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>")
BEFORE_A_DATE = re.compile(r"^\s*(?:by|on|until|till|for)\s+", re.IGNORECASE)
LONGEST_DATE = 4
"""Words of a date: "the" is none of them, "2 of March 2026" is the longest."""
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


def dated(text: str, today: date) -> tuple[date, str]:
    """
    Read a date and what follows it: `friday send the template`, `by 2 March: call them`.

    Raises:
        CoachingError: It does not begin with a date, or there is nothing after it.
    """
    words = BEFORE_A_DATE.sub("", text).split()
    for length in range(min(LONGEST_DATE, len(words)), 0, -1):
        found = read_date(" ".join(words[:length]).rstrip(":,;"), today)
        if found:
            return found, " ".join(words[length:])
    raise CoachingError("error-promise-when", text=" ".join(words[:LONGEST_DATE]))


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
