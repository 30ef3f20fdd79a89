"""When a plan is asked about: at the member's own moment, and never outside their hours."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import CoachingError
from bot.domain.people.people import Member
from bot.domain.plans.plan import Came, Day, Plan, When, asks_at, is_stale, moment
from bot.domain.schedule.schedule import Cadence, open_slot
from tests.conftest import MONDAY_NINE
from tests.domain.schedule.test_schedule import cadences, instants

HERE = Cadence(ZoneInfo("UTC"))
ADA = Member(1, 1, "UADA", "Ada", "DADA", HERE)
SATURDAY_NIGHT = datetime(2026, 3, 7, 21, tzinfo=UTC)
NEXT_MONDAY = MONDAY_NINE + timedelta(days=7)


def on(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "instant"),
    [
        (When(), None),
        (When(Day.NONE, after="the Tuesday meeting"), None),
        (When(Day.TODAY, time(15)), on(2, 15)),
        (When(Day.TODAY, time(21)), on(2, 21)),
        (When(Day.TODAY), on(2, 15)),
        (When(Day.TOMORROW, time(10, 30)), on(3, 10, 30)),
        (When(Day.TOMORROW), on(3, 15)),
        (When(Day.DATE, time(21), date(2026, 3, 7)), SATURDAY_NIGHT),
        (When(Day.DATE, None, date(2026, 3, 7)), on(7, 15)),
        (When(Day.NEXT_WEEK), on(13, 15)),
        (When(Day.NEXT_WEEK, time(8)), on(13, 8)),
    ],
)
def test_what_a_person_chooses_as_an_instant(when, instant):
    assert moment(when, HERE, on(2, 10)) == instant


@pytest.mark.parametrize(
    ("hour", "minute", "instant"),
    [(14, 59, on(2, 15)), (15, 0, on(2, 16)), (15, 30, on(2, 16, 30))],
)
def test_today_without_a_time_is_asked_about_while_there_is_some_of_it_left(hour, minute, instant):
    assert moment(When(Day.TODAY), HERE, on(2, hour, minute)) == instant


@pytest.mark.parametrize(
    ("when", "key"),
    [
        (When(Day.TODAY, time(9, 59)), "error-plan-past"),
        (When(Day.TODAY, time(16)), "error-plan-past"),
        (When(Day.TODAY), "error-plan-day-over"),
        (When(Day.DATE, None, date(2026, 3, 1)), "error-plan-past"),
        (When(Day.DATE, time(9), date(2026, 3, 2)), "error-plan-past"),
        (When(Day.DATE, time(9)), "error-plan-no-date"),
        (When(Day.DATE, time(9), date(2027, 3, 4)), "error-plan-too-far"),
        (When(Day.NONE, time(9)), "error-plan-no-day"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_with_its_reason(when, key):
    with pytest.raises(CoachingError, match=key):
        moment(when, HERE, on(2, 16))


def test_next_week_is_its_last_working_day_as_the_member_works():
    part_time = replace(HERE, weekdays=frozenset({0, 2}), days_off=frozenset({date(2026, 3, 11)}))
    away = replace(HERE, days_off=frozenset(date(2026, 3, n) for n in range(9, 16)))

    assert moment(When(Day.NEXT_WEEK), part_time, on(2)) == on(9, 15)
    assert moment(When(Day.NEXT_WEEK), away, on(2)) == on(13, 15)


@pytest.mark.parametrize(
    ("wanted", "now", "asks"),
    [
        (on(3, 15), on(2), on(3, 15)),
        (on(2, 21), on(2), on(3)),
        (SATURDAY_NIGHT, on(2), NEXT_MONDAY),
        (on(3, 15), on(4, 11), on(4, 11)),
        (on(3, 15), on(7, 11), NEXT_MONDAY),
        (on(3, 8, 59), on(2), on(3)),
        (on(2, 16, 59), on(2), on(2, 16, 59)),
        (on(2, 17), on(2), on(3)),
    ],
    ids=[
        "within the hours",
        "in the evening",
        "on a Saturday night",
        "passed while Baton was away",
        "passed, and now it is the weekend",
        "before the hours",
        "in their last minute",
        "as they close",
    ],
)
def test_it_is_asked_at_its_moment_or_once_the_hours_open(wanted, now, asks):
    assert asks_at(ADA, wanted, now) == asks


@pytest.mark.parametrize(
    ("until", "asks"), [(None, None), (date(2026, 3, 3), on(3, 15)), (date(2026, 3, 5), on(5))]
)
def test_nobody_is_asked_in_a_pause(until, asks):
    paused = replace(ADA, paused_at=on(2), paused_until=until)

    assert asks_at(paused, on(3, 15), on(2)) == asks


@given(cadences, instants, st.integers(-100, 1000))
@settings(max_examples=200)
def test_anywhere_and_at_any_hour_it_is_asked_within_the_hours_and_never_early(
    cadence, now, hours
):
    member, wanted = replace(ADA, cadence=cadence), now + timedelta(hours=hours)

    at = asks_at(member, wanted, now)

    assert at >= max(wanted, now)
    assert open_slot(cadence, at) is not None
    assert at == max(wanted, now) or open_slot(cadence, max(wanted, now)) is None


choices = st.builds(
    When,
    day=st.sampled_from([Day.TODAY, Day.TOMORROW, Day.NEXT_WEEK]),
    at=st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)


@given(cadences, instants, choices)
@settings(max_examples=200)
def test_anywhere_a_choice_is_ahead_and_within_a_fortnight_or_refused(cadence, now, when):
    try:
        instant = moment(when, cadence, now)
    except CoachingError as refusal:
        assert refusal.key in {"error-plan-past", "error-plan-day-over"}  # noqa: PT017
        assert when.day is Day.TODAY
        return

    assert now < instant < now + timedelta(days=16)


@pytest.mark.parametrize(
    ("wanted", "now", "stale"),
    [
        (on(3, 15), on(3, 15), False),
        (on(3, 15), on(4, 9), True),
        (SATURDAY_NIGHT, NEXT_MONDAY, False),
        (SATURDAY_NIGHT, on(10), True),
        (None, on(10), False),
    ],
)
def test_a_plan_is_stale_once_the_day_it_was_to_be_asked_on_is_over(wanted, now, stale):
    assert is_stale(Plan(1, 1, "x", wanted_at=wanted), HERE, now) is stale


def test_what_was_done_settles_a_plan_and_what_was_not_keeps_it():
    assert [came for came in Came if came.settles] == [Came.DID, Came.DIFFERENTLY]
