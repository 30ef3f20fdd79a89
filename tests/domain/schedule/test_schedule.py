"""When a nudge is due, checked by hand on the nights that matter and by chance on all others."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.domain.schedule.schedule import (
    HOURS_OPEN,
    MONDAY_TO_FRIDAY,
    Cadence,
    closes,
    is_working_day,
    local_date,
    next_due,
    open_slot,
    slot,
    soonest,
)
from bot.domain.schedule.time_off import DaysOff
from tests.conftest import MONDAY_NINE

EVERY_DAY = frozenset(range(7))
ONE_DAY = timedelta(days=1)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def cadence(zone="UTC", at="09:00", weekdays=MONDAY_TO_FRIDAY, days_off=()):
    off = DaysOff(holidays=frozenset(days_off))
    return Cadence(ZoneInfo(zone), time.fromisoformat(at), weekdays, off)


@pytest.mark.parametrize(
    ("zone", "at", "day", "instant"),
    [
        ("UTC", "09:00", "2026-03-02", "2026-03-02T09:00"),
        ("America/New_York", "09:00", "2026-03-06", "2026-03-06T14:00"),
        ("America/New_York", "09:00", "2026-03-09", "2026-03-09T13:00"),
        ("America/New_York", "02:30", "2026-03-08", "2026-03-08T07:30"),
        ("America/New_York", "01:30", "2026-11-01", "2026-11-01T05:30"),
        ("Australia/Lord_Howe", "02:15", "2026-10-04", "2026-10-03T15:45"),
        ("Australia/Lord_Howe", "01:45", "2026-04-05", "2026-04-04T14:45"),
        ("Asia/Kathmandu", "09:00", "2026-03-02", "2026-03-02T03:15"),
        ("Pacific/Apia", "09:00", "2011-12-29", "2011-12-29T19:00"),
        ("Pacific/Apia", "09:00", "2011-12-31", "2011-12-30T19:00"),
        ("America/Nuuk", "23:30", "2026-03-28", "2026-03-29T00:30"),
        ("UTC", "09:00", "2028-02-29", "2028-02-29T09:00"),
    ],
    ids=[
        "an ordinary day",
        "New York in winter",
        "New York in summer",
        "a skipped half past two moves on to half past three",
        "a repeated half past one is its first pass",
        "Lord Howe skips half an hour",
        "Lord Howe repeats half an hour",
        "Kathmandu is a quarter off",
        "Apia before the day that never was",
        "Apia after it",
        "a gap at the end of a day moves back and not into the next",
        "a leap day",
    ],
)
def test_the_instant_of_a_wall_clock_time(zone, at, day, instant):
    assert slot(cadence(zone, at), date.fromisoformat(day)) == utc(instant)


@pytest.mark.parametrize(
    ("after", "due"),
    [
        ("2026-03-02T08:59:59", "2026-03-02T09:00"),
        ("2026-03-02T09:00", "2026-03-03T09:00"),
        ("2026-03-06T09:00", "2026-03-09T09:00"),
        ("2026-03-07T12:00", "2026-03-09T09:00"),
    ],
    ids=["just before", "just then: strictly later", "after Friday", "on a Saturday"],
)
def test_the_next_due_time(after, due):
    assert next_due(cadence(), utc(after)) == utc(due)


def test_a_holiday_and_the_first_usable_day_are_kept():
    after_easter = cadence(days_off=[date(2026, 4, 3), date(2026, 4, 6)])

    assert next_due(after_easter, utc("2026-04-02T10:00")) == utc("2026-04-07T09:00")
    assert next_due(cadence(), MONDAY_NINE, date(2026, 3, 7)) == utc("2026-03-09T09:00")
    assert next_due(cadence(), MONDAY_NINE, date(2026, 2, 1)) == utc("2026-03-03T09:00")


def test_whoever_never_works_hears_nothing():
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(800)]

    assert next_due(cadence(days_off=year), MONDAY_NINE) is None
    assert soonest(cadence(days_off=year), MONDAY_NINE) is None


def test_the_day_that_never_was_brings_nothing_and_doubles_nothing():
    """Apia went from Thursday the 29th to Saturday the 31st of December 2011."""
    apia, weekdays = cadence("Pacific/Apia", weekdays=EVERY_DAY), cadence("Pacific/Apia")
    thursday = utc("2011-12-29T19:00")

    assert next_due(apia, thursday) == utc("2011-12-30T19:00")
    assert local_date(apia, utc("2011-12-30T19:00")) == date(2011, 12, 31)
    assert next_due(apia, utc("2011-12-30T19:00")) == utc("2011-12-31T19:00")
    assert next_due(weekdays, thursday) == utc("2012-01-01T19:00")


@pytest.mark.parametrize(
    ("now", "opened"),
    [
        ("2026-03-02T08:59:59", None),
        ("2026-03-02T09:00", "2026-03-02T09:00"),
        ("2026-03-02T16:59:59", "2026-03-02T09:00"),
        ("2026-03-02T17:00", None),
        ("2026-03-07T10:00", None),
    ],
)
def test_the_hours_run_for_eight_hours_of_a_working_day(now, opened):
    assert open_slot(cadence(), utc(now)) == (opened and utc(opened))


@pytest.mark.parametrize(
    ("now", "opened"),
    [
        ("2026-03-03T01:00", "2026-03-02T22:00"),
        ("2026-03-03T05:59", "2026-03-02T22:00"),
        ("2026-03-03T06:00", None),
        ("2026-03-07T01:00", "2026-03-06T22:00"),
        ("2026-03-08T01:00", None),
        ("2026-03-02T01:00", None),
    ],
    ids=["Tuesday night", "to the end", "over", "Friday's, on Saturday", "Saturday's", "Sunday's"],
)
def test_the_hours_of_a_night_shift_run_past_midnight(now, opened):
    assert open_slot(cadence(at="22:00"), utc(now)) == (opened and utc(opened))


def test_soonest_is_now_within_the_hours_and_the_next_slot_otherwise():
    assert soonest(cadence(), utc("2026-03-02T11:11")) == utc("2026-03-02T11:11")
    assert soonest(cadence(), utc("2026-03-02T18:00")) == utc("2026-03-03T09:00")
    assert soonest(cadence(at="22:00"), utc("2026-03-03T01:00")) == utc("2026-03-03T01:00")


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="timezone-aware"):
        next_due(cadence(), MONDAY_NINE.replace(tzinfo=None))


ZONES = sorted(available_timezones() - {"localtime"})
FROM, TO = datetime(2012, 1, 1), datetime(2037, 1, 1)  # noqa: DTZ001  hypothesis adds the zone

cadences = st.builds(
    Cadence,
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
)
instants = st.datetimes(FROM, TO, timezones=st.just(UTC))
NUUK = cadence("America/Nuuk", "23:30", EVERY_DAY)
often = settings(max_examples=250)


def in_gap(cadence, day):
    """Whether the clocks skip the wall-clock time of that day."""
    wall = datetime.combine(day, cadence.at, cadence.zone)
    return wall.utcoffset() != wall.replace(fold=1).utcoffset() and (
        wall.astimezone(UTC).astimezone(cadence.zone).time() != cadence.at
    )


@given(cadences, instants)
@example(NUUK, utc("2026-03-28T02:00"))
@example(cadence("Africa/Cairo", "00:15", EVERY_DAY), utc("2026-04-23T12:00"))
@often
def test_anywhere_the_next_due_time_is_later_on_a_working_day_and_by_the_wall_clock(
    cadence, after
):
    due = next_due(cadence, after)

    day = local_date(cadence, due)
    assert after < due <= after + timedelta(days=8)
    assert due.utcoffset() == timedelta(0)
    assert is_working_day(cadence, day)
    assert due.astimezone(cadence.zone).time() == cadence.at or in_gap(cadence, day)


@given(cadences, instants)
@example(NUUK, utc("2026-03-28T02:00"))
@often
def test_anywhere_two_nudges_never_share_a_local_date(cadence, after):
    dates, due = [], after
    for _ in range(15):
        due = next_due(cadence, due)
        dates.append(local_date(cadence, due))

    assert dates == sorted(set(dates))


@given(cadences, instants, st.integers(0, 20))
@often
def test_anywhere_nothing_comes_before_the_first_usable_day(cadence, after, days):
    first = local_date(cadence, after) + timedelta(days=days)

    due = next_due(cadence, after, first)

    assert local_date(cadence, due) >= first
    assert due > after


@given(cadences, instants)
@often
def test_anywhere_the_soonest_moment_lies_within_the_hours(cadence, now):
    at = soonest(cadence, now)

    opened = open_slot(cadence, at)
    assert opened <= at < opened + HOURS_OPEN == closes(opened)
    assert is_working_day(cadence, local_date(cadence, opened))
    assert at == now or (at == opened > now)


@given(cadences, instants, st.sets(st.integers(0, 10)))
@often
def test_anywhere_a_day_off_is_a_day_off(cadence, after, off):
    today = local_date(cadence, after)
    days_off = DaysOff(holidays=frozenset(today + timedelta(days=days) for days in off))
    cadence = replace(cadence, days_off=days_off)

    due = next_due(cadence, after)
    assume(due is not None)

    assert local_date(cadence, due) not in cadence.days_off
    assert open_slot(cadence, due) == due
