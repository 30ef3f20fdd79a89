"""How long the ledger waits."""

from datetime import timedelta

import pytest

from bot.domain.delivery.ledger import OPEN, Patience, State
from tests.conftest import MONDAY_NINE

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("attempts", "asked", "seconds"),
    [
        (1, None, 15),
        (2, None, 30),
        (3, None, 60),
        (6, None, 480),
        (7, None, 900),
        (5000, None, 900),
        (0, None, 15),
        (1, 30.0, 30),
        (3, 1.5, 1.5),
        (6, 0.0, 1),
        (6, 0.5, 1),
    ],
    ids=[
        "the first refusal",
        "doubled",
        "doubled again",
        "the last",
        "a quarter of an hour at most",
        "however often",
        "never less than the first",
        "what Slack asks for",
        "to the fraction",
        "a second, if Slack asks for nothing",
        "or for less",
    ],
)
def test_the_wait_before_the_next_try(attempts, asked, seconds):
    at = Patience(spread=0).retry_at(MONDAY_NINE, 1, attempts, asked)

    assert at == MONDAY_NINE + timedelta(seconds=seconds)


@pytest.mark.parametrize("asked", [None, 40.0])
def test_what_was_refused_together_comes_back_one_by_one(asked):
    patience = Patience(back_off=timedelta(seconds=40))

    waits = sorted(
        patience.retry_at(MONDAY_NINE, id_, 1, asked) - MONDAY_NINE for id_ in range(1000)
    )

    assert waits[0] >= timedelta(seconds=40)
    assert waits[-1] < timedelta(seconds=50)
    for second in range(40, 50):
        within = [w for w in waits if timedelta() <= w - timedelta(seconds=second) < SECOND]
        assert 70 <= len(within) <= 130


def test_the_wait_is_the_same_each_time_it_is_asked_for():
    def wait(delivery_id, attempts):
        return Patience().retry_at(MONDAY_NINE, delivery_id, attempts, 60.0)

    assert wait(7, 2) == wait(7, 2)
    assert len({wait(7, 1), wait(7, 2), wait(8, 1)}) == 3


def test_what_is_open_may_still_be_sent_and_nothing_else():
    assert sorted(OPEN) == [State.CLAIMED, State.DUE, State.SENDING]


def test_a_post_is_over_before_others_look_for_it():
    """A claim outlives its post, and nobody looks while the far side may still be at work."""
    patience = Patience()

    assert patience.deadline < patience.lease
    assert patience.lease <= patience.deadline + patience.settle
