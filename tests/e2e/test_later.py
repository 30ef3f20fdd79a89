"""*Later today* and *Tomorrow*, over the real wire."""

from datetime import UTC, datetime

import pytest

from bot.playground.workspace.texts import texts_of
from tests.e2e.test_main_job import assigns


def berlin(day, hour, minute=0):
    return datetime(2026, 3, day, hour - 1, minute, tzinfo=UTC)


def cards(hand):
    return [m for m in hand.messages() if "Hand work over well" in texts_of(m) and m.get("bot")][
        1:
    ]


@pytest.fixture
async def nudged(both, camille, ada):
    await assigns(camille)
    await both.pass_until(berlin(3, 9))
    return both


async def test_a_nudge_comes_back_in_the_afternoon_and_its_first_card_folds(nudged, ada):
    await ada.choose("This afternoon")
    assert "You put it off: it comes back Tuesday 3 March, 14:00." in texts_of(cards(ada)[0])

    await nudged.pass_until(berlin(3, 22))
    second = ada.messages()[-1]
    assert second["at"].startswith("2026-03-03T13:00")
    assert "Back as you asked" in texts_of(second)
    await ada.press("Did it", second["ts"])

    [card] = cards(ada)
    assert "You answered: Did it" in texts_of(card)
    assert "1 of 10 days answered" in texts_of(card)
    assert any("put off, and answered further down" in texts_of(m) for m in ada.messages())


async def test_tomorrow_brings_it_again_and_the_next_nudge_the_day_after(nudged, ada):
    await ada.choose("Tomorrow")

    await nudged.pass_until(berlin(4, 22))
    assert ["day 1" in texts_of(card) for card in cards(ada)] == [True]
    await nudged.pass_until(berlin(5, 9))

    assert "day 2 of 10" in texts_of(cards(ada)[-1])
    assert len(cards(ada)) == 2


async def test_an_older_card_says_kindly_that_a_newer_one_has_come(nudged, ada):
    [first] = cards(ada)
    await nudged.pass_until(berlin(4, 9))
    before = len(ada.messages())

    await ada.choose("Tomorrow", action_id="later", ts=first["ts"])

    assert "A newer nudge has come since." in texts_of(ada.messages()[before])
