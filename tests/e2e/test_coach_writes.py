"""Over the wire: a coach works off the queue, writes to a member, and gets the answer."""

from datetime import UTC, datetime

import pytest

from bot.playground.workspace.texts import texts_of
from bot.slack.commands import ids
from tests.e2e.test_main_job import assigns

LONG = "The handover went badly. " * 39
KEPT_WORDS = "Sam cried in front of everybody"

TUESDAY_NINE_IN_BERLIN = datetime(2026, 3, 3, 8, tzinfo=UTC)


@pytest.fixture
async def asked(both, ada, camille):
    """Ada has asked for her coach, who has the queue before her."""
    await assigns(camille)
    await both.pass_until(TUESDAY_NINE_IN_BERLIN)
    await ada.press("Stuck")
    await ada.press("Ask my coach")
    await camille.command("/coach queue")


@pytest.fixture
async def stuck(both, ada, camille):
    """Ada is stuck, has said why, and has asked for her coach, who hasn't looked yet."""
    await assigns(camille)
    await both.pass_until(TUESDAY_NINE_IN_BERLIN)
    await ada.press("Stuck")
    await ada.say(KEPT_WORDS)
    await ada.press("Ask my coach")


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

    assert "<@U1ADA> answered your message." in last(camille)
    await camille.press("Read it")
    assert "> Noon is fine" in texts_of(camille.modal())
    await camille.press("Reply")
    await camille.submit({ids.TEXT_BLOCK: "See you then."})
    assert "> See you then." in last(ada)
    assert "<@U1ADA> has your message" in texts_of(camille.modal())


async def test_the_answer_can_be_written_in_a_form(asked, ada, camille):
    await camille.press("Reply")
    await camille.submit({ids.TEXT_BLOCK: "Happy to talk."})

    await ada.press("Answer")
    await ada.submit({ids.TEXT_BLOCK: "At noon?"})

    assert "<@U1ADA> answered your message." in last(camille)
    await camille.press("Read it")
    assert "> At noon?" in texts_of(camille.modal())


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


async def test_a_long_answer_can_be_read_in_full(asked, ada, camille):
    await camille.press("Reply")
    await camille.submit({ids.TEXT_BLOCK: "What happened?"})
    await ada.press("Answer")
    await ada.submit({ids.TEXT_BLOCK: LONG.strip()})

    await camille.press("Read it")

    assert LONG.strip() in texts_of(camille.modal())


def kept(hand):
    """Everything that Slack keeps of somebody's conversation with the bot."""
    return "\n".join(texts_of(m) for m in hand.messages() if not m.get("ephemeral"))


async def seen(hand, way):
    """What a coach sees who looks that way; a window is closed again."""
    if way.startswith("/"):
        await hand.command(way)
    else:
        await hand.open_home()
        await hand.press(way)
    if not hand.modal():
        return texts_of(hand.messages()[-1])
    shown = texts_of(hand.modal())
    await hand.close()
    return shown


@pytest.mark.parametrize("way", ["/coach show @ada", "/coach queue", "Show"])
async def test_words_a_coach_has_read_stay_nowhere_once_they_are_kept_from_them(
    stuck, ada, camille, way
):
    assert KEPT_WORDS in await seen(camille, way)
    assert KEPT_WORDS not in kept(camille)

    await ada.press("Keep to myself")

    assert KEPT_WORDS not in await seen(camille, way)


async def test_a_digest_is_not_replaced_by_the_queue_it_leads_to(stuck, both, camille):
    await both.pass_until(datetime(2026, 3, 9, 8, 5, tzinfo=UTC))
    digest = next(m for m in camille.messages() if "Your week" in texts_of(m))

    await camille.press("Open the queue", ts=digest["ts"])

    assert KEPT_WORDS in texts_of(camille.messages()[-1])
    assert KEPT_WORDS not in kept(camille)
    assert "Your week" in texts_of(camille.message(digest["ts"]))


async def test_the_windows_of_a_coach_are_redrawn_by_what_is_pressed_in_them(stuck, camille):
    await camille.open_home()
    await camille.press("Show")

    await camille.press("Note")
    await camille.submit({ids.TEXT_BLOCK: "Talk on Friday"})
    assert "Talk on Friday" in texts_of(camille.modal())

    await camille.press("We talked")
    assert "This one is off your list." in texts_of(camille.modal())


async def test_who_presses_on_the_home_tab_has_read_what_it_shows(both, ada, ben, camille):
    await camille.open_home()
    await assigns(camille, "/coach assign @ada @ben delegation")
    await both.pass_until(datetime(2026, 3, 3, 14, 5, tzinfo=UTC))
    for member in (ada, ben):
        await member.open_home()
        await member.press("Stuck")
        await member.say(KEPT_WORDS)
        await member.press("Ask my coach")
    await both.work()
    assert texts_of(camille.home()).count(KEPT_WORDS) == 2
    assert "Read by" not in texts_of(await ada.open_home()) + texts_of(await ben.open_home())

    await camille.press("We talked")

    assert "Read by <@U3CAM>" in texts_of(await ada.open_home())
    assert "Read by <@U3CAM>" in texts_of(await ben.open_home())
