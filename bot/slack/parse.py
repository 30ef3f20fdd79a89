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


@dataclass(frozen=True, slots=True)
class AssignOrder:
    """Who is to be assigned, which track, from when."""

    people: tuple[str, ...]
    groups: tuple[str, ...]
    track: str
    start: date | None


def order(text: str) -> Order:
    """Split what was typed into the verb and the rest."""
    verb, _, rest = text.strip().partition(" ")
    return Order(verb.casefold(), rest.strip())


def nearest(verb: str, known: tuple[str, ...]) -> str:
    """The known verb most like the one typed, or "" when none is like it."""
    match = process.extractOne(verb, known, scorer=fuzz.WRatio, score_cutoff=NEAR)
    return str(match[0]) if match else ""


def assign_order(rest: str, today: date) -> AssignOrder:
    """
    Read `@user… TRACK [from DATE]`.

    Raises:
        CoachingError: Nobody is named, no track is, or the date is unclear.
    """
    people = tuple(dict.fromkeys(PERSON.findall(rest)))
    groups = tuple(dict.fromkeys(GROUP.findall(rest)))
    words = " ".join(GROUP.sub(" ", PERSON.sub(" ", rest)).split())
    track, _, typed_date = f"{words} ".partition(" from ")
    if track.startswith("@") or not (people or groups):
        raise CoachingError("error-nobody-named", word=track.strip())
    if not track.strip():
        raise CoachingError("error-no-track-named")
    return AssignOrder(people, groups, track.strip(), _start(typed_date.strip(), today))


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


def _start(typed: str, today: date) -> date | None:
    if not typed:
        return None
    found = read_date(typed, today)
    if found is None:
        raise CoachingError("error-date-unclear", text=typed)
    return found
