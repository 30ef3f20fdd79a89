"""A nudge that is put off comes back inside the hours that are running, or another day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.answers.snooze import Later, later_today
from bot.domain.schedule.schedule import Cadence, closes, open_slot
from tests.domain.schedule.test_schedule import cadences, instants

HERE = Cadence(ZoneInfo("UTC"))


def monday(hour, minute=0):
    return datetime(2026, 3, 2, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("later", "now", "at"),
    [
        (Later.TWO_HOURS, monday(9, 5), monday(11, 5)),
        (Later.TWO_HOURS, monday(15), monday(16, 30)),
        (Later.TWO_HOURS, monday(16, 25), None),
        (Later.AFTERNOON, monday(9, 5), monday(14)),
        (Later.AFTERNOON, monday(13, 55), monday(16, 30)),
        (Later.AFTERNOON, monday(15), monday(16, 30)),
        (Later.END_OF_DAY, monday(9, 5), monday(16, 30)),
        (Later.END_OF_DAY, monday(16, 40), None),
        (Later.TWO_HOURS, monday(8), None),
        (Later.TWO_HOURS, monday(18), None),
        (Later.TOMORROW, monday(9, 5), None),
    ],
)
def test_when_it_comes_back(later, now, at):
    assert later_today(later, HERE, now) == at


@given(cadences, instants, st.integers(0, 8 * 60 - 1), st.sampled_from(Later))
@settings(max_examples=200)
def test_anywhere_it_comes_back_later_and_in_the_same_hours(cadence, near, minutes, later):
    start = open_slot(cadence, near)
    now = near if start is None else start + timedelta(minutes=minutes)

    at = later_today(later, cadence, now)

    running = open_slot(cadence, now)
    assert at is None or now < at < closes(running)
