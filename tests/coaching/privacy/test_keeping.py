"""Who reads an answer: said beforehand, turned round at any time, and seen once it was read."""

from datetime import timedelta

import pytest

from bot.coaching.answers import reply
from bot.coaching.follow_up import follow_up
from bot.coaching.people import profile_sync
from bot.coaching.practice import progress
from bot.coaching.privacy import sharing
from bot.domain.answers.reply import Outcome
from bot.store.tables import ReadMarkRow


async def keep(scene, *, private=True, nudge="first-steps.1"):
    delivery = scene.messenger.card(nudge).item.delivery_id
    await reply.keep_private(scene.coaching, scene.workspace, "UADA", delivery, private=private)


async def coach_reads(scene):
    page = await follow_up.member_page(scene.coaching, scene.workspace, scene.coach, "UADA")
    return [entry.answer.words for entry in page.journal]


async def marks(scene):
    """What Ada sees in her journal: who read each answer, and when."""
    page = await progress.whole_journal(scene.coaching, scene.workspace, "UADA")
    return [entry.read_by and (entry.read_by.coach, entry.read_by.at) for entry in page.journal]


async def test_an_answer_can_be_kept_before_it_is_given(nudged):
    await keep(nudged)

    assert nudged.messenger.updated[-1][1].reader == ""
    await nudged.say("Between us")
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    assert await coach_reads(nudged) == [()]


async def test_and_shared_after_all_before_it_is_given(nudged):
    await keep(nudged)
    await keep(nudged, private=False)

    assert nudged.messenger.updated[-1][1].reader == "<@UMARA>"
    await nudged.say("For you")
    assert await coach_reads(nudged) == [("For you",)]


async def test_one_answer_can_be_shared_by_who_keeps_all_others(nudged):
    await sharing.share(nudged.coaching, nudged.workspace, "UADA", shares=False)
    await keep(nudged, private=False)
    await nudged.say("For you")
    await nudged.days(4)
    await nudged.say("For me")

    assert await coach_reads(nudged) == [(), ("For you",)]


async def test_the_wish_outlives_an_answer_that_was_taken_back(nudged):
    await keep(nudged)
    ts = await nudged.say("Between us")
    await nudged.delete(ts)
    await nudged.tap("first-steps.1", text="Between us, again")

    assert await coach_reads(nudged) == [()]


async def test_a_member_sees_when_their_coach_has_read_an_answer(nudged):
    await nudged.say("I listened")
    assert await marks(nudged) == [None]

    nudged.clock.now += timedelta(hours=1)
    await coach_reads(nudged)
    first = nudged.clock.now
    nudged.clock.now += timedelta(days=1)
    await coach_reads(nudged)

    assert await marks(nudged) == [("<@UMARA>", first)]


async def test_a_changed_answer_is_read_anew(nudged):
    ts = await nudged.say("I listened")
    await coach_reads(nudged)
    nudged.clock.now += timedelta(hours=1)
    await nudged.say("I listened twice", ts=ts)
    nudged.clock.now += timedelta(hours=1)

    await coach_reads(nudged)

    assert await marks(nudged) == [("<@UMARA>", nudged.clock.now)]


@pytest.mark.parametrize("private", [True, False])
async def test_what_is_kept_or_not_answered_is_never_read(nudged, private):
    if private:
        await keep(nudged)
        await nudged.say("Between us")

    await coach_reads(nudged)

    assert await nudged.rows(ReadMarkRow) == []


async def test_words_in_the_queue_count_as_read_once_the_coach_opens_it(nudged):
    await nudged.tap("first-steps.1", outcome=Outcome.STUCK, text="No idea how")
    await nudged.ask("first-steps.1")
    items = await follow_up.queue(nudged.coaching, nudged.coach)
    assert await marks(nudged) == [None]

    await follow_up.note_read(nudged.coaching, nudged.coach, items)

    assert await marks(nudged) == [("<@UMARA>", nudged.clock.now)]


async def test_the_home_tab_of_who_uses_it_tells_at_once(nudged):
    await nudged.say("I listened")
    await progress.refresh_home(nudged.coaching, nudged.workspace, "UADA")
    assert nudged.messenger.published == []

    await profile_sync.opened_home(nudged.coaching, nudged.workspace, "UADA")
    await coach_reads(nudged)

    assert nudged.messenger.published == ["UADA"]
