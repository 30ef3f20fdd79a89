"""What is shown is owed, too: cards and ticks come to say what the database says."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.coaching.answers import reply, snooze
from bot.coaching.check_ins import check_in, pause_offer
from bot.coaching.delivery import access, cards, deliver, shown
from bot.coaching.delivery.outbox import Outbox
from bot.coaching.follow_up import conversation
from bot.coaching.keyed_lock import KeyedLock
from bot.coaching.plans import plans
from bot.coaching.schedule import settings
from bot.domain.answers.reply import Outcome, Reply
from bot.domain.answers.snooze import Later
from bot.domain.check_ins.check_in import Choice
from bot.domain.errors import DeliveryFailed, OutcomeUnknown
from bot.domain.plans.plan import Closed, Wanted
from bot.store.delivery import outbox
from bot.store.tables import DeliveryRow, OutboxRow
from tests.coaching.conftest import TUESDAY_NINE
from tests.examples import some

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
LIMIT = DeliveryFailed("ratelimited", retry_after=30)
FAILURES = [
    LIMIT,
    DeliveryFailed("update_failed"),
    DeliveryFailed("team_added_to_org", held=True),
    DeliveryFailed("its turn comes later", retry_after=12),
    OutcomeUnknown("TimeoutError"),
]


def second_process(scene):
    return replace(scene.coaching, owner="second", outbox=Outbox(), turns=KeyedLock())


def card(scene, nudge="first-steps.1"):
    return scene.messenger.card(nudge)


def newest(scene, place):
    """The item that a message shows now."""
    return [item for where, item in scene.messenger.updated if where == place][-1]


async def waiting(scene):
    return [(row.kind, row.delivery_id) for row in await scene.rows(OutboxRow)]


async def later_on(scene, *waits):
    """What Baton does by itself meanwhile."""
    for wait in waits or (6 * SECOND, MINUTE, 10 * MINUTE):
        scene.clock.now += wait
        await shown.work(scene.coaching)


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: failure.reason)
async def test_a_card_that_could_not_be_redrawn_is_redrawn_later(nudged, failure):
    nudged.messenger.will_not_change = failure
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    assert nudged.messenger.updated == []
    nudged.messenger.will_not_change = None

    await later_on(nudged)

    assert newest(nudged, card(nudged).place).answer.outcome is Outcome.DID
    assert await waiting(nudged) == []


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: failure.reason)
async def test_a_tick_that_could_not_be_set_is_set_later(nudged, failure):
    nudged.messenger.will_not_change = failure
    ts = await nudged.say("Half the bed plans", at=nudged.clock())
    assert nudged.messenger.reacted == []
    nudged.messenger.will_not_change = None

    await later_on(nudged)

    assert [place.ts for place in nudged.messenger.reacted] == [ts]
    assert await waiting(nudged) == []


async def test_what_is_shown_at_once_is_shown_once(nudged):
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    await nudged.say("Half the bed plans", at=nudged.clock())
    shown_at_once = len(nudged.messenger.updated), len(nudged.messenger.reacted)

    await later_on(nudged)

    assert shown_at_once == (2, 1)
    assert (len(nudged.messenger.updated), len(nudged.messenger.reacted)) == shown_at_once
    assert await waiting(nudged) == []


async def test_what_a_process_leaves_unshown_another_shows(nudged, monkeypatch):
    """It ends between the commit and the call to Slack."""

    async def end(*given):
        raise asyncio.CancelledError

    for module, name in ((cards, "redraw"), (shown, "tick")):
        monkeypatch.setattr(module, name, end)
    with pytest.raises(asyncio.CancelledError):
        await nudged.say("Half the bed plans", at=nudged.clock())
    monkeypatch.undo()

    nudged.coaching = second_process(nudged)
    await later_on(nudged, 6 * SECOND)

    assert len(nudged.messenger.reacted) == 1
    assert newest(nudged, card(nudged).place).answer.words == ("Half the bed plans",)


async def test_what_was_shown_and_not_closed_is_shown_again_and_closed(nudged):
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    nudged.coaching = second_process(nudged)

    await later_on(nudged, 6 * SECOND)

    assert len(nudged.messenger.updated) == 2
    assert await waiting(nudged) == []


async def test_two_changes_end_in_the_newest_state_whoever_is_slower(nudged, monkeypatch):
    """The first process draws what it read; the second has changed and drawn it since."""
    first, second = nudged.coaching, second_process(nudged)
    has_read, slow = asyncio.Event(), asyncio.Event()
    update = nudged.messenger.update

    async def held_up(workspace, place, item):
        if item.answer.outcome is Outcome.STUCK:
            has_read.set()
            await slow.wait()
        await update(workspace, place, item)

    monkeypatch.setattr(nudged.messenger, "update", held_up)
    this = (nudged.workspace, "UADA", card(nudged).item.delivery_id)
    drawing = asyncio.create_task(reply.tapped(first, *this, Reply(outcome=Outcome.STUCK)))
    await has_read.wait()
    nudged.clock.now += SECOND
    await reply.tapped(second, *this, Reply(outcome=Outcome.DID))
    await shown.flush(second)
    slow.set()
    await drawing
    assert newest(nudged, card(nudged).place).answer.outcome is Outcome.STUCK

    await shown.flush(first)
    await later_on(nudged)

    assert newest(nudged, card(nudged).place).answer.outcome is Outcome.DID
    assert await waiting(nudged) == []


async def test_two_processes_share_what_is_left(nudged):
    nudged.messenger.will_not_change = LIMIT
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    await shown.flush(nudged.coaching)
    nudged.messenger.will_not_change = None
    nudged.clock.now += MINUTE

    drawn = await asyncio.gather(shown.work(nudged.coaching), shown.work(second_process(nudged)))

    assert sum(drawn) == 1
    assert len(nudged.messenger.updated) == 1


async def test_a_change_during_a_failure_is_shown_as_it_is_by_then(nudged):
    nudged.messenger.will_not_change = LIMIT
    await nudged.tap("first-steps.1", outcome=Outcome.STUCK)
    await shown.flush(nudged.coaching)
    nudged.clock.now += SECOND
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    nudged.messenger.will_not_change = None

    await later_on(nudged)

    assert [item.answer.outcome for _, item in nudged.messenger.updated] == [Outcome.DID]
    assert await waiting(nudged) == []


async def test_an_answer_before_the_post_is_written_down_is_shown(started, monkeypatch):
    """A member may answer quicker than Baton hears that the post arrived."""
    started.clock.now = TUESDAY_NINE - SECOND
    post = started.messenger.post

    async def answered_at_once(to, item, started_at):
        place = await post(to, item, started_at)
        if item.delivery_id == 2:
            await started.tap("first-steps.1", outcome=Outcome.DID)
            started.messenger.updated.clear()
        return place

    monkeypatch.setattr(started.messenger, "post", answered_at_once)
    await started.days(3)
    await later_on(started)

    assert newest(started, card(started).place).answer.outcome is Outcome.DID


async def test_an_answer_to_a_post_in_doubt_is_shown_once_it_is_found(started):
    started.messenger.loses_answers.add("UADA")
    await started.days(3)
    started.messenger.will_not_look = LIMIT
    await started.tap("first-steps.1", outcome=Outcome.DID)
    await started.coaching.looks.over()
    started.messenger.will_not_look = None

    for minutes in (5, 30, 31):
        await started.tick(TUESDAY_NINE + minutes * MINUTE)
    await later_on(started)

    assert newest(started, card(started).place).answer.outcome is Outcome.DID


async def taken_back(scene):
    ts = await scene.say("Half the bed plans", at=scene.clock())
    scene.clock.now += SECOND
    who = (scene.coaching, scene.workspace, "UADA", card(scene).item.delivery_id)
    scene.messenger.will_not_change = LIMIT
    await reply.take_back(*who, scene.clock())
    return lambda: ts not in [place.ts for place in scene.messenger.reacted]


async def kept_private(scene):
    await scene.tap("first-steps.1", outcome=Outcome.DID)
    scene.messenger.will_not_change = LIMIT
    who = (scene.coaching, scene.workspace, "UADA", card(scene).item.delivery_id)
    await reply.keep_private(*who, private=True)
    return lambda: newest(scene, card(scene).place).reader == ""


async def edited(scene):
    ts = await scene.say("Half the bed plans", at=scene.clock())
    scene.clock.now += SECOND
    scene.messenger.will_not_change = LIMIT
    await scene.say("All the bed plans", ts=ts, at=scene.clock(), edited=True)
    return lambda: newest(scene, card(scene).place).answer.words == ("All the bed plans",)


async def withdrawn(scene):
    ts = await scene.say("Half the bed plans", at=scene.clock())
    scene.clock.now += SECOND
    scene.messenger.will_not_change = LIMIT
    await scene.delete(ts, at=scene.clock())
    return lambda: not newest(scene, card(scene).place).answer.given


async def snoozed(scene):
    scene.messenger.will_not_change = LIMIT
    who = (scene.coaching, scene.workspace, "UADA", card(scene).item.delivery_id)
    await snooze.put_off(*who, Later.TOMORROW)
    return lambda: newest(scene, card(scene).place).comes_back is not None


async def come_back(scene):
    who = (scene.coaching, scene.workspace, "UADA", card(scene).item.delivery_id)
    await snooze.put_off(*who, Later.TOMORROW)
    scene.messenger.will_not_change = LIMIT
    await scene.days(4)
    return lambda: newest(scene, card(scene).place).is_moved


async def paused_and_back(scene):
    await settings.pause(scene.coaching, scene.workspace, "UADA", None)
    await scene.days(18)
    offer = next(p for p in scene.messenger.posted if p.name == "rest")
    scene.messenger.will_not_change = LIMIT
    await settings.resume(scene.coaching, scene.workspace, "UADA")
    return lambda: newest(scene, offer.place).answered


async def answered_the_offer(scene):
    await settings.pause(scene.coaching, scene.workspace, "UADA", None)
    await scene.days(18)
    offer = next(p for p in scene.messenger.posted if p.name == "rest")
    scene.messenger.will_not_change = LIMIT
    chosen = pause_offer.PauseChoice.PEACE
    await pause_offer.answer(
        scene.coaching, scene.workspace, "UADA", offer.item.delivery_id, chosen
    )
    return lambda: newest(scene, offer.place).choice is chosen


async def asked_after_silence(scene):
    await scene.days(4, 5, 6)
    return next(p for p in scene.messenger.posted if p.name == "check-in")


async def answered_the_check_in(scene):
    question = await asked_after_silence(scene)
    scene.messenger.will_not_change = LIMIT
    await check_in.answer(
        scene.coaching, scene.workspace, "UADA", question.item.delivery_id, Choice.CARRY_ON
    )
    return lambda: newest(scene, question.place).choice is Choice.CARRY_ON


async def answered_a_nudge_after_the_check_in(scene):
    question = await asked_after_silence(scene)
    scene.messenger.will_not_change = LIMIT
    await scene.tap("first-steps.1", outcome=Outcome.DID)
    return lambda: newest(scene, question.place).answered


async def paused_after_the_check_in(scene):
    question = await asked_after_silence(scene)
    scene.messenger.will_not_change = LIMIT
    await settings.pause(scene.coaching, scene.workspace, "UADA", None)
    return lambda: newest(scene, question.place).answered


CHANGES = [
    taken_back,
    kept_private,
    edited,
    withdrawn,
    snoozed,
    come_back,
    paused_and_back,
    answered_the_offer,
    answered_the_check_in,
    answered_a_nudge_after_the_check_in,
    paused_after_the_check_in,
]


@pytest.mark.parametrize("change", some(CHANGES, of=3), ids=lambda change: change.__name__)
async def test_whatever_changes_what_is_shown_is_shown_in_the_end(nudged, change):
    is_true = await change(nudged)
    nudged.messenger.will_not_change = None

    await later_on(nudged)

    assert is_true()
    assert await waiting(nudged) == []


@pytest.mark.parametrize("change", [plans.drop, plans.bring_back])
async def test_a_plan_that_is_dropped_or_brought_back_shows_it(started, change):
    await started.answered_days(3, 4)
    await started.days(5)
    made = card(started, "first-steps.3")
    wanted = Wanted(started.clock() + 4 * HOUR, "the handover")
    said = Reply(plan="I will thank Ben", wanted=wanted)
    who = (started.coaching, started.workspace, "UADA")
    await reply.tapped(*who, made.item.delivery_id, said)
    [plan] = (await plans.page(*who)).plans
    if change is plans.bring_back:
        await plans.drop(*who, plan.plan.id)
    await shown.flush(started.coaching)
    started.messenger.updated.clear()
    started.messenger.will_not_change = LIMIT
    await change(*who, plan.plan.id)
    started.messenger.will_not_change = None

    await later_on(started)

    [plan] = newest(started, made.place).answer.plans
    assert plan.closed == (Closed.DROPPED if change is plans.drop else None)


async def test_a_workspace_that_is_stopped_is_not_called_and_catches_up_afterwards(nudged):
    gone = DeliveryFailed("token_revoked", whole_workspace=True)
    nudged.messenger.will_not_change = gone
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    await later_on(nudged, 2 * MINUTE, 60 * MINUTE)
    nudged.messenger.will_not_change = None
    assert await shown.work(nudged.coaching) == 0

    await access.probe(nudged.coaching)
    await later_on(nudged)

    assert newest(nudged, card(nudged).place).answer.outcome is Outcome.DID


async def test_what_is_never_shown_is_given_up_aloud(nudged, caplog, monkeypatch):
    monkeypatch.setattr(outbox, "MOST_TRIES", 3)
    nudged.messenger.will_not_change = DeliveryFailed("a_word_of_tomorrow")
    await nudged.tap("first-steps.1", outcome=Outcome.DID)

    await later_on(nudged, *([20 * MINUTE] * 6))

    assert await waiting(nudged) == []
    assert "left as it is" in caplog.text


async def test_a_limit_uses_up_no_tries(nudged, monkeypatch):
    monkeypatch.setattr(outbox, "MOST_TRIES", 3)
    nudged.messenger.will_not_change = LIMIT
    await nudged.tap("first-steps.1", outcome=Outcome.DID)

    await later_on(nudged, *([MINUTE] * 10))

    assert await waiting(nudged) == [("card", 2)]


async def test_a_coachs_own_words_are_not_drawn_anew(nudged):
    await conversation.write(nudged.coaching, nudged.coach, "UADA", "How did it go?", "1")
    words = next(p for p in nudged.messenger.posted if p.name == "coach")
    message = nudged.message("Well", thread=words.place.ts, at=nudged.clock())
    await conversation.typed(nudged.coaching, message)

    await later_on(nudged)

    assert nudged.messenger.updated == []
    assert len(nudged.messenger.reacted) == 1


async def test_one_workspace_has_its_share_of_what_is_drawn_at_once(nudged, monkeypatch):
    monkeypatch.setattr(shown, "SHARE", 2)
    async with nudged.coaching.store.writing() as session:
        for n in range(5):
            tick = outbox.tick(2, "DADA", f"1772500000.{n:06d}")
            await outbox.add(session, tick, nudged.clock(), outbox.AT_ONCE)

    assert [await shown.work(nudged.coaching) for _ in range(4)] == [2, 2, 1, 0]


async def test_an_answer_costs_one_commit(nudged):
    commits = []
    event.listen(nudged.coaching.store.writer.sync_engine, "commit", commits.append)

    await nudged.tap("first-steps.1", outcome=Outcome.DID)

    assert len(commits) == 1


async def test_delivering_brings_what_is_shown_up_to_date(nudged):
    nudged.messenger.will_not_change = LIMIT
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    await deliver.tick(nudged.coaching)
    nudged.messenger.will_not_change = None
    nudged.clock.now += MINUTE

    await deliver.tick(nudged.coaching)

    assert newest(nudged, card(nudged).place).answer.outcome is Outcome.DID
    assert [row.state for row in await nudged.rows(DeliveryRow)] == ["sent", "sent"]
