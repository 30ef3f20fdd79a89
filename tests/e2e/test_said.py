"""Over the wire: what members type that is no answer, and the tap that puts a guess right."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.slack.commands import ids
from bot.store.tables import FollowUpRow, MemberRow, ReplyRow
from tests.e2e.test_coach_writes import TUESDAY_NINE_IN_BERLIN, last
from tests.e2e.test_main_job import assigns


@pytest.fixture
async def nudged(both, ada, camille):
    """Ada has her first nudge, and hasn't answered it."""
    await assigns(camille)
    await both.pass_until(TUESDAY_NINE_IN_BERLIN)


async def rows(both, table):
    async with both.baton.coaching.store.reading() as session:
        return list(await session.exec(select(table)))


async def said(both):
    return [row.text for row in await rows(both, ReplyRow) if row.text]


def ticks(hand, words):
    [line] = [m for m in hand.messages() if m["text"] == words]
    return [one["name"] for one in line.get("reactions", ())]


async def test_a_wish_to_pause_is_understood_and_one_press_pauses(both, ada, nudged):
    await ada.say("pause please")

    assert "could use a break" in last(ada)
    assert ticks(ada, "pause please") == []
    assert await said(both) == []

    await ada.press("Pause a week")
    [member] = [row for row in await rows(both, MemberRow) if row.slack_id == ada.person.id]
    assert member.paused_until is not None


async def test_one_press_files_the_very_words_and_edits_and_deletion_follow(both, ada, nudged):
    ts = await ada.say("Skip it")
    await ada.press("It was my answer")

    assert await said(both) == ["Skip it"]
    assert ticks(ada, "Skip it") == ["white_check_mark"]
    assert "part of your answer to" in last(ada)

    await ada.edit(ts, "Skipped it")
    assert await said(both) == ["Skipped it"]
    await ada.delete(ts)
    assert await said(both) == []


async def test_a_line_that_is_gone_or_changed_is_filed_as_it_is_now(both, ada, nudged):
    ts = await ada.say("stop")
    await ada.edit(ts, "stop for today")
    await ada.press("It was my answer")
    assert await said(both) == ["stop for today"]

    other = await ada.say("thanks!")
    await ada.delete(other)
    await ada.press("It was my answer")
    assert await said(both) == ["stop for today"]


async def test_a_line_in_a_thread_is_read_from_its_thread(both, ada, nudged):
    card = [m for m in ada.messages() if m.get("bot")][-1]["ts"]
    await ada.say("not now", thread_ts=card)
    await ada.press("It was my answer")

    assert await said(both) == ["not now"]


async def test_when_nothing_is_open_a_line_goes_where_they_say(both, ada, camille, nudged):
    await ada.press("Did it")
    await both.pass_until(TUESDAY_NINE_IN_BERLIN + timedelta(hours=2))
    await ada.say("Sam ran the meeting today")
    assert "Nothing's open right now" in last(ada)
    assert await said(both) == []

    await ada.press("Add to my journal")
    assert await said(both) == ["Sam ran the meeting today"]

    await ada.say("Could we talk about the rota?")
    await ada.press("Send it to my coach")
    assert "has it now" in last(ada)
    assert [row.reason for row in await rows(both, FollowUpRow)] == ["asked"]
    assert "<@U1ADA>" in last(camille)


async def test_a_doubtful_answer_is_put_right_beside_its_tick(both, ada, nudged):
    await ada.say("Who decides about leave here?")
    assert ticks(ada, "Who decides about leave here?") == ["white_check_mark"]

    await ada.press("I wanted something else")
    assert await said(both) == []
    assert ticks(ada, "Who decides about leave here?") == []
    assert "no longer your answer" in last(ada)


async def test_help_privacy_and_the_form_to_forget_open_where_they_are_pressed(ada, nudged):
    await ada.say("help")
    await ada.press("Help me with …")
    assert ada.modal()["callback_id"] == ids.HELP_FORM
    await ada.close()

    await ada.say("delete everything about me")
    await ada.press("Show me what goes")
    assert ada.modal()["callback_id"] == ids.FORGET_FORM


async def test_stop_for_good_ends_it(both, ada, camille, nudged):
    await ada.say("stop sending me these")
    await ada.press("Stop for good")

    assert "won't write again unless you ask me to" in last(ada)
    assert "<@U1ADA>" in last(camille)


async def test_the_menu_of_a_message_files_its_line_elsewhere(both, ada, camille, nudged):
    ts = await ada.say("Could do with a word about the rota")
    assert await said(both) == ["Could do with a word about the rota"]

    await ada.shortcut(ids.SAID_MESSAGE, ts)
    await ada.press("That was for my coach")

    assert "<@U1ADA>" in last(camille)
    assert [row.reason for row in await rows(both, FollowUpRow)] == ["asked"]

    await ada.shortcut(ids.SAID_MESSAGE, ts)
    await ada.press("I wanted something else")
    assert await said(both) == []


async def test_the_menu_of_batons_own_message_says_that_it_is_for_lines_of_theirs(ada, nudged):
    card = [m for m in ada.messages() if m.get("bot")][-1]["ts"]

    await ada.shortcut(ids.SAID_MESSAGE, card)

    assert "only works on what you've typed to me" in last(ada)
