"""Parse typed dates, times and spans; whatever can be read two ways is returned both ways."""

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from enum import Enum
from typing import TypeVar

from bot.domain.schedule import date_words
from bot.domain.schedule.date_words import NEAR, plain

GROUPS = {
    **dict.fromkeys(("weekdays", "working days", "workdays"), frozenset(range(5))),
    **dict.fromkeys(("weekend", "weekends"), frozenset({5, 6})),
    **dict.fromkeys(("every day", "daily", "all", "all days"), frozenset(range(7))),
}

YEAR = r"(\d{4}|\d{2})"
NTH = r"(?:st|nd|rd|th|er)?\.?"
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\.?")
FIGURES = re.compile(rf"(\d{{1,2}})([./-])(\d{{1,2}})(?:\.|\2{YEAR}\.?)?")
DAY_MONTH = re.compile(
    rf"(\d{{1,2}}){NTH}[ /-]?(?:of |de )?([a-z]{{3,12}})\.?(?:[ /-](?:de )?(\d{{4}}))?"
)
MONTH_DAY = re.compile(rf"([a-z]{{3,12}})\.?[ /-](?:the )?(\d{{1,2}}){NTH}(?: (\d{{4}}))?")
DAY_ALONE = re.compile(rf"(\d{{1,2}}){NTH}(?: (\d{{4}}))?")
AFTER_A_FIGURE = re.compile(r"(?<=\d\.) (?=\d)")
"""The space in "24. 12. 2026"."""

UNTIL = (
    r"(?:to|until|till|til|through|thru|and|bis(?: zum)?|und|jusqu'au|au|a|al|hasta|tot|t/m|ate)"
)
BETWEEN = re.compile(rf" ?(?:\.{{2,}}|[-\u2013\u2014\u2026]) ?| {UNTIL} (?:and )?")
FROM = re.compile(r"(?:from|between|vom|von|du|de|del|dal|van) ")
LEADING_UNTIL = re.compile(r"(?:until|till|til|through|bis(?: zum)?|jusqu'au|hasta|tot) ")

RUN = re.compile(r" ?(?:\.{2}|[-\u2013\u2014]|\b(?:to|through|thru|bis|a|al|au|tot|t/m)\b) ?")
BETWEEN_DAYS = re.compile(r"[ ,;+&]+(?:(?:and|und|et|y|e|en) )?")
SPAN = re.compile(r"(\d{1,3}) ?(d|days?|w|weeks?|months?)")
CLOCK = re.compile(r"(\d{1,2})(?::(\d{2})|\.(\d{2})|h(\d{2})?)? ?(am|pm)?")
NOON = 12
LONGEST = 60
"""Most characters in a range of dates; anything longer isn't one."""

Range = tuple[date, date]
T = TypeVar("T", date, Range)


class Order(Enum):
    """The order of day and month in figures such as 3/4."""

    DAY_FIRST = 1
    MONTH_FIRST = 2


def read_date(text: str, today: date) -> date | None:
    """
    Read a date: 2026-03-02, 2 March, Fri, Mar 6, 24.12.26, tomorrow, friday, next week.

    Names of days and months may be in one of several European languages. A weekday is the next
    one, never today; a day without a year is the next one to come.

    Returns:
        None if the text isn't certainly one date (see `read_dates`). It may be in the past.
    """
    return _only(read_dates(text, today))


def read_dates(text: str, today: date) -> frozenset[date]:
    """
    Return every date that a text may mean.

    Returns:
        One date if unambiguous; two for figures such as 3/4, March to some and April to others;
        none if it's no date.
    """
    words = _words(text)
    return frozenset(found for order in Order if (found := _date_in(words, today, order)))


def read_range(text: str, today: date) -> Range | None:
    """
    Read a first and a last day: 2026-12-24..2027-01-03, 24.12. - 3.1., 24-27 Dec, next week.

    Returns:
        None if the text isn't certainly one range (see `read_ranges`). The last day may be before
        the first.
    """
    return _only(read_ranges(text, today))


def read_ranges(text: str, today: date) -> frozenset[Range]:
    """
    Return every range of days that a text may mean; a single day is a range, too.

    Both ends have day and month in the same order, so 24/12 to 3/1 is unambiguous. Without a
    year, the last day is the next one after the first; a first day without one is the newest
    before the last.
    """
    words = _words(text)
    if begin := FROM.match(words):
        words = words[begin.end() :]
    if len(words) > LONGEST:
        return frozenset()
    if words == "next week":
        monday = _next_weekday(today, 0)
        return frozenset({(monday, monday + timedelta(days=6))})
    return frozenset(found for order in Order for found in _ranges_in(words, today, order))


def read_weekdays(text: str) -> frozenset[int] | None:
    """
    Read days of the week, 0 for Monday: mon-fri, Sun to Thu, mon wed fri, weekdays, every day.

    A range may wrap around the end of the week. None if any word isn't certainly a day.
    """
    words = RUN.sub("-", plain(text))
    if words in GROUPS:
        return GROUPS[words]
    days: set[int] = set()
    for part in BETWEEN_DAYS.split(words):
        begin, *end = (date_words.weekday(word.rstrip(".")) for word in part.split("-"))
        if begin is None or None in end or len(end) > 1:
            return None
        length = (end[0] - begin) % 7 if end and end[0] is not None else 0
        days |= {(begin + n) % 7 for n in range(length + 1)}
    return frozenset(days)


