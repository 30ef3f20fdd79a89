"""A reminder never comes outside the hours, nor without being asked for."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.answers.reminders import NOT_WITHIN, is_reminded
from bot.domain.people.people import Member
from bot.domain.schedule.schedule import Cadence, open_slot
from tests.conftest import MONDAY_NINE
from tests.domain.schedule.test_schedule import cadences, instants

ADA = Member(1, 1, "UADA", "Ada", "DADA", Cadence(ZoneInfo("UTC")), reminds=True)
AT_ONE = MONDAY_NINE + timedelta(hours=4)


@pytest.mark.parametrize(
    ("change", "reminded"),
    [
        ({}, True),
        ({"reminds": False}, False),
        ({"paused_at": MONDAY_NINE}, False),
        ({"paused_at": MONDAY_NINE, "paused_until": MONDAY_NINE.date()}, True),
        ({"deactivated": True}, False),
        ({"unreachable": "user_disabled"}, False),
    ],
)
def test_who_is_reminded(change, reminded):
    assert is_reminded(replace(ADA, **change), MONDAY_NINE, AT_ONE) is reminded


@pytest.mark.parametrize(
    ("sent_at", "now", "reminded"),
    [
        (None, AT_ONE, False),
        (AT_ONE - NOT_WITHIN, AT_ONE, True),
        (AT_ONE - NOT_WITHIN + timedelta(minutes=1), AT_ONE, False),
        (MONDAY_NINE, MONDAY_NINE + timedelta(hours=8), False),
        (MONDAY_NINE, AT_ONE + timedelta(days=1), False),
    ],
    ids=["not sent", "long enough ago", "a moment ago", "hours closed", "another day"],
)
def test_when(sent_at, now, reminded):
    assert is_reminded(ADA, sent_at, now) is reminded


@given(cadences, instants, st.integers(0, 60 * 30))
@settings(max_examples=200)
def test_anywhere_it_comes_in_the_same_hours_as_its_nudge(cadence, now, minutes):
    member, sent_at = replace(ADA, cadence=cadence), now - timedelta(minutes=minutes)

    if is_reminded(member, sent_at, now):
        assert open_slot(cadence, now) == open_slot(cadence, sent_at) is not None
