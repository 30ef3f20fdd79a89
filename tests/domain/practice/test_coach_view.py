"""The way so far: what a coach may know of each day, and no rating."""

from dataclasses import replace

import pytest

from bot.domain.answers.reply import Answer, Outcome
from bot.domain.practice.coach_view import Mark, Reached, Trend, path, trend
from tests.slack.views.screen import COUNT, PLAN, TALK, TRACK

DAYS = (TALK.id, COUNT.id, PLAN.id)


def reached(day, answer=None, *, private_day=False):
    return Reached(DAYS[day], answer or Answer(), private_day)


def rated(*ratings, **other):
    """Shared ratings, the oldest first as they were given."""
    return [reached(0, Answer(confidence=rating, **other)) for rating in reversed(ratings)]


def test_each_day_has_its_mark_and_those_to_come_have_theirs():
    way = path(TRACK, [reached(1), reached(0, Answer(Outcome.DID))])

    assert way == (Mark.DID, Mark.OPEN, Mark.COMING)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_a_mark(outcome):
    assert path(TRACK, [reached(0, Answer(outcome))])[0] == str(outcome)


def test_words_alone_are_an_answer():
    assert path(TRACK, [reached(0, Answer(words=("Fine",)))])[0] is Mark.ANSWERED


@pytest.mark.parametrize("outcome", Outcome)
def test_what_is_the_members_alone_shows_that_there_is_an_answer_and_not_which(outcome):
    kept = reached(0, Answer(outcome, private=True))
    private_day = reached(1, Answer(outcome), private_day=True)
    unanswered = reached(2, private_day=True)

    assert path(TRACK, [unanswered, private_day, kept]) == (Mark.KEPT, Mark.KEPT, Mark.OPEN)


def test_of_a_nudge_that_came_twice_the_newer_answer_counts():
    twice = [reached(0, Answer(Outcome.DID)), reached(0, Answer(Outcome.STUCK))]

    assert path(TRACK, twice)[0] is Mark.DID


@pytest.mark.parametrize(
    ("ratings", "direction"),
    [
        ((), Trend.UNKNOWN),
        ((5,), Trend.UNKNOWN),
        ((2, 4), Trend.UNKNOWN),
        ((5, 3, 3), Trend.UNKNOWN),
        ((2, 3, 2, 4), Trend.UP),
        ((4, 4, 4, 4), Trend.SAME),
        ((5, 3, 4, 3), Trend.DOWN),
        ((1, 1, 5, 5, 5, 4), Trend.DOWN),
    ],
)
def test_confidence_has_a_direction(ratings, direction):
    assert trend(rated(*ratings)) is direction


def test_ratings_that_are_kept_or_of_private_days_tell_nothing():
    assert trend(rated(1, 5, private=True)) is Trend.UNKNOWN
    assert trend([replace(one, private_day=True) for one in rated(1, 5)]) is Trend.UNKNOWN
