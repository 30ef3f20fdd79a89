"""Ranges of leave: joined, taken back, counted as days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.schedule.time_off import DaysOff, Leave, joined, upcoming, without


def leave(text):
    first, _, last = text.partition("..")
    return Leave(day(first), day(last or first))


def day(text):
    return date(2026, 3, int(text))


def spoken(ranges):
    return " ".join(str(one).replace("2026-03-", "") for one in ranges)


@pytest.mark.parametrize(
    ("ranges", "one"),
    [
        ("02..04", "02..04"),
        ("02..04 09..10", "02..04 09..10"),
        ("09..10 02..04", "02..04 09..10"),
        ("02..04 05..06", "02..06"),
        ("02..09 04..05", "02..09"),
        ("02..04 03..06", "02..06"),
        ("02 02", "02"),
    ],
    ids=["one", "two", "in order", "touching", "one in the other", "overlapping", "the same"],
)
def test_leave_is_kept_in_as_few_ranges_as_can_be(ranges, one):
    assert spoken(joined(leave(text) for text in ranges.split())) == one


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ("01", "02..06 09"),
        ("02..06", "09"),
        ("02..03", "04..06 09"),
        ("04", "02..03 05..06 09"),
        ("06..09", "02..05"),
        ("01..31", ""),
    ],
)
def test_some_days_of_leave_can_be_taken_back(gone, left):
    assert spoken(without((leave("02..06"), leave("09")), leave(gone))) == left


def test_what_is_over_is_not_coming_up():
    ranges = (leave("02..04"), leave("05..09"))

    assert upcoming(ranges, day("04")) == ranges
    assert upcoming(ranges, day("05")) == ranges[1:]


def test_days_off_are_leave_and_public_holidays():
    off = DaysOff((leave("02..03"),), holidays=frozenset({day("06")}))

    assert [n for n in range(1, 10) if date(2026, 3, n) in off] == [2, 3, 6]


some_days = st.integers(1, 28)
leaves = st.builds(
    lambda first, length: Leave(date(2026, 3, first), date(2026, 3, first) + timedelta(length)),
    some_days,
    st.integers(0, 9),
)


def days_of(ranges):
    return {
        one.first + timedelta(n) for one in ranges for n in range((one.last - one.first).days + 1)
    }


@given(st.lists(leaves), leaves)
def test_no_day_is_lost_or_made_up(ranges, gone):
    both = joined(ranges)

    assert days_of(both) == days_of(ranges)
    assert days_of(without(both, gone)) == days_of(ranges) - days_of([gone])
    assert list(both) == sorted(both)
