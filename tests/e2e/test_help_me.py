"""Help for the moment before, over the real wire: typed, and by both shortcuts."""

import pytest

from bot.playground.acts.acts import ActRefused
from bot.playground.workspace.texts import texts_of
from bot.slack.commands import ids
from tests.e2e.test_main_job import answers, asks, cards, nudged  # noqa: F401  a fixture


async def test_it_is_typed_and_one_tap_brings_the_nudge(nudged, ada):  # noqa: F811
    said = await asks(ada, "/nudge help me with handing over a taks")
    assert "For “handing over a taks”" in said
    assert said.count("Do this now") == 3

    before = len(cards(ada))
    await ada.press("Do this now")

    assert len(cards(ada)) == before + 1


async def test_the_global_shortcut_asks_and_shows_in_its_window(nudged, ada):  # noqa: F811
    await ada.shortcut(ids.HELP_WITH_TALK)
    await ada.submit({ids.HELP_BLOCK: "I don't know what I could give away"})
    assert "Hand work over well" in texts_of(ada.modal())
    await ada.press("Do this now")
    assert "waits for your answer there" in texts_of(ada.modal())


async def test_where_nothing_fits_the_window_offers_the_coach(nudged, ada, camille):  # noqa: F811
    before = len(camille.messages())
    await ada.shortcut(ids.HELP_WITH_TALK)
    await ada.submit({ids.HELP_BLOCK: "the payslip is wrong"})
    assert "I don't have anything for “the payslip is wrong”. The closest track is" in texts_of(
        ada.modal()
    )

    await ada.press("Ask my coach")

    assert "knows that you would like to talk" in texts_of(ada.modal())
    assert "would like to talk with you" in answers(camille, before)
    assert "payslip" not in answers(camille, before)


async def test_what_was_chosen_in_the_window_comes(nudged, ada):  # noqa: F811
    await ada.press("Did it")
    await ada.shortcut(ids.HELP_WITH_TALK)
    await ada.submit({ids.HELP_BLOCK: "delegate"})
    before = len(cards(ada))
    await ada.press("Do this now")

    assert "Here it comes" in texts_of(ada.modal())
    assert len(cards(ada)) == before + 1


async def test_the_message_shortcut_begins_with_the_message(nudged, ada):  # noqa: F811
    ts = await ada.say("Tomas asks whom to hand the rota to & why.")

    await ada.shortcut(ids.HELP_WITH_MESSAGE, ts)

    assert "Tomas asks whom to hand the rota to & why." in texts_of(ada.modal())
    await ada.submit()
    assert "Do this now" in texts_of(ada.modal())


async def test_help_alone_lists_the_commands_and_nothing_is_said_to_fit(nudged, ada):  # noqa: F811
    assert "sends the next one now" in await asks(ada, "/nudge help")
    assert "I don't have anything for “pizza”." in await asks(ada, "/nudge help me with pizza")
    assert "Help with what?" in await asks(ada, "/nudge help me with")


async def test_who_is_on_no_track_is_told_so(ben):
    await ben.command("/nudge help me with delegation")
    before = len(ben.messages())
    await ben.press("Do this now")

    assert "once a coach has assigned you a track" in answers(ben, before)


async def test_there_is_no_other_shortcut(ada):
    with pytest.raises(ActRefused, match=r"There is no shortcut help\.none"):
        await ada.shortcut("help.none")
