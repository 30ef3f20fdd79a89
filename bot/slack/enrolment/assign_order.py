"""Parse the arguments of `/coach assign`, in any order: people, track, start date, time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from bot.domain.errors import CoachingError
from bot.domain.schedule.typed_dates import read_dates, read_time
from bot.slack.commands.parse import Line, only_date

STARTS = frozenset({"from", "starting", "on", "beginning"})
"""Words that introduce the start date. Without one, a date at the end is recognised too."""

LONGEST_DATE = 4
"""Most words in a date, as in *the 2nd of March*."""

AROUND = ",;:"
"""Punctuation between the parts of an order."""

FILLERS = frozenset({"to", "the", "track", "and", "&"})
"""Words people put between the people and the track."""


@dataclass(frozen=True, slots=True)
class AssignOrder:
    """
    The people to assign, the words that name a track or cohort, the start date and the time.

    Attributes:
        said: These words including fillers: a cohort may be called "Neil & sons".
    """

    people: tuple[str, ...]
    groups: tuple[str, ...]
    words: str
    start: date | None = None
    at: time | None = None
    said: str = ""


def assign_order(line: Line, today: date) -> AssignOrder:
    """
    Parse `@user… TRACK [from DATE] [at TIME]`.

    Raises:
        CoachingError: A name was typed but not picked, or the date or time is unclear.
    """
    words = [word for typed in line.words.split() if (word := typed.strip(AROUND))]
    typed = next((word for word in words if word.startswith("@")), "")
    if typed:
        raise CoachingError("error-name-not-picked", word=typed)
    words, at = _hour(words)
    words, start = _start(words, today)
    said = " ".join(words)
    return AssignOrder(line.people, line.groups, without_fillers(said), start, at, said)


def without_fillers(words: str) -> str:
    """Return the words without fillers."""
    return " ".join(word for word in words.split() if word.casefold() not in FILLERS)


def _hour(words: list[str]) -> tuple[list[str], time | None]:
    place = _place(words, {"at"})
    if place is None:
        return words, None
    for length in (2, 1):
        found = read_time(" ".join(words[place + 1 : place + 1 + length]))
        if found is not None:
            return words[:place] + words[place + 1 + length :], found
    raise CoachingError("error-time-unclear", text=" ".join(words[place + 1 :]))


def _start(words: list[str], today: date) -> tuple[list[str], date | None]:
    place = _place(words, STARTS)
    if place is None:
        return _date_at_the_end(words, today)
    after = words[place + 1 :]
    for length in range(min(LONGEST_DATE, len(after)), 0, -1):
        found = _date(after[:length], today)
        if found is not None:
            return words[:place] + after[length:], found
    raise CoachingError("error-date-unclear", text=" ".join(after))


def _date_at_the_end(words: list[str], today: date) -> tuple[list[str], date | None]:
    """Split off a date at the end if words precede it: a track may be named after a day."""
    for place in _ends(words):
        found = _date(words[place:], today)
        if found is not None:
            return words[:place], found
    return words, None


def _ends(words: Sequence[str]) -> Iterator[int]:
    yield from range(max(1, len(words) - LONGEST_DATE), len(words))


def _date(words: Sequence[str], today: date) -> date | None:
    """
    Parse these words as one date.

    Raises:
        CoachingError: They could mean either of two dates.
    """
    text = " ".join(words)
    either = sorted(read_dates(text, today))
    return only_date(either, text, "error-date-either") if either else None


def _place(words: Sequence[str], wanted: frozenset[str] | set[str]) -> int | None:
    found = (n for n, word in enumerate(words) if word.casefold() in wanted)
    return next(found, None)
