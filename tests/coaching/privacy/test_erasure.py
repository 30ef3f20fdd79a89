"""A member is erased under way, and the others' nudges go out as if nothing had been."""

import asyncio
from dataclasses import dataclass, replace

import pytest

from bot.coaching.delivery import deliver
from bot.coaching.enrolment import undo
from bot.coaching.privacy import erasure
from bot.domain.delivery.ledger import Patience
from bot.domain.errors import CoachingError, DeliveryFailed
from bot.store.delivery import cards
from bot.store.tables import AttemptRow, MemberRow
from tests.coaching.conftest import FakeMessenger
from tests.conftest import MONDAY_NINE

TUESDAY = MONDAY_NINE.replace(day=3)


@dataclass
class ErasingMessenger(FakeMessenger):
    """Ada is erased in the middle of a call to Slack that concerns her."""

    scene: object = None
    during: str = ""

    async def post(self, to, item, started_at):
        await self._erase("post", to.slack_id)
        return await super().post(to, item, started_at)

    async def look(self, to, delivery_id, since, until):
        await self._erase("look", to.slack_id)
        return await super().look(to, delivery_id, since, until)

    async def _erase(self, call, slack_id):
        if (call, slack_id) == (self.during, "UADA"):
            self.during = ""
            await erase(self.scene)


async def erase(scene, slack_id="UADA"):
    [person] = await erasure.find(scene.coaching.store, slack_id)
    return await erasure.erase(scene.coaching.store, person, scene.clock())


@pytest.fixture
async def both(scene):
    """Ada and Bob had their welcome on Monday; their first nudge is due on Tuesday."""
    messenger = ErasingMessenger(scene.clock, scene.messenger.people, scene=scene)
    scene.messenger = messenger
    scene.coaching = replace(scene.coaching, messenger=messenger)
    await scene.assign("UADA", "UBOB")
    await scene.days(2)
    return scene


async def members(scene):
    return [row.slack_id for row in await scene.rows(MemberRow)]


async def test_in_the_middle_of_a_track_nothing_more_is_sent_and_others_go_on(both):
    await both.days(3)
    await both.say("I listened")

    await erase(both)
    await both.days(4, 5)

    assert both.messenger.names("UADA") == ["welcome", "first-steps.1"]
    assert both.messenger.names("UBOB") == [
        "welcome",
        *(f"first-steps.{day}" for day in (1, 2, 3)),
    ]


async def test_during_the_post_others_are_marked_all_the_same(both):
    both.messenger.during = "post"

    await both.days(3)

    assert await members(both) == ["UBOB"]
    assert await both.deliveries() == [("welcome", "sent"), ("first-steps.1", "sent")]
    assert len(await both.rows(AttemptRow)) == 2


async def test_during_a_post_that_is_refused_no_coach_is_troubled(both):
    both.messenger.during = "post"
    both.messenger.refuses["UADA"] = DeliveryFailed("user_disabled", permanent=True)

    await both.days(3)

    assert await members(both) == ["UBOB"]
    assert await both.follow_ups() == []
    assert await both.deliveries() == [("welcome", "sent"), ("first-steps.1", "sent")]


async def test_after_a_post_without_an_answer_nothing_is_looked_for(both):
    both.messenger.hangs.add("UADA")
    await both.days(3)

    await erase(both)
    await both.days(4)

    assert both.messenger.looked_for == []


@pytest.mark.parametrize("refusal", [None, DeliveryFailed("missing_scope")])
async def test_while_a_post_is_looked_for(both, refusal, caplog):
    both.messenger.hangs.add("UADA")
    both.messenger.will_not_look = refusal
    both.coaching = replace(both.coaching, patience=Patience(looks=1))
    await both.days(3)
    both.messenger.during = "look"

    await both.days(12)

    assert await members(both) == ["UBOB"]
    assert await both.follow_ups() == []
    assert both.messenger.names("UBOB")[-1] == "first-steps.2"
    caplog.clear()


async def test_between_the_claim_and_the_look_at_it(both, monkeypatch):
    read = deliver.parcels

    async def erased_first(coaching, claimed):
        if claimed and "UADA" in await members(both):
            await erase(both)
        return await read(coaching, claimed)

    monkeypatch.setattr(deliver, "parcels", erased_first)
    await both.days(3)

    assert await members(both) == ["UBOB"]
    assert both.messenger.names("UBOB") == ["welcome", "first-steps.1"]


async def test_while_the_card_of_an_answer_is_looked_for(both):
    both.messenger.loses_answers.add("UADA")
    await both.days(3)
    both.messenger.during = "look"

    await both.tap("first-steps.1", text="I listened")
    await both.coaching.looks.over()

    assert both.messenger.during == ""
    assert await members(both) == ["UBOB"]
    assert both.messenger.updated == []


@pytest.fixture
def erased_before_the_look(both, monkeypatch):
    """Ada is erased after her deliveries were taken, and before anybody reads what they are."""
    read = cards.facts

    async def erased_first(session, delivery_ids):
        if delivery_ids and "UADA" in await members(both):
            await erase(both)
        return await read(session, delivery_ids)

    monkeypatch.setattr(cards, "facts", erased_first)


async def test_an_old_card_answers_kindly_and_keeps_nothing(both):
    await both.days(3)
    await erase(both)

    with pytest.raises(CoachingError) as refused:
        await both.tap("first-steps.1", text="I listened")
    await both.say("I listened")

    assert refused.value.key == "error-card-gone"
    assert both.messenger.noted == [("UADA", "reply-no-nudge")]
    assert await members(both) == ["UBOB"]


async def test_who_is_assigned_again_begins_anew(both):
    await both.days(3)
    await erase(both)

    await both.assign("UADA")
    await both.days(4, 5)

    assert both.messenger.names("UADA")[-2:] == ["welcome", "first-steps.1"]


async def test_the_order_can_still_be_taken_back_for_the_others(both):
    order = await both.assign("UADA", "UBOB", "UCLEO", track="listening")
    await erase(both)

    taken_back = await undo.undo(
        both.coaching, both.workspace, both.coach.slack_id, order.audit_id
    )

    assert taken_back.count == 2


async def test_an_order_for_the_erased_alone_is_nothing_to_take_back(both):
    order = await both.assign("UCLEO")
    await erase(both, "UCLEO")

    with pytest.raises(CoachingError) as refused:
        await undo.undo(both.coaching, both.workspace, both.coach.slack_id, order.audit_id)

    assert refused.value.key == "error-nothing-to-undo"


async def test_ticks_and_an_erasing_at_once_do_no_harm(both):
    both.clock.now = TUESDAY
    second = replace(both.coaching, owner="second")

    await asyncio.gather(deliver.tick(both.coaching), erase(both), deliver.tick(second))
    await both.days(4)

    assert await members(both) == ["UBOB"]
    assert both.messenger.names("UBOB")[-1] == "first-steps.2"
