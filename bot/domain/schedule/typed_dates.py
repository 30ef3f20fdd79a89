"""Parse typed dates, times and spans; anything ambiguous is rejected."""

import re
from datetime import date, time, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

GROUPS = {
    **dict.fromkeys(("weekdays", "working days", "workdays"), frozenset(range(5))),
    **dict.fromkeys(("weekend", "weekends"), frozenset({5, 6})),
    **dict.fromkeys(("every day", "daily", "all", "all days"), frozenset(range(7))),
}

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:\.|[./-](\d{4}))?")
DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?([a-z]{3,9})\.?,?(?: (\d{4}))?")
MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?")
RANGE = re.compile(r" ?(?:\.{2,}|\u2026|\u2013|\u2014| - | (?:to|until|till|through) ) ?")
"""Text is first reduced to words separated by one space."""

RUN = re.compile(r" ?(?:\.{2}|-|\u2013|\u2014|\b(?:to|through)\b) ?")
BETWEEN_DAYS = re.compile(r"[ ,;+&]+(?:and )?")
SPAN = re.compile(r"(\d{1,3}) ?(d|days?|w|weeks?|months?)")
CLOCK = re.compile(r"(\d{1,2})(?::(\d{2})|\.(\d{2})|h(\d{2})?)? ?(am|pm)?")
NOON = 12


def read_date(text: str, today: date) -> date | None:
    """
    Read a date: 2026-03-02, 2 March, Mar 2, yesterday, today, tomorrow, friday, next week.

    A weekday is the next one, never today; a day without a year is the next one to come. Of other
    all-figure dates only unambiguous ones are read, such as 13/4: 3/4 is March to some and April
    to others (see `read_figures`).

    Returns:
        None if the text isn't certainly a date. It may be in the past.
    """
    words = " ".join(text.casefold().replace(",", " ").split())
    near = {
        "yesterday": today - timedelta(days=1),
        "today": today,
        "tomorrow": today + timedelta(days=1),
        "next week": _next_weekday(today, 0),
    }
    if words in near:
        return near[words]
    weekday = _position(words.removeprefix("next ").removeprefix("on "), WEEKDAYS)
    if weekday is not None:
        return _next_weekday(today, weekday)
    if match := ISO.fullmatch(words):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := DAY_MONTH.fullmatch(words):
        return _day_of(match[2], int(match[1]), match[3], today)
    if match := MONTH_DAY.fullmatch(words):
        return _day_of(match[1], int(match[2]), match[3], today)
    certain = read_figures(words, today)
    return next(iter(certain)) if len(certain) == 1 else None


def read_figures(text: str, today: date) -> frozenset[date]:
    """
    Return every date that figures such as 3/4, 13.4. or 3-4-2026 may mean.

    Without a year it is the next one to come.

    Returns:
        One date if unambiguous, two if day and month may be swapped, none otherwise.
    """
    match = FIGURES.fullmatch(text.strip())
    if match is None:
        return frozenset()
    one, other = int(match[1]), int(match[2])
    both = (_upcoming(day, month, match[3], today) for day, month in ((one, other), (other, one)))
    return frozenset(found for found in both if found)


def read_range(text: str, today: date) -> tuple[date, date] | None:
    """
    Read a first and a last day: 2026-12-24..2027-01-03, 24 Dec to 3 Jan, next week, one day.

    Without a year, the last day is the next one to come after the first.

    Returns:
        None if either isn't certainly a date. The last may be before the first.
    """
    words = " ".join(text.casefold().removeprefix("from ").split())
    if words == "next week":
        monday = _next_weekday(today, 0)
        return monday, monday + timedelta(days=6)
    begin, *end = RANGE.split(words, maxsplit=1)
    if begin.isdecimal() and end:
        begin = _with_month_of(int(begin), end[0])
    first = read_date(begin, today)
    if first is None or not end:
        return None if first is None else (first, first)
    last = read_date(end[0], first)
    return None if last is None else (first, last)


def read_weekdays(text: str) -> frozenset[int] | None:
    """
    Read days of the week, 0 for Monday: mon-fri, Sun to Thu, mon wed fri, weekdays, every day.

    A range may wrap around the end of the week. None if any word isn't certainly a day.
    """
    words = RUN.sub("-", " ".join(text.casefold().split()))
    if words in GROUPS:
        return GROUPS[words]
    days: set[int] = set()
    for part in BETWEEN_DAYS.split(words):
        begin, *end = (_position(word, WEEKDAYS) for word in part.split("-"))
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


def _with_month_of(day: int, last: str) -> str:
    """Return "4 march" for the 4 of "4 to 10 March"; "" for the ambiguous "28 to 3 March"."""
    match = DAY_MONTH.fullmatch(last)
    if match is None or day > int(match[1]):
        return ""
    return " ".join((str(day), match[2], match[3] or "")).strip()


def _next_weekday(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _day_of(month: str, day: int, year: str | None, today: date) -> date | None:
    number = _position(month, MONTHS)
    return None if number is None else _upcoming(day, number + 1, year, today)


def _upcoming(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _date(int(year), month, day)
    upcoming = (_date(today.year + n, month, day) for n in range(9))
    return next((found for found in upcoming if found and found >= today), None)


def _position(word: str, names: tuple[str, ...]) -> int | None:
    """Return the index of a name that may be shortened to its first three or more letters."""
    shortest = 3
    found = [n for n, name in enumerate(names) if len(word) >= shortest and name.startswith(word)]
    return found[0] if len(found) == 1 else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
