"""Baton's sentence about a line, and which buttons stand below it."""

import pytest

from bot.domain.answers.said import After, Talk, Wish
from bot.slack.answers.said_view import BUTTONS, said
from bot.slack.commands import ids
from tests.slack.views.screen import WORDS

ALL = {
    "line": "1772528400.000001",
    "delivery": 7,
    "nudge": "Wait before you answer",
    "track": "Trust",
    "coach": "<@UMARA>",
    "reader": "<@UMARA>",
}


def buttons(key, after=After.NUDGE, **changed):
    message = said(key, WORDS, **ALL | {"after": after} | changed)
    rows = [block for block in message.drawn if block["type"] == "actions"]
    return {one["action_id"]: one["value"] for row in rows for one in row["elements"]}


@pytest.mark.parametrize("one", [*Wish, *Talk])
def test_every_wish_and_all_talk_has_a_sentence_and_a_way_out(one):
    assert ids.SAID_ANSWER in buttons(f"said-{one}")
    assert ids.SAID_COACH in buttons(f"said-{one}", After.COACH)


def test_the_buttons_act_on_the_nudge_that_is_open():
    found = buttons("said-later")

    assert found["later.tomorrow"] == "7:tomorrow"
    assert found[ids.SAID_ANSWER] == "1772528400.000001"


def test_without_a_nudge_that_may_hold_words_nothing_is_offered_to_it():
    assert ids.SAID_ANSWER not in buttons("said-pause", nudge="")
    assert ids.SAID_ANSWER not in buttons("said-journal", After.NOTHING, nudge="")


def test_without_a_coach_nobody_is_asked():
    found = buttons("said-help", coach="")

    assert ids.SAID_ASK not in found


@pytest.mark.parametrize("key", BUTTONS)
def test_no_two_buttons_are_one_action(key):
    for after in After:
        message = said(key, WORDS, **ALL | {"after": after})
        rows = [block for block in message.drawn if block["type"] == "actions"]
        actions = [one["action_id"] for row in rows for one in row["elements"]]
        assert len(actions) == len(set(actions))
        assert len(actions) <= 5
