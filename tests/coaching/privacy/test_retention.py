"""Words that have had their time: told first, erased then, and kept by whoever wants them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select, update

from bot.coaching import inbox
from bot.coaching.privacy import retention, sharing
from bot.domain.answers.reply import Outcome
from bot.domain.errors import DeliveryFailed
from bot.domain.privacy.retention import KEPT, NOTICE
from bot.store.tables import DeliveryRow, InboxRow, MemberRow, PlanRow, ReplyRow

TOLD = KEPT - NOTICE + timedelta(days=1)
"""Two weeks before they go it is Sunday; the day after, Ada can be told."""

GONE = TOLD + NOTICE

WORDS = ("I listened", "If it is noon, then I rest")


@pytest.fixture
async def written(nudged):
    """Ada has answered a nudge with words, a plan and a button, and nothing more is planned."""
    await nudged.tap("first-steps.1", outcome=Outcome.DID, plan=WORDS[1], confidence=4)
    await nudged.say(WORDS[0])
    nudged.answered_at = nudged.clock.now
    return nudged


async def run_periodic(scene, after: timedelta):
    """Some time after the answer, within hours."""
    scene.clock.now = scene.answered_at + after
    await retention.run_periodic(scene.coaching)


async def words(scene):
    return [text for row in await scene.rows(ReplyRow) for text in (row.plan, row.text) if text]


def told(scene):
    return [(to, key) for to, key, _ in scene.messenger.offered]


async def test_young_words_trouble_nobody(written):
    await run_periodic(written, KEPT - NOTICE - timedelta(days=1))

    assert told(written) == []
    assert len(await words(written)) == 2


async def test_a_member_is_told_two_weeks_before_and_once(written):
    for days in range(3):
        await run_periodic(written, TOLD + timedelta(days=days))

    assert told(written) == [("UADA", "words-age")]
    facts = written.messenger.offered[0][2]
    assert facts["days"] == 180
    assert facts["date"] == (written.answered_at + GONE).date()
    assert len(await words(written)) == 2


async def test_then_the_words_go_and_counts_and_outcomes_stay(written):
    await run_periodic(written, TOLD)

    await run_periodic(written, GONE)

    assert await words(written) == []
    card, typed = await written.rows(ReplyRow)
    assert (card.outcome, card.confidence, card.aged_at) == ("did", 4, written.clock.now)
    assert typed.aged_at is not None
    delivery = (await written.rows(DeliveryRow))[1]
    assert (delivery.outcome, delivery.answered_at is not None) == ("did", True)


async def test_nobodys_words_go_before_they_were_told(written):
    await run_periodic(written, KEPT + timedelta(days=30))
    assert len(await words(written)) == 2

    await run_periodic(written, KEPT + timedelta(days=30) + NOTICE - timedelta(hours=1))
    assert len(await words(written)) == 2

    await run_periodic(written, KEPT + timedelta(days=30) + NOTICE)
    assert await words(written) == []


async def test_who_was_not_reached_is_told_again_later(written):
    written.messenger.refuses["UADA"] = DeliveryFailed("ratelimited")
    await run_periodic(written, TOLD)
    written.messenger.refuses.clear()

    await run_periodic(written, TOLD + timedelta(minutes=10))
    assert told(written) == []
    await run_periodic(written, TOLD + timedelta(hours=1))
    assert told(written) == [("UADA", "words-age")]


async def test_nobody_is_told_at_night(written):
    await run_periodic(written, TOLD + timedelta(hours=12))
    assert told(written) == []

    await run_periodic(written, TOLD + timedelta(days=1))
    assert told(written) == [("UADA", "words-age")]


async def test_who_keeps_their_words_is_left_alone(written):
    await run_periodic(written, TOLD)
    await sharing.keep_words(written.coaching, written.workspace, "UADA", keeps=True)

    await run_periodic(written, KEPT * 3)

    assert len(await words(written)) == 2
    assert len(told(written)) == 1


async def test_who_lets_them_go_after_all_has_two_weeks(written):
    written.clock.now = written.answered_at + KEPT * 2
    await sharing.keep_words(written.coaching, written.workspace, "UADA", keeps=True)
    await sharing.keep_words(written.coaching, written.workspace, "UADA", keeps=False)

    await run_periodic(written, KEPT * 2 + NOTICE - timedelta(days=1))
    assert len(await words(written)) == 2
    await run_periodic(written, KEPT * 2 + NOTICE)
    assert await words(written) == []
    assert told(written) == []


async def test_of_who_has_left_they_go_untold_and_two_weeks_later(written):
    await written.move_to("UTC", deactivated=True)

    await run_periodic(written, KEPT + NOTICE - timedelta(days=1))
    assert len(await words(written)) == 2
    await run_periodic(written, KEPT + NOTICE)
    assert await words(written) == []
    assert told(written) == []


async def test_an_edit_makes_words_young_again(written):
    [*_, typed] = await written.rows(ReplyRow)
    written.clock.now += timedelta(days=100)
    await written.say("Better words", ts=typed.source)
    await run_periodic(written, TOLD)

    await run_periodic(written, GONE)

    assert await words(written) == ["Better words"]


async def test_what_is_written_after_that_is_words_again(written):
    await run_periodic(written, TOLD)
    await run_periodic(written, GONE)
    await written.tap("first-steps.1", text="Looking back", outcome=Outcome.DID, whole=True)

    card, typed = await written.rows(ReplyRow)
    assert (card.text, card.aged_at) == ("Looking back", None)
    assert typed.aged_at is not None


async def test_taking_back_one_reply_keeps_that_the_other_was_given(nudged):
    first = await nudged.say("I listened")
    nudged.clock.now += timedelta(seconds=1)
    await nudged.say("Twice")
    nudged.answered_at = nudged.clock.now
    await run_periodic(nudged, TOLD)
    await run_periodic(nudged, GONE)

    await nudged.delete(first)

    assert (await nudged.rows(DeliveryRow))[1].answered_at is not None


async def test_it_goes_in_small_batches_until_all_is_done(written, monkeypatch):
    monkeypatch.setattr(retention, "ERASE", 1)
    await run_periodic(written, TOLD)

    await run_periodic(written, GONE)

    assert await words(written) == []


async def test_events_that_were_given_up_lose_their_words_too(written, caplog):
    coaching, workspace = written.coaching, written.workspace
    await inbox.keep(coaching, workspace, "Ev1", "event message", '{"text": "I listened"}')
    await inbox.keep(coaching, workspace, "Ev2", "event message", '{"text": "not done"}')
    for _ in range(inbox.FAILURES):
        await inbox.failed(coaching, "Ev1")
    caplog.clear()

    await run_periodic(written, GONE)

    assert [row.body for row in await written.rows(InboxRow)] == ["", '{"text": "not done"}']


async def test_two_processes_tell_a_member_once(written):
    second = replace(written.coaching, owner="second")
    written.clock.now = written.answered_at + TOLD

    await retention.run_periodic(written.coaching)
    async with written.coaching.store.writing() as session:
        # The first has crashed between telling and noting it.
        await session.exec(update(MemberRow).values(words_told_at=None))
    await retention.run_periodic(second)

    assert told(written) == [("UADA", "words-age")]


async def planned(scene, asks_at):
    """An if-then beside the answer, to be asked about at some moment, or never."""
    [delivery] = [row for row in await scene.rows(DeliveryRow) if row.nudge]
    async with scene.coaching.store.writing() as session:
        member = (await session.exec(select(MemberRow))).one()
        made = {"member_id": member.id, "workspace_id": member.workspace_id}
        at = scene.answered_at
        plan = PlanRow(**made, delivery_id=delivery.id, text=WORDS[1], created_at=at)
        plan.after, plan.asks_at = "the call", asks_at
        session.add(plan)


async def plan_now(scene):
    [plan] = await scene.rows(PlanRow)
    return plan.text, plan.after, plan.closed_as


async def test_a_plan_loses_its_words_with_its_answer_and_is_over(written):
    await planned(written, None)
    await run_periodic(written, TOLD)
    assert await plan_now(written) == (WORDS[1], "the call", "")

    await run_periodic(written, GONE)

    assert await plan_now(written) == ("", "", "dropped")


async def test_a_plan_that_is_still_to_be_asked_about_keeps_its_words(written):
    await planned(written, written.answered_at + GONE + timedelta(days=30))
    await run_periodic(written, TOLD)

    await run_periodic(written, GONE)

    assert await plan_now(written) == (WORDS[1], "the call", "")


async def test_so_does_a_plan_of_whoever_keeps_their_words(written):
    await planned(written, None)
    await sharing.keep_words(written.coaching, written.workspace, "UADA", keeps=True)

    await run_periodic(written, GONE)

    assert await plan_now(written) == (WORDS[1], "the call", "")
