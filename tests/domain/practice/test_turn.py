"""One enrolment's turn: one nudge a day, whatever happened in between."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.delivery.ledger import Form, State
from bot.domain.practice.decide import Past
from bot.domain.practice.turn import turn
from bot.domain.schedule.schedule import Cadence, local_date, next_due, open_slot
from tests.conftest import MONDAY_NINE
from tests.domain.conftest import TRACK, WELCOMED, past

LONDON = Cadence(ZoneInfo("UTC"))
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
TUESDAY_NINE = MONDAY_NINE + timedelta(days=1)


def test_a_nudge_that_is_due_is_owed_for_its_slot_and_the_next_is_planned():
    taken = turn(TRACK, [WELCOMED], LONDON, TUESDAY_NINE, MONDAY, TUESDAY_NINE)

    assert taken.send.nudge.id == "t.1"
    assert (taken.slot, taken.day, taken.note) == (TUESDAY_NINE, TUESDAY, "")
    assert taken.next_due == TUESDAY_NINE + timedelta(days=1)


def test_a_start_some_hours_late_still_belongs_to_the_day():
    now = TUESDAY_NINE + timedelta(hours=7)

    taken = turn(TRACK, [WELCOMED], LONDON, TUESDAY_NINE, MONDAY, now)

    assert (taken.slot, taken.note) == (TUESDAY_NINE, "")
    assert taken.next_due == TUESDAY_NINE + timedelta(days=1)


def test_after_an_outage_of_days_one_nudge_goes_out_and_the_plan_moves_on():
    now = datetime(2026, 3, 12, 11, tzinfo=UTC)

    taken = turn(TRACK, [WELCOMED], LONDON, TUESDAY_NINE, MONDAY, now)

    assert (taken.send.nudge.id, taken.day, taken.note) == ("t.1", date(2026, 3, 12), "moved-on")
    assert taken.next_due == datetime(2026, 3, 13, 9, tzinfo=UTC)


def test_outside_the_hours_nothing_goes_out_and_the_next_slot_is_planned():
    now = TUESDAY_NINE + timedelta(hours=8)

    taken = turn(TRACK, [WELCOMED], LONDON, TUESDAY_NINE, MONDAY, now)

    assert (taken.send, taken.day, taken.note) == (None, MONDAY, "hours-closed")
    assert taken.next_due == TUESDAY_NINE + timedelta(days=1)


@pytest.mark.parametrize("last_day", [TUESDAY, date(2026, 3, 4)])
def test_a_local_date_that_has_had_its_nudge_has_no_second_one(last_day):
    """The second case is a member who has flown west, to a day they have had already."""
    taken = turn(TRACK, [WELCOMED, past(1)], LONDON, TUESDAY_NINE, last_day, TUESDAY_NINE)

    assert (taken.send, taken.day, taken.note) == (None, last_day, "same-day")
    assert local_date(LONDON, taken.next_due) == last_day + timedelta(days=1)


def test_a_track_that_cannot_be_read_uses_up_no_day():
    taken = turn(None, [WELCOMED], LONDON, TUESDAY_NINE, MONDAY, TUESDAY_NINE)

    assert (taken.send, taken.day, taken.note) == (None, MONDAY, "track-missing")
    assert taken.next_due == TUESDAY_NINE + timedelta(days=1)


@pytest.mark.parametrize(
    "waiting",
    [past(1, state=State.DUE), past(0, state=State.SENDING, form=Form.WELCOME)],
    ids=["a nudge", "the welcome"],
)
def test_what_is_on_its_way_comes_first(waiting):
    taken = turn(TRACK, [waiting], LONDON, TUESDAY_NINE, MONDAY, TUESDAY_NINE)

    assert (taken.send, taken.note) == (None, "still-on-its-way")
    assert taken.next_due == TUESDAY_NINE + timedelta(days=1)


def test_after_the_end_nothing_is_planned():
    history = [WELCOMED, *(past(day) for day in range(1, 6))]

    taken = turn(TRACK, history, LONDON, TUESDAY_NINE, MONDAY, TUESDAY_NINE)

    assert (taken.send.form, taken.send.nudge, taken.next_due) == (Form.END, None, None)


def test_the_hours_of_a_night_shift_belong_to_the_day_they_began():
    nights = Cadence(ZoneInfo("UTC"), time(22))
    due = datetime(2026, 3, 2, 22, tzinfo=UTC)

    taken = turn(TRACK, [WELCOMED], nights, due, None, due + timedelta(hours=5))

    assert (taken.slot, taken.day) == (due, MONDAY)
    assert taken.next_due == due + timedelta(days=1)


def test_after_a_silence_the_question_takes_the_day_and_the_next_look_is_a_week_later():
    now = TUESDAY_NINE + timedelta(days=3)
    history = [WELCOMED, past(1), past(2), past(3)]

    taken = turn(TRACK, history, LONDON, now, date(2026, 3, 5), now)

    assert (taken.send.form, taken.day) == (Form.CHECK_IN, date(2026, 3, 6))
    assert taken.next_due == now + timedelta(days=7)


def test_while_it_keeps_still_nothing_is_sent_and_no_day_is_used_up():
    now = TUESDAY_NINE + timedelta(days=10)
    history = [WELCOMED, past(1), past(2), past(3), past(4, form=Form.CHECK_IN)]

    taken = turn(TRACK, history, LONDON, now, date(2026, 3, 6), now)

    assert (taken.send, taken.day, taken.note) == (None, date(2026, 3, 6), "keeps-still")
    assert taken.next_due == now + timedelta(days=7)


awake = st.lists(st.integers(1, 40), min_size=20, max_size=20)
places = st.sampled_from(["UTC", "America/New_York", "Asia/Kathmandu", "America/Nuuk"])


@given(places, st.integers(0, 23), st.sets(st.integers(0, 6), min_size=1), awake)
@settings(max_examples=150)
def test_however_often_baton_sleeps_no_day_has_two_and_none_is_left_out(zone, hour, days, pauses):
    """It looks after each pause (hours); whatever is due when it looks, it does."""
    cadence = Cadence(ZoneInfo(zone), time(hour, 30), frozenset(days))
    now = datetime(2026, 3, 24, 9, tzinfo=UTC)
    due, last_day, history, sent = next_due(cadence, now), None, [], []

    for hours in pauses:
        now += timedelta(hours=hours)
        if due is None or due > now:
            continue
        taken = turn(TRACK, history, cadence, due, last_day, now)
        due, last_day = taken.next_due, taken.day
        if taken.send:
            sent.append((taken.day, taken.send.nudge and taken.send.nudge.id))
            name = taken.send.nudge.id if taken.send.nudge else ""
            history.append(Past(name, 1, taken.send.form, State.SENT, now, answered_at=now))
        else:
            assert open_slot(cadence, now) is None or taken.note == "same-day"

    dates = [day for day, _ in sent]
    order = [*(nudge.id for nudge in TRACK.nudges), None]
    assert dates == sorted(set(dates))
    assert [name for _, name in sent] == order[: len(sent)]
    assert due is not None or len(sent) == len(order)
