"""`baton calendar`: the dates one member would get a track on."""

# ruff: noqa: PLC0415  `baton --help` must not pay for what it does not use

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.content import find_track
from bot.cli.mistakes import Mistyped

if TYPE_CHECKING:
    from bot.domain.schedule import Cadence

LONGEST_LEAVE = timedelta(days=366)


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
    from bot.domain.schedule import Cadence

    local = _zone(zone)
    first = _date(start, local, "--start")
    days = find_track(track).nudges
    off = {day: "leave" for text in leave or [] for day in _leave(text, local)}
    holidays = _holidays(country, first, first + timedelta(days=4 * len(days) + 366))
    reasons = {**holidays, **off}
    cadence = Cadence(local, _time(at), days_off=frozenset(reasons))

    following = first
    for nudge, due in zip(days, _due(cadence, first), strict=False):
        for day, reason in _passed_over(following, due.date(), reasons):
            typer.echo(f"        {day:%a %d %b %Y}         {reason}")
        typer.echo(f"Day {nudge.day:>3} {due:%a %d %b %Y %H:%M %Z}  {nudge.title}")
        following = due.date() + timedelta(days=1)


def _due(cadence: "Cadence", first: date) -> Iterator[datetime]:
    from bot.domain.schedule import next_due

    after = datetime.combine(first, time(), cadence.zone) - timedelta(seconds=1)
    due = next_due(cadence, after, first)
    while due is not None:
        yield due.astimezone(cadence.zone)
        due = next_due(cadence, due)


def _passed_over(first: date, until: date, reasons: dict[date, str]) -> list[tuple[date, str]]:
    return sorted((day, why) for day, why in reasons.items() if first <= day < until)


def _zone(name: str) -> ZoneInfo:
    from zoneinfo import available_timezones

    known = available_timezones()
    if name not in known:
        raise Mistyped(f"There is no time zone {name}. {_near(name, sorted(known))}")
    return ZoneInfo(name)


def _date(text: str, zone: ZoneInfo, option: str) -> date:
    from bot.domain.when import read_date
    from bot.runtime.clock import utc_now

    found = read_date(text, utc_now().astimezone(zone).date())
    if found is None:
        raise Mistyped(f"{option} must be a date such as 2026-03-23, not {text}.")
    return found


def _time(text: str) -> time:
    from bot.domain.when import read_time

    found = read_time(text)
    if found is None:
        raise Mistyped(f"--time must be a time such as 09:00, not {text}.")
    return found


def _leave(text: str, zone: ZoneInfo) -> list[date]:
    begin, dots, end = text.partition("..")
    first = _date(begin, zone, "--leave")
    last = _date(end, zone, "--leave") if dots else first
    if not first <= last <= first + LONGEST_LEAVE:
        raise Mistyped(f"--leave must run from an earlier to a later day, not {text}.")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _holidays(country: str | None, first: date, last: date) -> dict[date, str]:
    if country is None:
        return {}
    import holidays

    code, _, part = country.upper().partition("-")
    known = holidays.list_supported_countries()
    if code not in known:
        raise Mistyped(f"There is no country {country}. {_near_country(country)}")
    if part and part not in known[code]:
        near = _near(part, known[code])
        raise Mistyped(f"{code} has no part called {part}. {near}")
    years = range(first.year, last.year + 1)
    return dict(
        holidays.country_holidays(code, subdiv=part or None, years=years, language="en_US")
    )


def _near_country(typed: str) -> str:
    from holidays.registry import COUNTRIES

    codes = {
        re.sub(r"(?<=[a-z])(?=[A-Z])", " ", entry[0]): entry[1] for entry in COUNTRIES.values()
    }
    from bot.content.problems import nearest

    near = nearest(typed, list(codes))
    return f"Did you mean {codes[near]} ({near})?" if near else "Use a code such as DE or US."


def _near(typed: str, known: list[str]) -> str:
    from bot.content.problems import nearest

    near = nearest(typed, known)
    return f"Did you mean {near}?" if near else "See --help."
