"""How long the ledger waits."""

from datetime import timedelta

import pytest

from bot.domain.ledger import OPEN, Patience, State
from tests.conftest import MONDAY_NINE


@pytest.mark.parametrize(
    ("attempts", "asked", "seconds"),
    [
        (1, None, 15),
        (2, None, 30),
        (3, None, 60),
        (6, None, 480),
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
        "never less than the first",
        "what Slack asks for",
        "to the fraction",
        "a second, if Slack asks for nothing",
        "or for less",
    ],
)
def test_the_wait_before_the_next_try(attempts, asked, seconds):
    at = Patience().retry_at(MONDAY_NINE, attempts, asked)

    assert at == MONDAY_NINE + timedelta(seconds=seconds)


def test_what_is_open_may_still_be_sent_and_nothing_else():
    assert sorted(OPEN) == [State.CLAIMED, State.DUE, State.SENDING]


def test_a_post_is_over_before_others_look_for_it():
    """A claim outlives its post, and nobody looks while the far side may still be at work."""
    patience = Patience()

    assert patience.deadline < patience.lease
    assert patience.lease <= patience.deadline + patience.settle
