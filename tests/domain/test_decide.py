"""What comes next is a function of the track and the member's history, and of nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.decide import decide, nudges_sent, silent_run
from bot.domain.ledger import OPEN, Form, State
from bot.domain.reply import Outcome
from tests.domain.conftest import TRACK, WELCOMED, past

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
    chosen = decide(TRACK, history)

    assert (chosen.nudge.id, chosen.form, chosen.reason) == (nudge, Form.FULL, "next-day")


@pytest.mark.parametrize("state", sorted(OPEN))
def test_nothing_is_chosen_while_something_is_on_its_way(state):
    assert decide(TRACK, [past(1, state=state)]) is None


def test_after_the_last_nudge_comes_the_end_and_then_nothing():
    chosen = decide(TRACK, DONE)

    assert (chosen.nudge, chosen.form, chosen.reason) == (None, Form.END, "track-done")
    assert decide(TRACK, [*DONE, past(6, form=Form.END)]) is None


def test_a_nudge_added_to_a_track_that_had_ended_is_still_a_nudge():
    longer = replace(TRACK, nudges=(*TRACK.nudges, replace(TRACK.nudges[0], id="t.6", day=6)))

    assert decide(longer, DONE).nudge.id == "t.6"


@given(st.permutations([WELCOMED, *DONE[:3]]))
@settings(deadline=None)
def test_the_same_history_means_the_same_choice(history):
    assert decide(TRACK, history) == decide(TRACK, [WELCOMED, *DONE[:3]])


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
    assert silent_run(history) == run


def test_only_what_reached_the_member_and_asked_something_counts_as_sent():
    arrived = past(1)

    assert nudges_sent([WELCOMED, arrived, past(2, state=State.UNKNOWN)]) == [arrived]