def read_span(text: str) -> timedelta | None:
    """Read a length of time in whole days: 3d, 1w, 2 weeks, 1 month (30 days); else None."""
    match = SPAN.fullmatch(" ".join(text.casefold().split()))
    if match is None or int(match[1]) == 0:
        return None
    days = {"d": 1, "w": 7, "m": 30}[match[2][0]]
    return timedelta(days=days * int(match[1]))


def read_time(text: str) -> time | None:
    """Read a wall-clock time: 8, 8:30, 08.30, 8am, 8:30 pm, 17h; else None."""
    match = CLOCK.fullmatch(" ".join(text.casefold().split()))
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or match[3] or match[4] or 0)
    if match[5]:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if match[5] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004  the clock's


def without_until(text: str) -> str:
    """Return a text without the word for *until* in front of it."""
    words = _words(text)
    until = LEADING_UNTIL.match(words)
    return words[until.end() :] if until else words


def _words(text: str) -> str:
    return AFTER_A_FIGURE.sub("", plain(text.replace(",", " "))).removeprefix("the ")


def _date_in(words: str, today: date, order: Order) -> date | None:
    """Read one date, after a weekday that it has to be on, if one is named."""
    if len(words) > LONGEST:
        return None
    if words in NEAR:
        return today + timedelta(days=NEAR[words])
    if words == "next week":
        return _next_weekday(today, 0)
    words = words.removeprefix("on ").removeprefix("am ")
    alone = date_words.whole_weekday(words.removeprefix("next ").removeprefix("this "))
    if alone is not None:
        return _next_weekday(today, alone)
    on, rest = _weekday_and_rest(words)
    found = _calendar_date(rest, today, order)
    return found if found and on in {None, found.weekday()} else None


def _weekday_and_rest(words: str) -> tuple[int | None, str]:
    head, _, rest = words.partition(" ")
    on = date_words.weekday(head.rstrip("."))
    return (None, words) if on is None else (on, rest.removeprefix("the "))


def _calendar_date(words: str, today: date, order: Order) -> date | None:
    if match := ISO.fullmatch(words):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := FIGURES.fullmatch(words):
        one, other = int(match[1]), int(match[3])
        day, month = (one, other) if order is Order.DAY_FIRST else (other, one)
        return _upcoming(day, month, match[4], today)
    if match := DAY_MONTH.fullmatch(words):
        return _day_of(match[2], int(match[1]), match[3], today)
    if match := MONTH_DAY.fullmatch(words):
        return _day_of(match[1], int(match[2]), match[3], today)
    return None


def _ranges_in(words: str, today: date, order: Order) -> Iterator[Range]:
    if until := LEADING_UNTIL.match(words):
        last = _date_in(words[until.end() :], today, order)
        if last:
            yield today, last
        return
    if alone := _date_in(words, today, order):
        yield alone, alone
    for gap in BETWEEN.finditer(words):
        found = _between(words[: gap.start()], words[gap.end() :], today, order)
        if found:
            yield found


def _between(begin: str, end: str, today: date, order: Order) -> Range | None:
    """Read both ends; one of them may take its month, or its year, from the other."""
    if (alone := DAY_ALONE.fullmatch(begin)) and not alone[2]:
        last = _date_in(end, today, order)
        first = last and _date(last.year, last.month, int(alone[1]))
        return (first, last) if first and last and first <= last else None
    first = _date_in(begin, today, order)
    if first is None:
        return None
    if (alone := DAY_ALONE.fullmatch(end)) and MONTH_DAY.fullmatch(begin):
        year = int(alone[2] or first.year)
        opens, last = (_date(year, first.month, day) for day in (first.day, int(alone[1])))
        return (opens, last) if opens and last and opens <= last else None
    last = _date_in(end, first, order)
    if last is None:
        return None
    return (_before(last, first) if _year(end) and _year(begin) == "" else first, last)


def _before(last: date, day: date) -> date:
    """Return the newest date with the day and month of *day* that isn't after *last*."""
    years = (_date(last.year - n, day.month, day.day) for n in range(9))
    return next((found for found in years if found and found <= last), day)


def _year(words: str) -> str | None:
    """Return the year that a date names, or ""; None if it's no calendar date."""
    _, words = _weekday_and_rest(words)
    if ISO.fullmatch(words):
        return words[:4]
    if match := FIGURES.fullmatch(words):
        return match[4] or ""
    match = DAY_MONTH.fullmatch(words) or MONTH_DAY.fullmatch(words)
    return (match[3] or "") if match else None


def _only(found: frozenset[T]) -> T | None:
    return next(iter(found)) if len(found) == 1 else None


def _next_weekday(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _day_of(name: str, day: int, year: str | None, today: date) -> date | None:
    month = date_words.month(name)
    return None if month is None else _upcoming(day, month, year, today)


def _upcoming(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _date(int(year) if len(year) > len("26") else 2000 + int(year), month, day)
    upcoming = (_date(today.year + n, month, day) for n in range(9))
    return next((found for found in upcoming if found and found >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
