"""What people type after a slash command, read into orders; whatever is unclear is asked back."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz import fuzz, process

from bot.domain.errors import CoachingError
from bot.domain.schedule.typed_dates import read_date, read_span
from bot.domain.text.text import bare, command
from bot.slack.commands.mrkdwn import group_of, groups_in, people_in, person_of, pieces, plain
from bot.slack.views.say import Say

BEFORE_A_DATE = re.compile(r"^\s*(?:by|on|until|till|for)\s+", re.IGNORECASE)
VERB = re.compile(r"\s*([^\s<]*)")
FIGURE = re.compile(r"\d")
"""No verb has one: where one follows, the space was lost, or had no width: pause1w."""

AROUND_A_VERB = "/.,;:!?'-"
LONGEST_DATE = 4
"""Words of a date: "the" is none of them, "2 of March 2026" is the longest."""

LONGEST_ORDER = 300
"""Characters of a command beside the people and groups it names, unless it has words to keep."""

NEAR = 60


@dataclass(frozen=True, slots=True)
class Line:
    """
    What was typed after a command's verb.

    Attributes:
        markup: As Slack sends it.
        words: What it says beside the people and groups it names, as `command` reads it.
        name: The same as a name that is kept: only what stands around its words is gone.
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
    """Split what was typed into the verb and the line after it."""
    verb, end = "", 0
    while not verb and (match := VERB.match(markup, end)) and match[1]:
        verb, end = _verb(match[1]), match.end()
    rest = markup[end:]
    if (figure := FIGURE.search(verb)) and figure.start():
        verb, rest = verb[: figure.start()], f"{verb[figure.start() :]} {rest}"
    return Order(verb, read_line(rest, words))


def read_line(markup: str, words: Say) -> Line:
    """Read what was typed after a verb."""
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
    A line that can be an order.

    Raises:
        CoachingError: It says too much.
    """
    if len(line.words) > LONGEST_ORDER:
        raise CoachingError("error-too-long", limit=LONGEST_ORDER)
    return line


def nearest(verb: str, known: tuple[str, ...]) -> str:
    """The known verb most like the one typed, or "" when none is like it."""
    match = process.extractOne(verb, known, scorer=fuzz.WRatio, score_cutoff=NEAR)
    return str(match[0]) if match else ""


def one_person(line: Line) -> str:
    """
    The one person a command is about.

    Raises:
        CoachingError: There is none, or more than one.
    """
    if len(line.people) != 1:
        raise CoachingError("error-one-person")
    return line.people[0]


def first_person(line: Line) -> tuple[str, str]:
    """
    The person that words to keep are about, and the markup of those words.

    Whoever is named after that belongs to the words.

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
    Read a date and what follows it: `friday send the template`, `by 2 March: call them`.

    Raises:
        CoachingError: It does not begin with a date, or there is nothing after it.
    """
    words = BEFORE_A_DATE.sub("", text).split()
    for length in range(min(LONGEST_DATE, len(words)), 0, -1):
        found = read_date(command(" ".join(words[:length])), today)
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
    words = rest.casefold()
    span = read_span(words.removeprefix("for ").strip())
    if span is not None:
        return today + span
    found = read_date(words.removeprefix("until ").removeprefix("till ").strip(), today)
    if found is None:
        raise CoachingError("error-pause-unclear", text=rest)
    return found


def a_week_from(today: date) -> date:
    """What the *not now* and *pause* buttons mean."""
    return today + timedelta(weeks=1)


def _verb(word: str) -> str:
    read = command(word).casefold().replace("\u2013", "-").replace("\u2014", "-")
    return read.strip(AROUND_A_VERB)


def _is_named(reference: str) -> bool:
    return bool(person_of(reference) or group_of(reference))
