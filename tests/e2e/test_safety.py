"""Words of distress over the real wire."""

import pytest
from sqlmodel import select

from bot.store.tables import InboxRow
from tests.e2e.test_main_job import answers, asks, nudged  # noqa: F401  a fixture


@pytest.fixture
def with_help(both):
    """Whoever runs Baton has said whom to call."""
    coaching = both.baton.coaching
    object.__setattr__(coaching, "help_text", "Call 116 123 <at any hour>.")


async def test_whom_to_call_is_shown_to_the_member_alone(nudged, with_help, ada, camille):  # noqa: F811
    before, of_coach = len(ada.messages()), len(camille.messages())
    await ada.say("I feel hopeless, honestly.")

    said = answers(ada, before)
    assert "Call 116 123 &lt;at any hour&gt;." in said
    assert "hopeless" not in said
    assert answers(camille, of_coach) == ""
    assert "hopeless" not in await asks(camille, "/coach show @ada")
    assert "Nobody is waiting" in await asks(camille, "/coach queue")


async def test_not_what_i_meant_takes_it_away_and_leaves_no_trace(both, nudged, ada):  # noqa: F811
    before = len(ada.messages())
    await ada.say("I feel hopeless, honestly.")
    assert "a helpline in your country" in answers(ada, before)

    await ada.press("Not what I meant")

    said = answers(ada, before)
    assert "a helpline in your country" not in said
    assert "sorry for the interruption" in said
    async with both.baton.store.reading() as session:
        keys = [row.key for row in await session.exec(select(InboxRow))]
    assert not [key for key in keys if "safety" in key]


async def test_a_form_is_heard_as_well(nudged, ada):  # noqa: F811
    await ada.press("Did it")
    await ada.press("Change my answer")
    before = len(ada.messages())

    await ada.submit({"text": "I want to kill myself"})

    assert "Please talk to somebody now" in answers(ada, before)
