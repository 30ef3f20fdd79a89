"""After a silence, over the real wire."""

from datetime import UTC, datetime

import pytest

from bot.playground.workspace.texts import texts_of
from tests.e2e.test_main_job import asks, assigns


def berlin(day, hour):
    return datetime(2026, 3, day, hour - 1, tzinfo=UTC)


def cards(hand):
    return [m for m in hand.messages() if "· day" in texts_of(m)]


@pytest.fixture
async def silent(both, camille, ada):
    """Ada has answered none of three nudges, and was asked on Friday."""
    await assigns(camille)
    await both.pass_until(berlin(6, 22))
    return both


async def test_one_tap_is_asked_for_and_nothing_comes_until_it_does(silent, ada, camille):
    await silent.pass_until(berlin(12, 22))
    assert len(cards(ada)) == 3
    assert "quiet" in await asks(camille, "/coach roster")
    assert "Baton keeps still until you say" in await asks(ada, "/nudge progress")

    await ada.press("Carry on")
    assert "You chose to carry on." in texts_of(ada.messages()[4])
    await silent.pass_until(berlin(13, 22))

    assert len(cards(ada)) == 4
    assert "Nobody is waiting for you" in await asks(camille, "/coach queue")


async def test_change_the_time_opens_the_form_and_goes_on_then(silent, ada):
    await ada.press("Change the time")
    await ada.submit({"at": "07:30"})

    await silent.pass_until(berlin(9, 8))

    assert len(cards(ada)) == 4


async def test_another_track_reaches_the_coach(silent, ada, camille):
    await ada.press("Another track")

    assert any("would like another track" in texts_of(m) for m in camille.messages())
    assert "asks you to get in touch" in await asks(camille, "/coach queue")
    await silent.pass_until(berlin(13, 22))
    assert len(cards(ada)) == 3


async def test_an_answer_to_a_nudge_from_before_the_silence_counts_as_well(both, camille, ada):
    await assigns(camille)
    await both.pass_until(berlin(4, 9))
    first, second = cards(ada)
    await ada.press("Did it", second["ts"])
    await both.pass_until(berlin(11, 22))
    assert len(cards(ada)) == 5

    await ada.press("Not yet", first["ts"])
    await both.pass_until(berlin(12, 22))

    assert len(cards(ada)) == 6
    assert any("It goes on." in texts_of(m) for m in ada.messages())


async def test_a_long_pause_ends_in_one_offer_that_can_stop_the_track(both, camille, ada):
    await assigns(camille)
    await both.pass_until(berlin(3, 10))
    assert "Baton asks once" in await asks(ada, "/nudge pause")
    await both.pass_until(berlin(18, 10))
    before = ada.messages()
    assert "two weeks, which is fine. It would go on with day 2" in texts_of(before[-1])

    await ada.press("Stop this track")

    assert "You stopped" in texts_of(ada.messages()[-1])
    assert any("has stopped" in texts_of(m) for m in camille.messages())
    await both.pass_until(berlin(27, 22))
    assert len(ada.messages()) == len(before)


async def test_another_track_can_be_undone_and_the_coach_is_told(silent, ada, camille):
    await ada.press("Another track")
    await ada.press("Undo")

    assert "What would suit you?" in texts_of(ada.messages()[4])
    assert any("has taken that back" in texts_of(m) for m in camille.messages())
    assert "asks you to get in touch" not in await asks(camille, "/coach queue")

    await ada.press("Carry on")
    await silent.pass_until(berlin(9, 22))
    assert len(cards(ada)) == 4


async def test_opening_the_settings_answers_nothing(silent, ada):
    await ada.press("Change the time")

    assert "What would suit you?" in texts_of(ada.messages()[4])
    await silent.pass_until(berlin(9, 22))
    assert len(cards(ada)) == 3

    await ada.submit({"at": "07:30"})
    assert "at the time you choose" in texts_of(ada.messages()[4])
