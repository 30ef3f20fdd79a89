"""`/nudge help me with …`: the nudges that fit, and one of them now."""

import asyncio
from dataclasses import replace

import pytest

from bot.coaching.enrolment import reassignment
from bot.coaching.follow_up import follow_up, roster
from bot.coaching.practice import help_me
from bot.domain.answers.reply import Outcome
from bot.domain.errors import CoachingError, DeliveryFailed, OutcomeUnknown
from bot.slack.delivery.card import nudge_card
from bot.store.tables import DeliveryRow
from tests.coaching.privacy.test_safety import SAFETY
from tests.slack.views.screen import WORDS

OTHER = "listening.2"
"""A nudge of a track that Ada is not on."""


async def find(scene, words):
    found = await help_me.find(scene.coaching, scene.workspace, "UADA", words)
    return [match.nudge.id for match in found.matches]


async def do_now(scene, nudge=OTHER, slack_id="UADA"):
    await help_me.do_now(scene.coaching, scene.workspace, slack_id, nudge)


async def refusal(awaited):
    with pytest.raises(CoachingError) as refused:
        await awaited
    return refused.value.key


async def test_three_nudges_of_any_ready_track_are_found(nudged):
    found = await find(nudged, "visit as a gest")

    assert len(found) == 3
    assert {nudge.rpartition(".")[2] for nudge in found} == {"2"}


async def test_who_is_on_no_track_may_look_as_well(scene):
    assert await find(scene, "visit as a guest")


async def test_who_asks_nothing_is_told_how(nudged):
    assert await refusal(find(nudged, "  ")) == "help-nothing-asked"


@pytest.mark.parametrize("words", ["pizza", "x" * 5000, "\U0001f622"])
async def test_where_nothing_fits_there_is_still_the_coach(nudged, words):
    found = await help_me.find(nudged.coaching, nudged.workspace, "UADA", words)

    assert found == help_me.Found(closest=None, coach=True)


async def test_where_nothing_fits_the_closest_track_is_named(nudged):
    words = "a guest of pizza, quantum physics and tax law"

    found = await help_me.find(nudged.coaching, nudged.workspace, "UADA", words)

    assert found.matches == ()
    assert found.closest is not None


async def test_who_has_no_coach_is_offered_none(scene):
    found = await help_me.find(scene.coaching, scene.workspace, "UBOB", "pizza")

    assert found == help_me.Found(closest=None, coach=False)


async def test_the_coach_hears_once_that_they_would_like_to_talk(nudged):
    who = (nudged.coaching, nudged.workspace, "UADA")

    mentions = [await help_me.ask_coach(*who), await help_me.ask_coach(*who)]

    assert mentions == [nudged.coach.mention] * 2
    assert nudged.messenger.noted.count((nudged.coach.slack_id, "coach-asked")) == 1
    assert await nudged.follow_ups() == [("asked", "")]


async def test_without_a_coach_nobody_is_asked(scene):
    who = (scene.coaching, scene.workspace, "UBOB")

    assert await refusal(help_me.ask_coach(*who)) == "error-no-coach-now"


async def test_words_of_distress_are_answered_here_too(nudged):
    nudged.coaching = replace(nudged.coaching, safety=SAFETY)

    who = (nudged.coaching, nudged.workspace, "UADA")

    assert await help_me.find(*who, "I cannot cope") is None
    assert [key for _, key, _ in nudged.messenger.offered] == ["safety-strain-plain"]


async def test_the_nudge_comes_now_through_the_ledger(nudged):
    await do_now(nudged)

    assert nudged.messenger.names()[-1] == OTHER
    row = (await nudged.rows(DeliveryRow))[-1]
    assert (row.nudge, row.state, row.reason) == (OTHER, "sent", "asked-for")


@pytest.mark.parametrize(
    ("failure", "key"),
    [
        (DeliveryFailed("ratelimited", retry_after=60), "error-not-sent-yet"),
        (OutcomeUnknown(), "error-not-sent-yet"),
        (
            DeliveryFailed("messages_tab_disabled", permanent=True, member_gone=True),
            "now-unreachable",
        ),
    ],
)
async def test_what_slack_does_not_take_is_not_said_to_come(nudged, failure, key):
    nudged.messenger.refuses["UADA"] = failure

    assert await refusal(do_now(nudged)) == key


