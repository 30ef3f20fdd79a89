"""Every zone there is: laws that change, clocks that jump, days that never were."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.domain.schedule.schedule import Cadence, local_date, next_due, open_slot, slot

EVERY_DAY = frozenset(range(7))
ONE_DAY = timedelta(days=1)
ZONES = sorted(available_timezones() - {"localtime"})

FIRST, LAST = date(2016, 1, 1), date(2026, 12, 31)
"""Ten years that have been: what clocks did in them will not change."""

HOURS = [time(6), time(9), time(17), time(22)]
QUARTERS = [time(hour, minute) for hour in (0, 1, 2, 3, 4, 23) for minute in (0, 15, 30, 45)]


@pytest.mark.parametrize(
    ("zone", "day", "instant"),
    [
        ("Asia/Pyongyang", "2015-08-14", "2015-08-14T00:00"),
        ("Asia/Pyongyang", "2015-08-17", "2015-08-17T00:30"),
        ("Asia/Pyongyang", "2018-05-04", "2018-05-04T00:30"),
        ("Asia/Pyongyang", "2018-05-07", "2018-05-07T00:00"),
        ("Europe/Volgograd", "2018-10-26", "2018-10-26T06:00"),
        ("Europe/Volgograd", "2018-10-29", "2018-10-29T05:00"),
        ("Europe/Volgograd", "2020-12-25", "2020-12-25T05:00"),
        ("Europe/Volgograd", "2020-12-28", "2020-12-28T06:00"),
        ("Europe/Istanbul", "2016-10-28", "2016-10-28T06:00"),
        ("Europe/Istanbul", "2016-10-31", "2016-10-31T06:00"),
        ("America/Caracas", "2016-04-29", "2016-04-29T13:30"),
        ("America/Caracas", "2016-05-02", "2016-05-02T13:00"),
        ("Africa/Casablanca", "2025-02-21", "2025-02-21T08:00"),
        ("Africa/Casablanca", "2025-02-24", "2025-02-24T09:00"),
        ("Africa/Casablanca", "2025-04-04", "2025-04-04T09:00"),
        ("Africa/Casablanca", "2025-04-07", "2025-04-07T08:00"),
        ("America/Mexico_City", "2022-04-04", "2022-04-04T14:00"),
        ("America/Mexico_City", "2023-04-03", "2023-04-03T15:00"),
        ("Asia/Amman", "2022-03-01", "2022-03-01T06:00"),
        ("Asia/Amman", "2022-11-01", "2022-11-01T06:00"),
        ("Asia/Almaty", "2024-02-29", "2024-02-29T03:00"),
        ("Asia/Almaty", "2024-03-01", "2024-03-01T04:00"),
        ("Pacific/Chatham", "2026-04-03", "2026-04-02T19:15"),
        ("Pacific/Chatham", "2026-04-06", "2026-04-05T20:15"),
        ("Australia/Eucla", "2026-03-02", "2026-03-02T00:15"),
        ("Asia/Kathmandu", "2026-03-02", "2026-03-02T03:15"),
        ("Asia/Kolkata", "2026-03-02", "2026-03-02T03:30"),
        ("America/St_Johns", "2026-03-02", "2026-03-02T12:30"),
        ("Australia/Lord_Howe", "2026-04-03", "2026-04-02T22:00"),
        ("Australia/Lord_Howe", "2026-04-06", "2026-04-05T22:30"),
        ("Pacific/Kiritimati", "2026-03-02", "2026-03-01T19:00"),
        ("Antarctica/Troll", "2026-03-27", "2026-03-27T09:00"),
        ("Antarctica/Troll", "2026-03-30", "2026-03-30T07:00"),
    ],
)
def test_nine_in_the_morning_before_and_after_a_law(zone, day, instant):
    """From the tz database's own notes on each zone."""
    nine = Cadence(ZoneInfo(zone))

    assert slot(nine, date.fromisoformat(day)) == datetime.fromisoformat(f"{instant}+00:00")


@pytest.mark.parametrize(
    ("zone", "weekdays", "first", "days"),
    [
        ("Pacific/Apia", EVERY_DAY, "2011-12-28", "28 29 31 1"),
        ("Pacific/Apia", {0, 1, 2, 3, 4}, "2011-12-28", "28 29 2 3"),
        ("Pacific/Apia", {4}, "2011-12-23", "23 6 13"),
        ("Asia/Dubai", {0, 1, 2, 3, 6}, "2026-03-01", "1 2 3 4 5 8"),
        ("Asia/Riyadh", {6, 0, 1, 2, 3}, "2026-03-05", "5 8 9"),
        ("Europe/Berlin", {5}, "2028-02-26", "26 4 11"),
        ("Europe/Berlin", EVERY_DAY, "2028-02-28", "28 29 1"),
        ("Europe/Berlin", EVERY_DAY, "2027-02-28", "28 1"),
        ("Africa/Cairo", EVERY_DAY, "2026-04-23", "23 24 25"),
    ],
    ids=[
        "Samoa had no Friday the 30th",
        "and no fifth working day that week",
        "and who works on Fridays hears nothing that week",
        "Sunday to Thursday",
        "the same from a Thursday on",
        "Saturdays over a leap day",
        "a leap day",
        "no leap day",
        "the clocks skip midnight",
    ],
)
def test_the_days_of_a_week(zone, weekdays, first, days):
    cadence = Cadence(ZoneInfo(zone), weekdays=frozenset(weekdays))
    due = slot(cadence, date.fromisoformat(first)) - timedelta(seconds=1)

    seen = []
    for _ in days.split():
        due = next_due(cadence, due)
        seen.append(str(local_date(cadence, due).day))

    assert " ".join(seen) == days


def changes(zone):
    """The local dates on which a zone changed its clocks, with the offsets before and after."""

    def offset(day):
        return datetime(day.year, day.month, day.day, 12, tzinfo=zone).utcoffset()

    for monday in (FIRST + timedelta(weeks=n) for n in range((LAST - FIRST).days // 7)):
        if offset(monday) != offset(monday + timedelta(weeks=1)):
            week = [monday + timedelta(days=n) for n in range(8)]
            for eve, day in pairwise(week):
                if offset(eve) != offset(day):
                    yield day, offset(eve), offset(day)


@pytest.mark.exhaustive
def test_around_every_change_of_every_clock_each_day_has_one_slot_on_that_day():
    every = {(change, name) for name in ZONES for change in changes(ZoneInfo(name))}
    # Zones that change alike on the same day, as those of one country, are one case.
    alike = dict(sorted(every))

    offences = [
        (name, day, at)
        for (day, _, _), name in alike.items()
        for at in HOURS + QUARTERS
        if not is_in_order(Cadence(ZoneInfo(name), at, EVERY_DAY), day)
    ]

    assert offences == []
    assert len(every) > 4000
    assert len(alike) > 400


def is_in_order(cadence, change):
    days = [change + timedelta(days=n) for n in (-2, -1, 0, 1)]
    slots = [slot(cadence, day) for day in days]
    return (
        [local_date(cadence, start) for start in slots] == days
        and [open_slot(cadence, start) for start in slots] == slots
        and [next_due(cadence, start) for start in slots[:-1]] == slots[1:]
    )


def test_the_test_looks_at_clocks_that_jump():
    berlin = [day for day, _, _ in changes(ZoneInfo("Europe/Berlin"))]

    assert berlin[:2] == [date(2016, 3, 27), date(2016, 10, 30)]
    assert list(changes(UTC)) == []
