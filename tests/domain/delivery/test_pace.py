"""So many posts a second to one workspace, whoever asks and however often."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.delivery.pace import BURST, KEPT, Pace, holds
from tests.conftest import MONDAY_NINE

SECOND = timedelta(seconds=1)
rates = st.sampled_from([0.2, 1, 4, 7, 50])
asked = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 40)), min_size=1, max_size=8)


def test_the_first_second_is_a_burst_and_the_rest_follow_evenly():
    times, _ = Pace(4).times(None, MONDAY_NINE, 10)

    assert [(t - MONDAY_NINE) / SECOND for t in times] == [
        *(0, 0, 0, 0),
        *(0.25, 0.5, 0.75, 1),
        *(1.25, 1.5),
    ]


def test_without_a_pace_everything_goes_at_once():
    times, _ = Pace().times(None, MONDAY_NINE, 3)

    assert times == [MONDAY_NINE] * 3


def test_less_than_one_a_second_begins_at_once_too():
    times, _ = Pace(0.2).times(None, MONDAY_NINE, 2)

    assert times == [MONDAY_NINE, MONDAY_NINE + 5 * SECOND]


@given(rates, asked)
def test_in_no_second_more_leave_than_the_pace_allows(rate, orders):
    """Whatever arrives when: the burst, and then one by one."""
    now, busy, given_times = MONDAY_NINE, None, []
    for wait, count in orders:
        now += wait * SECOND
        times, busy = Pace(rate).times(busy, now, count)
        assert all(time >= now for time in times)
        given_times += times

    at_once = max(rate * (BURST / SECOND), 1)
    for begin in given_times:
        within = [t for t in given_times if begin <= t < begin + 10 * SECOND]
        assert len(within) <= at_once + 10 * rate


@given(rates, asked)
def test_nobody_waits_longer_than_all_before_them_take(rate, orders):
    now, busy, before = MONDAY_NINE, None, 0
    for wait, count in orders:
        now += wait * SECOND
        times, busy = Pace(rate).times(busy, now, count)
        before += count
        assert times[-1] - MONDAY_NINE <= (now - MONDAY_NINE) + before / rate * SECOND


@pytest.mark.parametrize(
    ("late", "held"), [(-SECOND, False), (0 * SECOND, True), (KEPT, True), (KEPT * 1.1, False)]
)
def test_a_time_that_was_given_can_be_used_for_a_moment(late, held):
    assert holds(MONDAY_NINE, MONDAY_NINE + late) is held


def test_what_was_given_no_time_holds_none():
    assert not holds(None, MONDAY_NINE)
