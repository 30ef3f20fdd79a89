"""All that came back to one nudge is one answer."""

import pytest

from bot.domain.answers.reply import Answer, Outcome, Reply, fold
from tests.conftest import MONDAY_NINE


def test_nothing_came_back():
    assert fold([]) == Answer()
    assert not fold([]).given


def test_the_last_tap_of_each_kind_counts():
    taps = [
        Reply(outcome=Outcome.STUCK, confidence=2, choice="One"),
        Reply(outcome=Outcome.DID),
        Reply(confidence=5, plan="If it rains, then I ask."),
    ]

    answer = fold(taps, MONDAY_NINE)

    assert (answer.outcome, answer.confidence, answer.choice) == (Outcome.DID, 5, "One")
    assert (answer.plan, answer.at) == ("If it rains, then I ask.", MONDAY_NINE)


def test_words_are_kept_in_the_order_they_came_and_the_forms_are_known():
    words = [Reply("1.0", text="first"), Reply(text="in the form"), Reply("2.0", text="last")]

    answer = fold(words)

    assert answer.words == ("first", "in the form", "last")
    assert answer.form_text == "in the form"


@pytest.mark.parametrize("private", [(True, False), (False, True)])
def test_one_private_part_makes_all_of_it_private(private):
    replies = [Reply(str(n), text="words", private=kept) for n, kept in enumerate(private)]

    assert fold(replies).private


def test_a_shared_answer_is_not_private():
    assert not fold([Reply(outcome=Outcome.DID)]).private


@pytest.mark.parametrize(
    "reply",
    [
        Reply(outcome=Outcome.NOT_FOR_ME),
        Reply(text="words"),
        Reply(choice="One"),
        Reply(plan="If, then."),
        Reply(confidence=1),
    ],
)
def test_any_part_is_an_answer(reply):
    assert fold([reply]).given


def test_privacy_alone_is_no_answer():
    assert not fold([Reply(private=True)]).given
