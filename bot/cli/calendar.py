"""The `baton calendar` command: print the dates one member would get a track on."""

# ruff: noqa: PLC0415  `baton --help` shouldn't load what it doesn't use

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.content import find_track
from bot.cli.mistakes import Mistyped

if TYPE_CHECKING:
    from bot.domain.schedule.schedule import Cadence
    from bot.domain.schedule.time_off import DaysOff, Leave


YEARS = range(2000, 2101)
"""Years with known time zone rules and public holidays."""


def calendar(
    track: Annotated[str, typer.Argument(help="The track's name, such as delegation.")],
    start: Annotated[str, typer.Option(help="First day: 2026-03-23, or monday.")],
    zone: Annotated[str, typer.Option(help="The member's time zone, such as Europe/Berlin.")],
    at: Annotated[str, typer.Option("--time", help="Wall-clock time of the nudge.")] = "09:00",
    country: Annotated[
        str | None, typer.Option(help="Skip its public holidays: DE, or DE-BY for a part of it.")
    ] = None,
    leave: Annotated[
        list[str] | None, typer.Option(help="Days off: 2026-04-06..2026-04-10; may be repeated.")
    ] = None,
) -> None:
    """Print the dates one member would get a track on."""
    from bot.domain.schedule.schedule import Cadence

    local = _zone(zone)
    first = _date(start, local, "--start")
    days = find_track(track).nudges
    off = _days_off(country, [_leave(text, local) for text in leave or []])
    cadence = Cadence(local, _time(at), days_off=off)

    following = first
    for nudge, due in zip(days, _due(cadence, first), strict=False):
        for day, reason in _passed_over(following, due.date(), off):
            typer.echo(f"        {day:%a %d %b %Y}         {reason}")
        typer.echo(f"Day {nudge.day:>3} {due:%a %d %b %Y %H:%M %Z}  {nudge.title}")
        following = due.date() + timedelta(days=1)


def _days_off(country: str | None, leave: list["Leave"]) -> "DaysOff":
    from bot.domain.schedule.time_off import DaysOff, joined
    from bot.store.schedule.holidays import PublicHolidays

    code = _country(country)
    return DaysOff(joined(leave), code, PublicHolidays(code) if code else frozenset())


def _due(cadence: "Cadence", first: date) -> Iterator[datetime]:
    from bot.domain.schedule.schedule import next_due

    after = datetime.combine(first, time(), cadence.zone) - timedelta(seconds=1)
    due = next_due(cadence, after, first)
    while due is not None:
        yield due.astimezone(cadence.zone)
        due = next_due(cadence, due)


def _passed_over(first: date, until: date, off: "DaysOff") -> Iterator[tuple[date, str]]:
    from bot.store.schedule.holidays import of_year

    for n in range((until - first).days):
        day = first + timedelta(days=n)
        if any(day in leave for leave in off.leave):
            yield day, "leave"
        elif day in off.holidays:
            yield day, of_year(off.country, day.year)[day]


def _zone(name: str) -> ZoneInfo:
    from zoneinfo import available_timezones

    known = available_timezones()
    if name not in known:
        raise Mistyped(f"There is no time zone {name}. {_near(name, sorted(known))}")
    return ZoneInfo(name)


def _date(text: str, zone: ZoneInfo, option: str) -> date:
    from bot.domain.schedule.typed_dates import read_date

    found = read_date(text, _today(zone))
    if found is None:
        raise Mistyped(f"{option} must be a date such as 2026-03-23, not {text}.")
    if found.year not in YEARS:
        raise Mistyped(f"{option} must be a date from {YEARS[0]} to {YEARS[-1]}, not {text}.")
    return found


def _today(zone: ZoneInfo) -> date:
    from bot.runtime.clock import utc_now

    return utc_now().astimezone(zone).date()


def _time(text: str) -> time:
    from bot.domain.schedule.typed_dates import read_time

    found = read_time(text)
    if found is None:
        raise Mistyped(f"--time must be a time such as 09:00, not {text}.")
    return found


def _leave(text: str, zone: ZoneInfo) -> "Leave":
    from bot.domain.schedule.time_off import LONGEST_AHEAD, Leave
    from bot.domain.schedule.typed_dates import read_range

    found = read_range(text, _today(zone))
    if found is None:
        raise Mistyped(f"--leave must be days such as 2026-04-06..2026-04-10, not {text}.")
    first, last = found
    if not first <= last <= first + LONGEST_AHEAD:
        raise Mistyped(f"--leave must run from an earlier to a later day, not {text}.")
    return Leave(first, last)


def _country(typed: str | None) -> str:
    from bot.coaching.schedule.countries import read_country
    from bot.domain.errors import CoachingError

    if typed is None:
        return ""
    try:
        return read_country(typed)
    except CoachingError as error:
        raise Mistyped(_told(error.key, error.facts)) from error


def _told(key: str, facts: dict[str, object]) -> str:
    near, code, word = (facts[name] for name in ("nearest", "code", "word"))
    if key == "error-country-part":
        said, hint = f"{code} has no part called {word}.", f"{code}-{near}"
    else:
        said, hint = f"There is no country {word}.", f"{code} ({near})"
    return f"{said} Did you mean {hint}?" if near else f"{said} Use a code such as DE or US."


def _near(typed: str, known: list[str]) -> str:
    from bot.content.problems import nearest

    near = nearest(typed, known)
    return f"Did you mean {near}?" if near else "See --help."
