"""Over the wire: a coach works off the queue, writes to a member, and gets the answer."""

from datetime import UTC, datetime

import pytest

from bot.playground.texts import texts_of
from bot.slack import ids
from tests.e2e.test_main_job import assigns

TUESDAY_NINE_IN_BERLIN = datetime(2026, 3, 3, 8, tzinfo=UTC)


@pytest.fixture
async def asked(both, ada, camille):
    """Ada has asked for her coach, who has the queue before her."""
    await assigns(camille)
    await both.pass_until(TUESDAY_NINE_IN_BERLIN)
    await ada.press("Stuck")
    await ada.press("Ask my coach")
    await camille.command("/coach queue")


def last(hand):
    return texts_of([m for m in hand.messages() if m.get("bot")][-1])


async def test_a_reply_goes_to_the_member_by_name_and_the_answer_comes_back(asked, ada, camille):
    await camille.press("Reply")
    await camille.submit({ids.TEXT_BLOCK: "Happy to talk.\nTen minutes at <noon>?"})

    assert "<@U3CAM>, your coach, writes:" in last(ada)
    assert "> Happy to talk.\n> Ten minutes at &lt;noon&gt;?" in last(ada)
    assert "<@U1ADA> has your message" in last(camille)
    assert "Nobody is waiting for you" in last(camille)

    head = next(m for m in ada.messages() if "writes:" in texts_of(m))["ts"]
    await ada.say("Noon is fine", thread_ts=head)

    assert "<@U1ADA> has answered you: Noon is fine" in last(camille)
    await camille.press("Reply")
    await camille.submit({ids.TEXT_BLOCK: "See you then."})
    assert "> See you then." in last(ada)


async def test_the_answer_can_be_written_in_a_form(asked, ada, camille):
    await camille.press("Reply")
    await camille.submit({ids.TEXT_BLOCK: "Happy to talk."})

    await ada.press("Answer")
    await ada.submit({ids.TEXT_BLOCK: "At noon?"})

    assert "<@U1ADA> has answered you: At noon?" in last(camille)


async def test_the_queue_is_drawn_anew_with_each_press(asked, camille):
    await camille.press("Note")
    await camille.submit({ids.TEXT_BLOCK: "Asked for the rota"})
    assert "Noted about <@U1ADA>" in last(camille)
    assert "asks you to get in touch" in last(camille)

    await camille.press("Promise")
    late = {ids.TEXT_BLOCK: "Send the template", ids.DUE_BLOCK: "2026-03-01"}
    assert "has passed" in str(await camille.submit(late))
    await camille.submit(late | {ids.DUE_BLOCK: "2026-03-06"})
    assert "On Friday 6 March it is in your queue" in last(camille)

    before = len(camille.messages())
    await camille.press("We talked")
    assert "This one is off your list." in last(camille)
    assert "Nobody is waiting for you" in last(camille)
    assert len(camille.messages()) == before


async def test_notes_and_promises_by_command(asked, both, camille):
    for line, said in {
        "/coach note @ada asked for the rota": "Noted about <@U1ADA>",
        "/coach note @ada": "There was nothing to note",
        "/coach promise @ada friday send the template": "On Friday 6 March",
        "/coach promise @ada someday send it": "could not read “someday send it",
        "/coach promise @ada friday": "A date alone is no promise yet",
        "/coach promise @ben friday call": "<@U2BEN> is not among your people",
        "/coach promise friday call": "This one is about one person",
    }.items():
        await camille.command(line)
        assert said in last(camille)

    await both.pass_until(datetime(2026, 3, 6, 8, 10, tzinfo=UTC))
    assert "promise, to <@U1ADA>: send the template" in last(camille)
    await camille.press("Done")
    assert "Kept, and off your list." in last(camille)
