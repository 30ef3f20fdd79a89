"""Odd moments: what nobody expects is answered kindly, and nothing is lost."""

from datetime import date

import pytest

from bot.coaching.follow_up import follow_up
from bot.coaching.privacy import sharing
from bot.coaching.schedule import settings
from bot.domain.answers.reply import Outcome
from bot.domain.delivery.card import Card


def who(scene):
    return scene.coaching, scene.workspace, "UADA"


def shown(scene, nudge):
    """A card as it stands now."""
    drawn = [item for _, item in scene.messenger.updated if isinstance(item, Card)]
    return [card for card in drawn if card.nudge.id == nudge][-1]


async def coach_reads(scene, day):
    page = await follow_up.member_page(scene.coaching, scene.workspace, scene.coach, "UADA")
    return next(entry.answer for entry in page.journal if entry.day == day)


@pytest.fixture
async def finished(started):
    """Ada has come to the end of her track."""
    await started.answered_days(3, 4, 5, 6, 9, 10)
    assert started.messenger.names()[-1] == "end"
    return started


async def test_a_card_of_a_finished_track_takes_an_answer_as_ever(finished):
    await finished.tap("first-steps.2", outcome=Outcome.DID, text="Late, and done")

    card = shown(finished, "first-steps.2")
    assert (card.answer.outcome, card.answer.words) == (Outcome.DID, ("Late, and done",))
    assert (await coach_reads(finished, 2)).words == ("Late, and done",)


async def test_words_in_the_thread_of_such_a_card_belong_to_it(finished):
    place = finished.messenger.card("first-steps.2").place

    await finished.say("Late, and done", thread=place.ts)

    assert shown(finished, "first-steps.2").answer.words == ("Late, and done",)


async def test_an_edit_after_sharing_was_switched_off_stays_where_its_words_were(nudged):
    """The card said who reads it; what is new from now on is for Ada alone."""
    ts = await nudged.say("A qeue")
    await sharing.share(*who(nudged), shares=False)

    await nudged.say("A queue", ts=ts)
    assert (await coach_reads(nudged, 1)).words == ("A queue",)

    await nudged.days(4)
    await nudged.say("Between us")
    assert (await coach_reads(nudged, 2)).words == ()


async def test_an_edit_of_an_answer_that_was_kept_since_stays_kept(nudged):
    ts = await nudged.say("A qeue")
    await nudged.tap("first-steps.1", private=True)

    await nudged.say("A queue", ts=ts)

    assert (await coach_reads(nudged, 1)).words == ()
    assert shown(nudged, "first-steps.1").reader == ""


@pytest.mark.parametrize("until", [date(2026, 3, 12), None], ids=["with an end", "without one"])
async def test_a_pause_across_the_end_of_a_track_holds_back_its_last_page(started, until):
    await started.answered_days(3, 4, 5, 6, 9)
    await settings.pause(*who(started), until)

    await started.days(10, 11)
    assert started.messenger.names()[-1] == "first-steps.5"

    if until is None:
        await settings.resume(*who(started))
    await started.days(12, 13)
    assert started.messenger.names()[-2:] == ["first-steps.5", "end"]
