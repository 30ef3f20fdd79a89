"""A member's own data over the real wire: as a file, and erased."""

import json
from io import BytesIO
from zipfile import ZipFile

import aiohttp
import pytest

from bot.playground.web_api import Credentials
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
            return {name: archive.read(name).decode() for name in archive.namelist()}


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
