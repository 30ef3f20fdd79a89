"""A coach writes through Baton, once, whatever happens; the answer comes back to them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.coaching.answers import reply
from bot.coaching.follow_up import conversation, follow_up
from bot.domain.answers.reply import Outcome, Reply
from bot.domain.errors import CoachingError, DeliveryFailed
from bot.domain.people.people import Profile
from bot.store.tables import CoachMessageRow, ReplyRow
from tests.coaching.conftest import Killed, appointed
from tests.coaching.privacy.test_safety import SAFETY


async def write(scene, text="How is it going?", source="form 1", coach=None, who="UADA"):
    coach = coach or scene.coach
    return await conversation.write(scene.coaching, coach, who, text, source)


def written(scene):
    """What has reached Ada from her coach."""
    return [p.item for p in scene.messenger.posted if p.to == "UADA" and p.name == "coach"]


async def hears(scene, text="Well, thank you", **where):
    """Ada types something; whether it went to the coach."""
    message = scene.message(text, **where)
    taken = await conversation.typed(scene.coaching, message)
    if not taken:
        await reply.typed(scene.coaching, message)
    return taken


def told(scene):
    """Whose answers the coach was told of; the words are read in a window and never sent."""
    notices = [facts for to, key, facts in scene.messenger.offered if key == "coach-answered"]
    assert all(set(facts) == {"about", "person"} for facts in notices)
    return [facts["about"] for facts in notices]


async def queue(scene):
    board = await follow_up.board(scene.coaching, scene.coach)
    return [(row.reason, row.words) for row in board.rows]


def thread(scene):
    return next(p.place.ts for p in scene.messenger.posted if p.name == "coach")


async def test_the_coachs_words_arrive_at_once_with_their_name(nudged):
    assert await write(nudged)

    [item] = written(nudged)
    assert (item.coach, item.text) == ("<@UMARA>", "How is it going?")


async def test_the_same_form_twice_sends_once(nudged):
    await write(nudged)
    await write(nudged)
    await nudged.tick()

    assert len(written(nudged)) == 1


@pytest.mark.parametrize("fate", ["breaks", "breaks_after"])
async def test_a_crash_in_the_middle_neither_loses_nor_doubles_them(nudged, fate):
    getattr(nudged.messenger, fate).add("UADA")
    with pytest.raises(Killed):
        await write(nudged)
    nudged.messenger.breaks.clear()
    nudged.messenger.breaks_after.clear()

    await write(nudged)
    for minutes in (5, 10, 15):
        await nudged.tick(nudged.clock() + timedelta(minutes=minutes))

    assert [item.text for item in written(nudged)] == ["How is it going?"]


async def test_no_clear_answer_from_slack_is_settled_by_looking(nudged):
    nudged.messenger.loses_answers.add("UADA")
    assert not await write(nudged)
    nudged.messenger.loses_answers.clear()

    await nudged.tick(nudged.clock() + timedelta(minutes=5))

    assert len(written(nudged)) == 1


async def test_what_slack_refuses_for_good_is_put_before_the_coach(nudged):
    nudged.messenger.refuses["UADA"] = DeliveryFailed("messages_tab_disabled", permanent=True)

    assert not await write(nudged)

    assert ("unreachable", "") in await nudged.follow_ups()


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"text": " "}, "error-write-empty"),
        ({"text": "w" * 2001}, "error-too-long"),
        ({"who": "UBOB"}, "error-not-your-member"),
    ],
)
async def test_what_cannot_be_sent_is_refused(nudged, given, refusal):
    with pytest.raises(CoachingError, match=refusal):
        await write(nudged, **given)

    assert await nudged.rows(CoachMessageRow) == []


async def test_nobody_but_their_own_coach_writes_to_a_member(nudged):
    other = await appointed(nudged.coaching, nudged.workspace, Profile("UNOA", "Noa", "UTC"))

    with pytest.raises(CoachingError, match="error-not-your-member"):
        await write(nudged, coach=other)


async def test_nothing_is_sent_to_a_closed_account(nudged):
    await nudged.move_to("UTC", deactivated=True)

    with pytest.raises(CoachingError, match="error-write-gone"):
        await write(nudged)


async def test_writing_is_a_contact_it_closes_what_is_open_and_lets_them_rest(nudged):
    await nudged.ask("first-steps.1")
    await write(nudged)

    assert await nudged.follow_ups() == [("asked", "replied")]
    await nudged.days(4)
    for day in (1, 2):
        await nudged.tap(f"first-steps.{day}", outcome=Outcome.STUCK)
    board = await follow_up.board(nudged.coaching, nudged.coach)
    assert (board.rows, board.resting) == ((), 1)


async def test_the_daily_nudge_comes_all_the_same(nudged):
    nudged.messenger.hangs.add("UADA")
    await write(nudged)
    nudged.messenger.hangs.clear()

    await nudged.days(4)

    assert "first-steps.2" in nudged.messenger.names()


async def test_an_answer_in_the_thread_goes_to_the_coach_and_to_no_nudge(nudged):
    await write(nudged)

    assert await hears(nudged, thread=thread(nudged))

    assert told(nudged) == ["UADA"]
    assert await queue(nudged) == [("answered", ("Well, thank you",))]
    assert len(nudged.messenger.reacted) == 1
    page = await follow_up.member_page(nudged.coaching, nudged.workspace, nudged.coach, "UADA")
    assert all(not entry.answer.words for entry in page.journal)


async def test_each_line_below_goes_to_the_coach_until_something_newer_asks(nudged):
    await write(nudged)

    assert await hears(nudged, "Well, thank you")
    assert await hears(nudged, "Thursday works", ts=f"{nudged.clock().timestamp() + 5:.6f}")
    assert told(nudged) == ["UADA", "UADA"]

    await nudged.days(4)
    assert not await hears(nudged, "I counted two")


async def test_a_line_from_before_the_coach_wrote_is_not_for_them(nudged):
    before = nudged.clock()
    nudged.clock.now += timedelta(minutes=5)
    await write(nudged)

    assert not await hears(nudged, "I counted two", at=before)


async def test_a_line_in_a_nudges_thread_stays_an_answer_whatever_the_coach_wrote(nudged):
    await write(nudged)
    card = nudged.messenger.card("first-steps.1").place.ts

    assert not await hears(nudged, "I counted two", thread=card)


async def test_the_same_message_twice_is_told_once_and_an_edit_changes_it_quietly(nudged):
    await write(nudged)
    head = thread(nudged)
    await hears(nudged, "Wel", ts="1772442100.000100", thread=head)
    later = nudged.clock() + timedelta(minutes=1)

    await hears(nudged, "Wel", ts="1772442100.000100", thread=head)
    await hears(nudged, "Well", ts="1772442100.000100", thread=head, at=later)

    assert told(nudged) == ["UADA"]
    assert await queue(nudged) == [("answered", ("Well",))]


async def test_a_deleted_answer_is_taken_back(nudged):
    await write(nudged)
    await hears(nudged, ts="1772442100.000100", thread=thread(nudged))
    gone = nudged.message("", ts="1772442100.000100", at=nudged.clock() + timedelta(minutes=1))

    assert await conversation.deleted(nudged.coaching, gone)

    assert await queue(nudged) == []
    assert [row.text for row in await nudged.rows(ReplyRow)] == [""]
    assert not await conversation.deleted(nudged.coaching, nudged.message("", ts="1.0"))


async def test_an_answer_from_the_form(nudged):
    await write(nudged)
    delivery_id = written(nudged)[0].delivery_id
    who = (nudged.coaching, nudged.workspace, "UADA")

    assert await conversation.given(*who, delivery_id, Reply("form 2", text="Fine")) == "<@UMARA>"

    assert told(nudged) == ["UADA"]
    for stranger, refused in (("UBOB", "error-card-gone"), ("UADA", "error-empty-reply")):
        text = "Mine" if stranger == "UBOB" else ""
        with pytest.raises(CoachingError, match=refused):
            await conversation.given(
                nudged.coaching, nudged.workspace, stranger, delivery_id, Reply("x", text=text)
            )


async def test_words_of_distress_stay_with_the_member_who_is_told_so(nudged):
    careful = nudged
    careful.coaching = replace(careful.coaching, safety=SAFETY)
    await write(careful)

    assert await hears(careful, "I could kill myself", thread=thread(careful))

    assert told(careful) == []
    assert await queue(careful) == []
    assert ("UADA", "answer-withheld") in careful.messenger.noted
    assert [key for _, key, _ in careful.messenger.offered] == ["safety-danger-plain"]


async def test_an_answer_opens_the_way_although_they_have_just_been_in_touch(nudged):
    await write(nudged)
    await hears(nudged, thread=thread(nudged))

    await write(nudged, "Good to hear", source="form 2")

    assert await queue(nudged) == []
    assert [item.text for item in written(nudged)] == ["How is it going?", "Good to hear"]
