"""Progress only goes up, and what was never sent is never held against anyone."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.answers.reply import Outcome
from bot.domain.delivery.ledger import Form, State
from bot.domain.practice.progress import RECENT, progress
from tests.domain.conftest import TRACK, WELCOMED, past


def test_before_the_first_nudge_there_is_nothing_to_have_missed():
    fresh = progress(TRACK, [WELCOMED])

    assert (fresh.days, fresh.sent, fresh.answered, fresh.did) == (5, 0, 0, 0)
    assert (fresh.recent, fresh.recent_of, fresh.share) == (0, 0, 0.0)


def test_what_was_sent_answered_and_done_is_counted_apart():
    history = [past(1, Outcome.DID), past(2, Outcome.NOT_YET), past(3, answered=True), past(4)]

    counted = progress(TRACK, history)

    assert (counted.sent, counted.answered, counted.did) == (4, 3, 1)
    assert (counted.recent, counted.recent_of, counted.share) == (1, 4, 0.6)


def test_absence_never_counts():
    """A pause, leave or an outage leaves no delivery, and a failed one did not reach anybody."""
    before = [past(1, Outcome.DID), past(2, Outcome.DID)]
    away = [past(3, state=State.FAILED), past(4, state=State.SKIPPED), past(5, state=State.DUE)]

    assert progress(TRACK, [*before, *away]) == progress(TRACK, before)


def test_the_recent_share_looks_at_the_latest_nudges_only():
    history = [past(day, Outcome.DID if day > 3 else None) for day in range(1, RECENT + 4)]

    counted = progress(TRACK, list(reversed(history)))

    assert (counted.recent, counted.recent_of) == (RECENT, RECENT)


def test_the_same_nudge_in_another_form_counts_once():
    again = replace(past(6, Outcome.DID, form=Form.AGAIN), nudge="t.1")

    counted = progress(TRACK, [past(1, Outcome.DID), again])

    assert (counted.sent, counted.answered, counted.did, counted.share) == (1, 1, 1, 0.2)


def test_the_share_of_a_track_that_was_shortened_ends_at_one():
    shorter = replace(TRACK, nudges=TRACK.nudges[:1])

    assert progress(shorter, [past(1, Outcome.DID), past(2, Outcome.DID)]).share == 1.0
    assert progress(replace(TRACK, nudges=()), []).share == 0.0


outcomes = st.sampled_from([None, *Outcome])
states = st.sampled_from(list(State))


@given(st.lists(st.tuples(outcomes, states), max_size=5))
@settings(max_examples=100)
def test_it_only_ever_goes_up(days):
    history, before = [], progress(TRACK, [])

    for day, (outcome, state) in enumerate(days, 1):
        history.append(past(day, outcome, state))
        after = progress(TRACK, history)
        assert after.sent >= before.sent
        assert after.answered >= before.answered
        assert after.did >= before.did
        assert after.share >= before.share
        before = after
