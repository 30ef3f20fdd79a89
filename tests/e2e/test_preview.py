"""A coach looks at a day as its members get it, over the real wire."""

import pytest

from bot.playground.workspace.texts import texts_of


async def asks(hand, line):
    before = len(hand.messages())
    await hand.command(line)
    return [message for message in hand.messages()[before:] if message.get("bot")]


@pytest.mark.parametrize("line", ["delegation 4", "Hand work over well day 4"])
async def test_a_coach_is_sent_a_day_of_a_track(camille, line):
    [shown] = await asks(camille, f"/coach show {line}")

    assert texts_of(shown).startswith("For your eyes only: ")
    assert "Hand work over well · day 4 of 10" in texts_of(shown)


async def test_nothing_pressed_there_is_kept(both, camille):
    [shown] = await asks(camille, "/coach show delegation 4")
    before = len(camille.messages())

    await camille.press("Did it", shown["ts"])

    [said] = camille.messages()[before:]
    assert texts_of(said) == "This card was for looking at. Nothing was kept."


async def test_a_day_that_is_not_there_is_refused(camille):
    [said] = await asks(camille, "/coach show delegation 99")

    told, _, given_back = texts_of(said).partition("\n")
    assert told == "Hand work over well has days 1 to 10; there is no day 99."
    assert given_back == "You wrote: /coach show delegation 99"


async def test_a_member_is_shown_nothing(ada):
    [said] = await asks(ada, "/coach show delegation 4")

    assert "day 4" not in texts_of(said)
