"""A member's Home tab over the real wire: the month as a picture, and without one."""

import aiohttp
import pytest

from bot.playground.api.faults import Fault
from bot.playground.clock import SimulatedClock
from bot.playground.stack import run_stack
from bot.playground.stories.demo import BEGINNING
from bot.playground.workspace.texts import texts_of
from tests.e2e.test_main_job import assigns


@pytest.fixture
async def both(sqlite_url):
    async with run_stack(sqlite_url, SimulatedClock(BEGINNING)) as both:
        await assigns(both.hand("camille"))
        await both.work()
        yield both


@pytest.fixture
def ada(both):
    return both.hand("ada")


async def test_the_next_event_is_none_that_is_due_by_now(sqlite_url):
    """Whoever follows the guide with a quick hand is there before the welcome."""
    async with run_stack(sqlite_url, SimulatedClock(BEGINNING)) as both:
        await assigns(both.hand("camille"))

        await both.jump("next")

        await both.hand("ada").press("Did it")


def pictures(view):
    return [b["slack_file"]["id"] for b in view["blocks"] if b["type"] == "image"]


async def test_the_month_hangs_as_a_picture_that_is_never_old(both, ada):
    await both.jump("next")
    [first] = pictures(await ada.open_home())
    [same] = pictures(await ada.open_home())
    assert same == first
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{both.playground.url}/files/{first}/picture") as answer,
    ):
        assert (answer.status, answer.content_type) == (200, "image/png")

    await ada.press("Did it")
    assert pictures(ada.home()) == []
    assert "full: did it, 3" in texts_of(ada.home())

    [second] = pictures(await ada.open_home())
    assert second != first


async def test_where_slack_takes_no_pictures_the_words_say_all_of_it(both, ada):
    await both.jump("next")
    both.playground.fail(Fault(method="files.getUploadURLExternal", kind="error", times=None))

    home = await ada.open_home()

    assert pictures(home) == []
    assert "broken ring: came, and waits, 3" in texts_of(home)


async def test_a_picture_that_is_gone_from_slack_leaves_the_page_standing(both, ada):
    await both.jump("next")
    [file] = pictures(await ada.open_home())
    both.playground.files.delete(file, both.playground.app.bot_user)

    home = await ada.open_home()

    assert pictures(home) == []
    assert "Today" in texts_of(home)


async def test_the_journal_is_searched_and_put_right(both, ada):
    await both.jump("next")
    await ada.press("Did it")
    await ada.say("I gave Tomas the rota.")
    await both.jump("next")
    await ada.open_home()

    await ada.press("Open my journal")
    await ada.submit({"search": "tomas"})
    found = texts_of(ada.modal())
    assert "One nudge, newest first" in found.replace("*", "")
    assert "> I gave Tomas the rota." in found

    await ada.choose("Keep to myself")
    assert "Only you see this answer." in texts_of(ada.modal())

    await ada.choose("Change")
    await ada.submit({"outcome": "stuck"})
    assert "Stuck" in texts_of(ada.modal())

    await ada.choose("Take back")
    assert "stays in Slack until you delete it there" in texts_of(ada.modal())
    await ada.submit()
    assert "Nothing fits" in texts_of(ada.modal())
    await ada.close()
    assert "I gave Tomas the rota." not in texts_of(ada.home())


async def test_at_the_end_of_a_track_it_can_be_looked_back_on(both, ada):
    for _ in range(10):
        await both.jump("next")
        await ada.press("Did it")
    await ada.say("I gave Tomas the rota.")
    await both.jump("next")

    await ada.press("Look back on it")

    page = texts_of(ada.modal())
    for told in ("What you did", "• Leave the how to them", "> I gave Tomas the rota."):
        assert told in page