async def test_ones_own_track_goes_on_and_its_progress_is_its_own(nudged):
    await do_now(nudged)
    await nudged.tap(OTHER, outcome=Outcome.DID)
    await nudged.days(4, 5)

    assert nudged.messenger.names()[-2:] == ["first-steps.2", "first-steps.3"]
    [line] = (await roster.page(nudged.coaching, nudged.coach)).lines
    assert (line.progress.sent, line.progress.did) == (3, 0)


async def test_a_day_of_ones_own_track_that_is_asked_for_does_not_come_twice(nudged):
    await do_now(nudged, "first-steps.2")
    await nudged.days(4)

    assert nudged.messenger.names()[-2:] == ["first-steps.2", "first-steps.3"]


async def test_its_answer_is_recorded_and_stands_in_the_journal(nudged):
    await do_now(nudged)
    await nudged.say("I was a guest")

    page = await follow_up.member_page(nudged.coaching, nudged.workspace, nudged.coach, "UADA")
    assert (page.journal[0].nudge, page.journal[0].answer.words) == (
        "Visit as a guest",
        ("I was a guest",),
    )


async def test_the_same_one_waits_for_its_answer_and_may_then_come_again(nudged):
    await do_now(nudged)
    assert await refusal(do_now(nudged)) == "help-already-there"

    await nudged.tap(OTHER, outcome=Outcome.DID)
    await do_now(nudged)

    assert nudged.messenger.names()[-2:] == [OTHER, OTHER]


async def test_two_presses_at_once_send_one(nudged):
    results = await asyncio.gather(do_now(nudged), do_now(nudged), return_exceptions=True)

    assert sorted(getattr(result, "key", "") for result in results) == ["", "help-already-there"]
    assert nudged.messenger.names().count(OTHER) == 1


async def test_a_private_day_may_be_asked_for(nudged):
    await do_now(nudged, "listening.4")
    await nudged.tap("listening.4", outcome=Outcome.STUCK)

    assert nudged.messenger.names()[-1] == "listening.4"
    assert await nudged.follow_ups() == []


async def test_between_tracks_it_comes_as_well(started):
    await started.answered_days(3, 4, 5, 6, 9, 10, 11)
    assert started.messenger.names()[-1] == "end"

    await do_now(started)

    assert started.messenger.names()[-1] == OTHER


async def test_while_slack_is_away_it_waits_and_the_track_is_not_held_up(nudged):
    nudged.messenger.refuses["UADA"] = DeliveryFailed("ratelimited", retry_after=60)
    assert await refusal(do_now(nudged)) == "error-not-sent-yet"
    nudged.messenger.refuses.clear()

    await nudged.days(4, 5)

    assert OTHER in nudged.messenger.names()
    assert "first-steps.2" in nudged.messenger.names()


async def test_what_is_not_there_or_not_theirs_is_said(nudged):
    assert await refusal(do_now(nudged, "listening.9")) == "help-gone"
    assert await refusal(do_now(nudged, OTHER, "UBOB")) == "help-no-track"


async def test_after_the_only_track_was_taken_back_there_is_none(nudged):
    await reassignment.unassign(nudged.coaching, nudged.workspace, nudged.coach, "UADA")

    assert await refusal(do_now(nudged)) == "help-no-track"


async def test_its_card_stands_apart_from_the_track_one_is_on(nudged):
    await do_now(nudged)
    await nudged.tap(OTHER, outcome=Outcome.DID)

    [aside] = [p.item for p in nudged.messenger.posted if p.name == OTHER]
    drawn = [nudge_card(item, WORDS).text for item in (aside, shown(nudged, aside))]

    for text in drawn:
        assert "Listening · day 2, as you asked" in text
        assert "days answered" not in text


async def test_a_day_of_ones_own_track_keeps_its_number_and_progress(nudged):
    await nudged.tap("first-steps.1", outcome=Outcome.DID)

    own = nudged.messenger.card("first-steps.1").item
    text = nudge_card(shown(nudged, own), WORDS).text
    assert "day 1 of 5" in text
    assert "1 of 5 days answered" in text


def shown(scene, card):
    drawn = [i for _, i in scene.messenger.updated if i.delivery_id == card.delivery_id]
    return drawn[-1]
