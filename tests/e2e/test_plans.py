"""Plans over the real wire: made in the form, asked about once, mended, dropped and kept."""

from datetime import UTC, datetime

import pytest

from bot.playground.workspace.texts import texts_of
from bot.slack.commands import ids
from tests.e2e.test_main_job import asks, assigns

THURSDAY_NINE = datetime(2026, 3, 5, 8, tzinfo=UTC)
BLANKS = {f"{ids.BLANK_BLOCK}.0": "the call is over", f"{ids.BLANK_BLOCK}.1": "4"}


def berlin(day, hour, minute=0):
    return datetime(2026, 3, day, hour - 1, minute, tzinfo=UTC)


def questions(hand):
    return [m for m in hand.messages() if "About your plan" in texts_of(m)]


async def make(hand, **moment):
    await hand.press("Make my plan")
    return await hand.submit(BLANKS | moment)


@pytest.fixture
async def planning(both, camille, ada):
    """It is Thursday, and Ada's card asks for a plan."""
    await assigns(camille)
    for day in (3, 4):
        await both.pass_until(berlin(day, 9))
        await ada.press("Did it")
    await both.pass_until(THURSDAY_NINE)
    return both


async def test_a_plan_is_asked_about_at_its_hour_once_and_one_tap_answers(planning, ada, camille):
    await make(ada, when="Today", **{ids.WHEN_AT_BLOCK: "15:00"})
    card = texts_of(ada.messages()[-1])
    assert "Baton asks you about it once: Thursday 5 March, 15:00." in card

    await planning.pass_until(berlin(5, 14, 59))
    assert questions(ada) == []
    await planning.pass_until(berlin(5, 22))
    await ada.press("Did it differently")

    [question] = questions(ada)
    assert question["at"].startswith("2026-03-05T14:00")
    assert "That counts in full." in texts_of(question)
    assert "What came of it: Did it differently" in await asks(ada, "/nudge journal")
    assert "What came of it: Did it differently" in await asks(camille, "/coach show @ada")
    assert "You have no open plans." in await asks(ada, "/nudge plan")


async def test_what_did_not_come_up_gets_another_moment_from_the_question(planning, ada):
    await make(ada, when="Today", **{ids.WHEN_AT_BLOCK: "11:00"})
    await planning.pass_until(berlin(5, 11))
    await ada.press("It did not come up")

    await ada.press("Choose another moment")
    await ada.submit(BLANKS | {ids.WHEN_BLOCK: "Tomorrow", ids.WHEN_AT_BLOCK: "10:00"})
    await planning.pass_until(berlin(6, 10))

    assert len(questions(ada)) == 2
    assert "It did not come up" in await asks(ada, "/nudge journal")


async def test_a_moment_that_has_passed_is_said_in_the_form_and_nothing_is_lost(planning, ada):
    await ada.press("Make my plan")
    passed = BLANKS | {ids.WHEN_BLOCK: "Today", ids.WHEN_AT_BLOCK: "08:00"}
    first = await ada.submit(passed)
    again = await ada.submit()
    assert first == again == {ids.WHEN_AT_BLOCK: first[ids.WHEN_AT_BLOCK]}
    assert "That moment has passed." in first[ids.WHEN_AT_BLOCK]

    mended = await ada.submit({ids.WHEN_AT_BLOCK: "15:00"})

    assert mended == {}
    assert "the call is over" in texts_of(ada.messages()[-1])
    assert "Thursday 5 March, 15:00" in texts_of(ada.messages()[-1])


async def test_saturday_evening_is_asked_about_on_monday_and_says_so(planning, ada):
    await make(ada, **{ids.WHEN_DATE_BLOCK: "2026-03-07", ids.WHEN_AT_BLOCK: "21:00"})
    assert "outside your hours" in texts_of(ada.messages()[-1])

    await planning.pass_until(berlin(8, 23))
    assert questions(ada) == []
    await planning.pass_until(berlin(9, 9))

    [question] = questions(ada)
    assert "You chose Saturday 7 March, 21:00" in texts_of(question)


async def test_the_list_drops_with_undo_and_asks_now(planning, ada):
    await make(ada, when="Some time next week")
    assert "Friday 13 March, 15:00" in await asks(ada, "/nudge plan")

    await ada.press("Drop")
    assert "You dropped this plan." in texts_of(ada.messages()[3])
    await ada.press("Undo")
    await ada.command("/nudge plan")
    await ada.press("Ask me now")
    await planning.work()

    assert len(questions(ada)) == 1


async def test_a_form_with_no_weekday_can_be_mended(planning, ada):
    await ada.command("/nudge settings")
    [refused] = (await ada.submit({ids.WEEKDAYS_BLOCK: []})).values()
    assert refused

    await ada.submit({ids.WEEKDAYS_BLOCK: ["Monday"]})

    assert "Mon" in texts_of(ada.modal())
