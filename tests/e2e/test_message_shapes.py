"""Over the wire: what arrives in a conversation besides plain answers is read by what it means."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.playground.events.oddities import ODDITIES
from bot.playground.workspace.texts import texts_of
from bot.slack.commands import ids
from bot.store.tables import InboxRow
from tests.e2e.test_coach_writes import asked  # noqa: F401  a fixture
from tests.e2e.test_main_job import asks, cards, nudged  # noqa: F401  a fixture


@pytest.fixture
def database_url(sqlite_url):
    """What an event means doesn't depend on the database."""
    return sqlite_url


@pytest.fixture
def the_coach_reads(camille):
    async def reads():
        return await asks(camille, "/coach show @ada")

    return reads


def by_baton(hand):
    return [texts_of(message) for message in hand.messages() if message.get("bot")]


async def test_a_deleted_answer_with_a_thread_under_it_is_taken_back(
    nudged,  # noqa: F811
    ada,
    the_coach_reads,
):
    ts = await ada.say("A queue of one")
    await ada.say("More on that", thread_ts=ts)
    assert "A queue of one" in await the_coach_reads()
    said = by_baton(ada)

    await ada.delete(ts)

    shown = await the_coach_reads()
    assert "A queue of one" not in shown
    assert "More on that" in shown
    assert len(by_baton(ada)) == len(said)


async def test_a_deleted_answer_to_a_coach_with_a_thread_under_it_is_taken_back(
    both,
    asked,  # noqa: F811
    ada,
    camille,
):
    await both.pass_until(both.clock.now() + timedelta(minutes=1))
    await camille.press("Reply")
    await camille.submit({ids.TEXT_BLOCK: "Happy to talk."})
    ts = await ada.say("Noon, behind the dock")
    await ada.say("And bring the rota", thread_ts=ts)
    assert "Noon, behind the dock" in await asks(camille, "/coach queue")
    said = by_baton(ada)

    await ada.delete(ts)

    shown = await asks(camille, "/coach queue")
    assert "Noon, behind the dock" not in shown
    assert "And bring the rota" in shown
    assert len(by_baton(ada)) == len(said)


async def test_a_line_about_oneself_is_an_answer(nudged, ada, the_coach_reads):  # noqa: F811
    await ada.command("/me handed the rota to Ben")

    assert "handed the rota to Ben" in await the_coach_reads()
    assert ada.messages()[-1]["reactions"]


async def test_the_preview_of_a_link_changes_nothing(nudged, ada, the_coach_reads):  # noqa: F811
    ts = await ada.say("See https://example.com/rota")
    before = by_baton(ada)

    await ada.odd("unfurl", ts)

    assert "https://example.com/rota" in await the_coach_reads()
    assert by_baton(ada) == before


async def test_what_nobody_wrote_is_no_answer_and_is_not_refused(
    both,
    nudged,  # noqa: F811
    ada,
    the_coach_reads,
):
    await ada.say("A queue of one")
    answers, said, kept = await the_coach_reads(), by_baton(ada), await stored(both)

    for oddity in ODDITIES:
        await ada.odd(oddity)
        assert (oddity, by_baton(ada)) == (oddity, said)

    assert await the_coach_reads() == answers
    assert await stored(both) == kept
    assert [call.method for call in both.playground.calls if not call.ok] == []


async def test_an_edit_that_takes_the_words_out_takes_them_back_and_may_bring_them_again(
    nudged,  # noqa: F811
    ada,
    the_coach_reads,
):
    file = {"name": "rota.pdf", "size": 12, "mimetype": "application/pdf"}
    ts = await ada.say("A queue of one", files=[file])
    said = by_baton(ada)

    await ada.edit(ts, "")
    assert "A queue of one" not in await the_coach_reads()
    assert len(by_baton(ada)) == len(said)

    await ada.edit(ts, "A queue of two")
    assert "A queue of two" in await the_coach_reads()


async def stored(both):
    async with both.baton.store.reading() as session:
        return len((await session.exec(select(InboxRow.id))).all())
