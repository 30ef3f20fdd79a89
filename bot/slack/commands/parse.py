"""Parse the text of slash commands; ask back if it's unclear."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz import fuzz, process

from bot.domain.errors import CoachingError
from bot.domain.schedule.typed_dates import read_dates, read_span, without_until
from bot.domain.text.text import bare, command
from bot.slack.commands.mrkdwn import group_of, groups_in, people_in, person_of, pieces, plain
from bot.slack.views.say import Say

BEFORE_A_DATE = re.compile(r"^\s*(?:by|on|until|till|for)\s+", re.IGNORECASE)
VERB = re.compile(r"\s*([^\s<]*)")
FIGURE = re.compile(r"\d")
"""A digit. No verb has one; after a verb, it means a lost or zero-width space: pause1w."""

AROUND_A_VERB = "/.,;:!?'-"
LONGEST_DATE = 4
"""Most words in a date, as in "2 of March 2026"; "the" doesn't count."""

LONGEST_ORDER = 300
"""Most characters in a command, not counting references, unless it has text to store."""

STOPPING = {"stop-week": "pause 1w", "stop-open": "pause", "stop-forget": "forget-me"}
"""The buttons for somebody who wants to stop: their labels, and what they do after `/nudge`."""

NEAR = 60


@dataclass(frozen=True, slots=True)
class Line:
    """
    The text after a command's verb.

    Attributes:
        markup: The text as Slack sends it.
        words: The text without references to people and groups, normalised by `command`.
        name: The same text as a name to store: only the characters around its words are removed.
        people: Slack ids of the people it names, in order.
        groups: Slack ids of the user groups it names, in order.
    """

    markup: str = ""
    words: str = ""
    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """A command's first word, and the line after it."""

    verb: str
    line: Line


def order(markup: str, words: Say) -> Order:
    """Split the typed text into the verb and the line after it."""
    verb, end = "", 0
    while not verb and (match := VERB.match(markup, end)) and match[1]:
        verb, end = _verb(match[1]), match.end()
    rest = markup[end:]
    if (figure := FIGURE.search(verb)) and figure.start():
        verb, rest = verb[: figure.start()], f"{verb[figure.start() :]} {rest}"
    return Order(verb, read_line(rest, words))


def read_line(markup: str, words: Say) -> Line:
    """Parse the text after a verb."""
    said = "".join(
        " "
        if _is_named(piece)
        else plain(f"<{piece}>", {}, words)
        if is_reference
        else plain(piece, {}, words)
        for is_reference, piece in pieces(markup)
    )
    people, groups = people_in(markup), groups_in(markup)
    return Line(markup.strip(), command(said), people, groups, bare(said))


def checked(line: Line) -> Line:
    """
    Return the line if it isn't too long for an order.

    Raises:
        CoachingError: It's too long.
    """
    if len(line.words) > LONGEST_ORDER:
        raise CoachingError("error-too-long", limit=LONGEST_ORDER)
    return line


def nearest(verb: str, known: tuple[str, ...]) -> str:
    """Return the known verb closest to the one typed, or "" if none is close."""
    match = process.extractOne(verb, known, scorer=fuzz.WRatio, score_cutoff=NEAR)
    return str(match[0]) if match else ""


def one_person(line: Line) -> str:
    """
    Return the only person a command names.

    Raises:
        CoachingError: It names nobody, or more than one person.
    """
    if len(line.people) != 1:
        raise CoachingError("error-one-person")
    return line.people[0]


def first_person(line: Line) -> tuple[str, str]:
    """
    Return the person that a stored text is about, and the text's markup.

    People named after the first one are part of the text.

    Raises:
        CoachingError: Nobody is named.
    """
    if not line.people:
        raise CoachingError("error-one-person")
    about, found = line.people[0], pieces(line.markup)
    there = next(n for n, (_, piece) in enumerate(found) if person_of(piece) == about)
    kept = found[:there] + found[there + 1 :]
    return about, "".join(f"<{piece}>" if is_ref else piece for is_ref, piece in kept).strip()


def dated(text: str, today: date) -> tuple[date, str]:
    """
    Parse a date and the text after it: `friday send the template`, `by 2 March: call them`.

    Raises:
        CoachingError: The text doesn't begin with a date, or it can be either of two.
    """
    words = BEFORE_A_DATE.sub("", text).split()
    for length in range(min(LONGEST_DATE, len(words)), 0, -1):
        text = command(" ".join(words[:length]))
        found = sorted(read_dates(text, today))
        if found:
            return only_date(found, text, "error-date-either"), " ".join(words[length:])
    raise CoachingError("error-promise-when", text=" ".join(words[:LONGEST_DATE]))


def pause_until(rest: str, today: date) -> date | None:
    """
    Parse `1w`, `until DATE`, or nothing (open-ended), and return the day nudges resume.

    Raises:
        CoachingError: It's none of these.
    """
    if not rest:
        return None
    span = read_span(rest.casefold().removeprefix("for ").strip())
    if span is not None:
        return today + span
    found = sorted(read_dates(without_until(rest), today))
    if not found:
        raise CoachingError("error-pause-unclear", text=rest)
    return only_date(found, rest, "error-pause-either")


def only_date(found: Sequence[date], text: str, either: str) -> date:
    """
    Return the only date that a text can mean.

    Args:
        either: The key of the sentence that asks which of two is meant.

    Raises:
        CoachingError: It can be either of two.
    """
    if len(found) > 1:
        first, second = (day.isoformat() for day in found)
        raise CoachingError(either, text=text, first=first, second=second)
    return found[0]


def a_week_from(today: date) -> date:
    """Return the resume date for the *not now* and *pause* buttons."""
    return today + timedelta(weeks=1)


def _verb(word: str) -> str:
    read = command(word).casefold().replace("\u2013", "-").replace("\u2014", "-")
    return read.strip(AROUND_A_VERB)


def _is_named(reference: str) -> bool:
    return bool(person_of(reference) or group_of(reference))
