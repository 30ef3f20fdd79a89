"""What comes next is a function of the track and the member's history, and of nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers.reply import Outcome
from bot.domain.delivery.ledger import OPEN, Form, State
from bot.domain.practice.decide import decide, keeps_still, nudges_sent, silent_run
from bot.domain.schedule.time_off import DaysOff, Leave
from tests.conftest import MONDAY_NINE
from tests.domain.conftest import CADENCE, TRACK, WELCOMED, past

DONE = [past(day) for day in range(1, 6)]


@pytest.mark.parametrize(
    ("history", "nudge"),
    [
        ([], "t.1"),
        ([WELCOMED], "t.1"),
        ([past(1)], "t.2"),
        ([past(1, state=State.SKIPPED)], "t.2"),
        ([past(1, state=State.UNKNOWN)], "t.2"),
        ([past(2), past(1)], "t.3"),
        ([past(1), past(3)], "t.2"),
    ],
    ids=[
        "nothing yet",
        "welcomed",
        "one sent",
        "one skipped",
        "one that may have arrived",
        "in any order",
        "one that its author put in between",
    ],
)
def test_the_next_nudge_is_the_first_that_was_not_tried(history, nudge):
    chosen = decide(TRACK, history, CADENCE)

    assert (chosen.nudge.id, chosen.form, chosen.reason) == (nudge, Form.FULL, "next-day")


@pytest.mark.parametrize("state", sorted(OPEN))
def test_nothing_is_chosen_while_something_is_on_its_way(state):
    assert decide(TRACK, [past(1, state=state)], CADENCE) is None


def test_after_the_last_nudge_comes_the_end_and_then_nothing():
    chosen = decide(TRACK, DONE, CADENCE)

    assert (chosen.nudge, chosen.form, chosen.reason) == (None, Form.END, "track-done")
    assert decide(TRACK, [*DONE, past(6, form=Form.END)], CADENCE) is None


def test_a_nudge_added_to_a_track_that_had_ended_is_still_a_nudge():
    longer = replace(TRACK, nudges=(*TRACK.nudges, replace(TRACK.nudges[0], id="t.6", day=6)))

    answered = [past(day, answered=True) for day in range(1, 6)]
    assert decide(longer, answered, CADENCE).nudge.id == "t.6"


@given(st.permutations([WELCOMED, *DONE[:3]]))
def test_the_same_history_means_the_same_choice(history):
    assert decide(TRACK, history, CADENCE) == decide(TRACK, [WELCOMED, *DONE[:3]], CADENCE)


@pytest.mark.parametrize(
    ("history", "run"),
    [
        ([], 0),
        ([WELCOMED], 0),
        ([past(1), past(2)], 2),
        ([past(1, answered=True), past(2), past(3)], 2),
        ([past(1), past(2), past(3, Outcome.NOT_FOR_ME)], 0),
        ([past(3), past(1), past(2, answered=True)], 1),
        ([past(1), past(2, state=State.SKIPPED), past(3, state=State.FAILED)], 1),
        ([past(1), past(2), past(6, form=Form.END)], 2),
    ],
    ids=[
        "nothing",
        "a welcome asks nothing",
        "two",
        "counted back from the last",
        "any answer ends it",
        "by the time sent",
        "what did not arrive is not silence",
        "nor is the end",
    ],
)
def test_how_many_nudges_stand_unanswered(history, run):
    assert silent_run(history, CADENCE) == run


ASKED = past(4, form=Form.CHECK_IN)


def test_after_three_in_silence_baton_asks_instead_of_sending_one_more():
    chosen = decide(TRACK, DONE[:3], CADENCE)

    assert (chosen.nudge, chosen.form, chosen.turn) == (None, Form.CHECK_IN, 1)
    assert chosen.reason == "silent"
    assert not keeps_still(DONE[:3], CADENCE)


def test_having_asked_it_keeps_still():
    history = [*DONE[:3], ASKED]

    assert decide(TRACK, history, CADENCE) is None
    assert keeps_still(history, CADENCE)


@pytest.mark.parametrize(
    "history",
    [
        [*DONE[:3], past(4, form=Form.CHECK_IN, answered=True)],
        [past(1), past(2), past(3, answered=True), ASKED],
        [past(1), past(2, Outcome.NOT_YET), past(3), ASKED],
    ],
    ids=["the question was answered", "the newest nudge was", "another of them was"],
)
def test_any_sign_of_life_and_the_track_goes_on(history):
    assert decide(TRACK, history, CADENCE).nudge.id == "t.4"
    assert not keeps_still(history, CADENCE)


def test_a_second_silence_is_asked_about_anew():
    back = past(4, form=Form.CHECK_IN, answered=True)
    history = [*DONE[:3], back, *(replace(past(n), nudge=f"t.{n - 1}") for n in (5, 6))]
    longer = replace(
        TRACK, nudges=(*TRACK.nudges, *(replace(TRACK.nudges[0], id=f"t.{n}") for n in (6, 7)))
    )
    assert decide(longer, history, CADENCE).nudge.id == "t.6"

    chosen = decide(longer, [*history, replace(past(7), nudge="t.6")], CADENCE)

    assert (chosen.form, chosen.turn) == (Form.CHECK_IN, 2)


def test_what_came_on_leave_that_was_told_of_afterwards_is_no_silence():
    monday = MONDAY_NINE.date()
    away = DaysOff(leave=(Leave(monday + timedelta(days=3), monday + timedelta(days=8)),))
    history = [*DONE[:3], ASKED]

    chosen = decide(TRACK, history, replace(CADENCE, days_off=away))

    assert not keeps_still(history, replace(CADENCE, days_off=away))
    assert chosen.nudge.id == "t.4"


def test_a_question_that_did_not_arrive_has_not_been_asked():
    assert not keeps_still([*DONE[:3], past(4, state=State.FAILED, form=Form.CHECK_IN)], CADENCE)


def test_a_silence_at_the_end_of_a_track_ends_with_the_track():
    assert decide(TRACK, DONE, CADENCE).form is Form.END


def test_only_what_reached_the_member_and_asked_something_counts_as_sent():
    arrived = past(1)

    assert nudges_sent([WELCOMED, arrived, past(2, state=State.UNKNOWN)]) == [arrived]
