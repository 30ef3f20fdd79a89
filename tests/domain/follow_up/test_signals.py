"""A pattern in the answers is put before the coach, one bad day is not."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.answers.reply import Outcome
from bot.domain.follow_up.follow_up import Reason
from bot.domain.follow_up.signals import Told, signals

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
DID, NOT_YET, NOT_FOR_ME, STUCK = Outcome


def told(*answers, every=1):
    """Nudges from the oldest on, one every so many days; the newest comes first."""
    each = [
        Told(n, f"track.{n}", MONDAY + timedelta(days=n * every), **_given(answer))
        for n, answer in enumerate(answers)
    ]
    return each[::-1]


def _given(answer):
    if isinstance(answer, Outcome):
        return {"outcome": answer}
    return {"confidence": answer} if isinstance(answer, int) else {"flagged": answer == "rough"}


def found(history, **dealt_with):
    since = {Reason(name.replace("_", "-")): at for name, at in dealt_with.items()}
    return list(signals(history, since))


def test_stuck_once_is_learning_and_twice_in_a_week_a_pattern():
    assert found(told(STUCK, DID, DID)) == []
    assert found(told(STUCK, DID, STUCK)) == [Reason.STUCK]


def test_stuck_twice_with_weeks_between_is_no_pattern_unless_it_is_the_same_nudge():
    first, second = told(STUCK, STUCK, every=8)[::-1]

    assert found([second, first]) == []
    again = Told(9, first.nudge, second.at, STUCK)
    assert found([again, first]) == [Reason.STUCK]


@pytest.mark.parametrize(
    ("ratings", "tells"),
    [
        ((4, 4, 4, 2), True),
        ((4, 4, 4, 3), False),
        ((3, 3, 3, 2), False),
        ((5, 4, 3, 2), True),
        ((5, 4, 3, 3), False),
        ((4, 4, 2), False),
        ((2, 2, 2, 2), False),
        ((1, 5, 4, 3, 2), True),
    ],
)
def test_confidence_counts_by_its_direction_and_needs_four_ratings(ratings, tells):
    assert (found(told(*ratings)) == [Reason.CONFIDENCE]) is tells


def test_three_of_eight_left_at_not_yet_are_parked_and_the_newest_may_still_be_done():
    assert found(told(NOT_YET, NOT_YET, DID, NOT_YET, DID)) == [Reason.PARKED]
    assert found(told(NOT_YET, DID, NOT_YET, DID, NOT_YET)) == []
    assert found(told(NOT_YET, NOT_YET, *[DID] * 6, NOT_YET, DID)) == []


def test_three_of_five_not_for_me_are_a_poor_fit():
    assert found(told(NOT_FOR_ME, DID, NOT_FOR_ME, DID, NOT_FOR_ME)) == [Reason.POOR_FIT]
    assert found(told(NOT_FOR_ME, NOT_FOR_ME, DID, DID, DID, NOT_FOR_ME)) == []


def test_something_rough_twice_in_four_weeks():
    assert found(told("rough", "", "rough")) == [Reason.ROUGH]
    assert found(told("rough", "rough", every=29)) == []


@pytest.mark.parametrize(
    ("reason", "history"),
    [
        ("stuck", told(STUCK, STUCK)),
        ("confidence", told(4, 4, 4, 1)),
        ("parked", told(NOT_YET, NOT_YET, NOT_YET, DID)),
        ("poor_fit", told(NOT_FOR_ME, NOT_FOR_ME, NOT_FOR_ME)),
        ("rough", told("rough", "rough")),
    ],
)
def test_what_a_coach_has_dealt_with_counts_no_more(reason, history):
    newest = history[0].at

    assert found(history) != []
    assert found(history, **{reason: newest}) == []


def test_what_speaks_for_it_comes_along_the_newest_first():
    history = told(STUCK, DID, STUCK)

    [speaking] = signals(history, {}).values()
    assert [t.delivery_id for t in speaking] == [2, 0]
