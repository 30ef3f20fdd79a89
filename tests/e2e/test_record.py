"""A member's own data over the real wire: as a file, and erased."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import aiohttp
import pytest
from sqlmodel import select

from bot.playground.api.web_api import Credentials
from bot.playground.workspace.texts import texts_of
from bot.store.tables import InboxRow
from tests.e2e.test_main_job import answers, asks, cards, nudged  # noqa: F401  a fixture


@pytest.fixture
def without_files(both):
    """The app was installed before it asked for files:write."""
    api = both.playground.web_api
    old = api._credentials
    scopes = tuple(scope for scope in old.scopes if scope != "files:write")
    api._credentials = Credentials(old.bot_token, old.app_token, scopes)


async def the_file(both, hand):
    """What is in the newest file in a person's messages."""
    [file] = [m for m in hand.messages() if m.get("files")][-1]["files"]
    url = both.playground.url + file["url"]
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        with ZipFile(BytesIO(await answer.read())) as archive:
            texts = [name for name in archive.namelist() if not name.endswith(".png")]
            return {name: archive.read(name).decode() for name in texts}


async def test_my_data_arrives_in_the_messages(both, nudged, ada):  # noqa: F811
    await ada.say("I gave Tomas the rota.")

    said = await asks(ada, "/nudge my-data")

    assert "It is in your messages with Baton" in said
    assert "Here is all that Baton holds of you" in said
    file = await the_file(both, ada)
    assert "> I gave Tomas the rota." in file["journal.md"]
    assert json.loads(file["data.json"])["member"]["slack_id"] == "U1ADA"
    assert file["README.md"].startswith("# All that Baton holds of you")


async def test_without_the_scope_a_member_is_told_whom_to_ask(nudged, ada, without_files):  # noqa: F811
    said = await asks(ada, "/nudge my-data")

    assert "ask whoever runs Baton" in said
    assert "files:write" in said


async def test_of_a_stranger_nothing_is_held(ben):
    assert "Baton holds nothing of you" in await asks(ben, "/nudge my-data")


async def test_forget_me_asks_once_and_names_what_goes(both, nudged, ada, camille):  # noqa: F811
    await ada.press("Stuck")
    await ada.command("/nudge my-data")
    await ada.command("/nudge forget-me")

    asked = texts_of(ada.modal())
    assert "1 track\n" in asked
    assert "1 answer, in all its words" in asked
    assert "1 file that Baton sent you" in asked
    await ada.close()
    assert "<@U1ADA>" in await asks(camille, "/coach roster")


async def test_forget_me_erases_says_so_and_stops(both, nudged, ada, camille):  # noqa: F811
    await ada.press("Stuck")
    await ada.command("/nudge my-data")
    await ada.open_home()
    await ada.command("/nudge forget-me")
    before = len(ada.messages())

    await ada.submit()

    assert "Baton has erased all it held of you" in answers(ada, before)
    assert not any(m.get("files") for m in ada.messages())
    assert "Nobody yet" in await asks(camille, "/coach roster")
    assert "Nobody is waiting" in await asks(camille, "/coach queue")
    assert "You are not on a track" in texts_of(ada.home())
    told = len(cards(ada))
    await both.jump("day")
    assert len(cards(ada)) == told
    async with both.baton.store.reading() as session:
        assert [row.body for row in await session.exec(select(InboxRow)) if row.body] == []


async def test_an_old_card_and_a_second_time_are_answered_kindly(nudged, ada):  # noqa: F811
    await ada.command("/nudge forget-me")
    await ada.submit()

    before = len(ada.messages())
    await ada.press("Did it")
    await ada.say("Still there?")

    assert "what it belongs to is no longer there" in answers(ada, before)
    assert "You don't have a nudge to answer" in answers(ada, before)
    assert "Baton holds nothing of you" in await asks(ada, "/nudge forget-me")


async def test_old_words_are_told_of_and_kept_with_one_tap(both, nudged, ada):  # noqa: F811
    await ada.say("I gave Tomas the rota.")
    await ada.command("/nudge pause")
    both.clock.jump_to(both.clock.now() + timedelta(days=168))
    before = len(ada.messages())
    await both.work()

    assert "more than 180 days ago are erased from" in answers(ada, before)
    await ada.press("Keep my words")
    assert "Your words stay" in answers(ada, before)

    both.clock.jump_to(both.clock.now() + timedelta(days=30))
    await both.work()
    assert "I gave Tomas the rota." in await asks(ada, "/nudge journal")


async def test_words_that_nobody_keeps_are_erased_and_the_journal_says_so(both, nudged, ada):  # noqa: F811
    await ada.say("I gave Tomas the rota.")
    await ada.command("/nudge pause")
    for days in (168, 14):
        both.clock.jump_to(both.clock.now() + timedelta(days=days))
        await both.work()

    journal = await asks(ada, "/nudge journal")
    assert "Tomas" not in journal
    assert "The words of this answer were erased by their age" in journal


async def test_an_answer_is_kept_before_it_is_given(nudged, ada, camille):  # noqa: F811
    await ada.press("Keep to myself")
    assert "Only you see your answer" in texts_of(cards(ada)[0])

    await ada.say("Sam cried, and I let him.")

    shown = await asks(camille, "/coach show @ada")
    assert "Sam cried" not in shown
    assert "kept to themselves" in shown


async def test_a_member_sees_that_their_coach_has_read_an_answer(nudged, ada, camille):  # noqa: F811
    await ada.open_home()
    await ada.say("I gave Tomas the rota.")
    assert "Read by" not in texts_of(ada.home())

    await camille.command("/coach show @ada")

    assert "Read by <@U3CAM> on Tuesday 3 March." in texts_of(ada.home())
    assert "Read by <@U3CAM> on Tuesday 3 March." in await asks(ada, "/nudge journal")
