"""Words that were stored before the lists heard them are withheld once the lists do."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from bot.coaching.answers import reply
from bot.coaching.follow_up import conversation
from bot.coaching.plans import plans
from bot.coaching.privacy import data_export, recheck
from bot.domain.answers.reply import Outcome, Reply
from bot.domain.errors import CoachingError, DeliveryFailed
from bot.domain.privacy.safety import NO_WORDS, SafetyWords, fingerprint, language
from bot.store.privacy import recheck as stored
from bot.store.tables import PlanRow, ReplyRow
from tests.coaching.conftest import Killed
from tests.coaching.delivery.test_idle import listening
from tests.coaching.follow_up.test_conversation import hears, queue, thread, write
from tests.coaching.privacy.test_private_days import WALK
from tests.coaching.privacy.test_safety import SAFETY
from tests.coaching.privacy.test_withheld import (
    NUDGE,
    PLAN,
    SAID,
    TOMORROW,
    WAYS,
    WORDS,
    card_id,
    in_a_plan,
    in_the_form,
    in_what_a_plan_comes_after,
    places,
    typed,
    who,
)
from tests.examples import some

HARMLESS = "I listened to the end."
OTHERS = SafetyWords((language({"danger": ["kill myself"], "strain": ["so tired of it"]}),))


async def to_the_coach(scene):
    await write(scene)
    await hears(scene, SAID, thread=thread(scene))


async def to_the_coach_in_the_form(scene):
    await write(scene)
    [message] = [p.item for p in scene.messenger.posted if p.name == "coach"]
    said = Reply("form 2", text=SAID)
    await conversation.given(*who(scene), message.delivery_id, said)


EVERY_WAY = (*WAYS, to_the_coach, to_the_coach_in_the_form)


async def starts(scene, lists=SAFETY):
    """Baton starts with these lists; of what it showed before, nobody looks any more."""
    scene.messenger.updated.clear()
    scene.coaching = replace(scene.coaching, safety=lists)
    await recheck.keep_up(scene.coaching)


async def showing(scene):
    """Name the places that show the words to a coach, or to their member."""
    told = {name: repr(await look(scene)) for name, look in WALK.items()} | await places(scene)
    return {name for name, seen in told.items() if "cope" in seen}


async def words(scene):
    return [(row.text, row.plan, row.withheld) for row in await scene.rows(ReplyRow)]


@pytest.mark.parametrize("way", some(EVERY_WAY, of=3))
async def test_it_is_read_back_nowhere_any_more(nudged, way):
    await way(nudged)
    assert await showing(nudged) & {"coach", "home", "queue"}

    await starts(nudged)
    await nudged.days(4, 5, 6, 9, 10, 11, 12, 13)

    assert await showing(nudged) == set()


@pytest.mark.parametrize("way", EVERY_WAY)
async def test_it_stays_in_the_members_own_data(nudged, way):
    await way(nudged)
    await starts(nudged)

    await data_export.send(*who(nudged), WORDS)

    [(_, _, content)] = nudged.messenger.files.values()
    with ZipFile(BytesIO(content)) as archive:
        assert SAID in archive.read("data.json").decode()
        if way in WAYS:
            assert SAID in archive.read("journal.md").decode()


@pytest.mark.parametrize("way", [typed, to_the_coach])
async def test_its_tick_goes(nudged, way):
    await way(nudged)
    assert len(nudged.messenger.reacted) == 1

    await starts(nudged)
    await nudged.tick()

    assert nudged.messenger.reacted == []


async def test_its_card_is_drawn_again(nudged):
    await typed(nudged)

    await starts(nudged)
    await nudged.tick()

    assert card_id(nudged) in [item.delivery_id for _, item in nudged.messenger.updated]


@pytest.mark.parametrize("way", EVERY_WAY)
async def test_its_member_is_not_written_to_and_their_day_goes_on(nudged, way):
    await way(nudged)
    offered, noted = len(nudged.messenger.offered), len(nudged.messenger.noted)

    await starts(nudged, SafetyWords((language({"danger": ["cannot cope"]}),)))

    assert len(nudged.messenger.offered) == offered
    assert len(nudged.messenger.noted) == noted
    await nudged.days(4)
    assert "first-steps.2" in nudged.messenger.names()


async def test_what_was_pressed_beside_it_stays(nudged):
    await in_the_form(nudged)

    await starts(nudged)

    card, apart = await nudged.rows(ReplyRow)
    assert (card.outcome, card.text, card.private) == (Outcome.DID, "", True)
    assert (apart.text, apart.withheld, apart.private) == (SAID, True, True)
    assert (apart.created_at, apart.changed_at) == (card.created_at, card.changed_at)


async def test_only_the_field_of_a_form_with_such_words_is_withheld(nudged):
    await nudged.tap(NUDGE, text=HARMLESS, plan=PLAN, whole=True)

    await starts(nudged)

    assert await words(nudged) == [(HARMLESS, "", False), ("", PLAN, True)]


async def test_a_plan_with_such_words_is_over(nudged):
    await in_what_a_plan_comes_after(nudged)

    await starts(nudged)

    [plan] = await nudged.rows(PlanRow)
    assert (plan.text, plan.after, plan.closed_as) == ("", "", "dropped")


async def test_a_question_that_is_on_its_way_is_not_asked(nudged):
    await in_a_plan(nudged)
    [plan] = await nudged.rows(PlanRow)
    nudged.messenger.refuses["UADA"] = DeliveryFailed("ratelimited", retry_after=120)
    with pytest.raises(CoachingError):
        await plans.ask_now(*who(nudged), plan.id)
    assert ("occasion", "due") in await nudged.deliveries()

    await starts(nudged)

    assert ("occasion", "skipped") in await nudged.deliveries()


async def test_nothing_of_it_is_left_in_the_coachs_queue(nudged):
    await to_the_coach(nudged)
    assert "answered" in [reason for reason, _ in await queue(nudged)]

    await starts(nudged)

    assert "answered" not in [reason for reason, _ in await queue(nudged)]


async def test_what_such_an_answer_told_the_coach_is_settled(nudged):
    await nudged.tap(NUDGE, confidence=4)
    await nudged.answered_days(4, 5, 6, 9)
    await nudged.tap("first-steps.5", confidence=1, text=SAID, whole=True)
    assert [reason for reason, _ in await queue(nudged)] == ["confidence"]

    await starts(nudged)

    assert await queue(nudged) == []


async def test_harmless_words_stay_as_they_are(nudged):
    await nudged.say(HARMLESS)
    await nudged.tap(NUDGE, text="I waited.", outcome=Outcome.DID, whole=True)
    wanted = await plans.wanted(*who(nudged), TOMORROW)
    await nudged.tap(NUDGE, plan="If it is noon, then I rest", wanted=wanted)
    await write(nudged)
    await hears(nudged, "Fine", thread=thread(nudged))
    before = await everything(nudged)

    await starts(nudged)

    assert await everything(nudged) == before


async def everything(scene):
    rows = [*await scene.rows(ReplyRow), *await scene.rows(PlanRow)]
    return [row.model_dump() for row in rows]


async def test_a_second_start_with_the_same_lists_reads_no_words(nudged):
    await typed(nudged)
    await starts(nudged)

    with listening(nudged.coaching.store) as said:
        await starts(nudged)

    assert [s for s in said if "reply" in s or "plan" in s] == []
    assert len([s for s in said if "setting" in s]) == 1


async def test_lists_that_have_changed_since_are_heard(nudged):
    await starts(nudged, NO_WORDS)
    await starts(nudged, OTHERS)
    await typed(nudged)

    await starts(nudged)

    assert await words(nudged) == [(SAID, "", True)]


async def test_what_was_withheld_stays_so_whatever_the_lists_say(nudged):
    await typed(nudged)
    await starts(nudged)

    await starts(nudged, NO_WORDS)

    assert await words(nudged) == [(SAID, "", True)]


async def test_a_start_that_is_killed_is_finished_by_the_next(nudged, monkeypatch):
    for _ in range(3):
        nudged.clock.now += timedelta(seconds=1)
        await typed(nudged)
    monkeypatch.setattr(recheck, "BATCH", 1)

    async def killed(session, above, limit, read=stored.replies):
        if above:
            raise Killed
        return await read(session, above, limit)

    with monkeypatch.context() as broken:
        broken.setattr(stored, "replies", killed)
        with pytest.raises(Killed):
            await starts(nudged)
    assert [row[2] for row in await words(nudged)] == [True, False, False]

    await starts(nudged)

    assert await words(nudged) == [(SAID, "", True)] * 3


@pytest.mark.parametrize("way", [typed, in_the_form, in_a_plan])
async def test_not_what_i_meant_is_respected(nudged, way):
    nudged.coaching = replace(nudged.coaching, safety=SAFETY)
    await way(nudged)
    await say_not_meant(nudged)
    before = await everything(nudged)

    await starts(nudged)

    assert await everything(nudged) == before
    assert not any(row.withheld for row in await nudged.rows(ReplyRow))


async def say_not_meant(scene):
    [(_, _, facts)] = scene.messenger.offered
    delivery_id, _, source = facts["about"].partition(":")
    await reply.show_again(*who(scene), int(delivery_id), source)


async def test_a_plan_that_was_not_meant_so_may_be_asked_about(nudged):
    nudged.coaching = replace(nudged.coaching, safety=SAFETY)
    await in_a_plan(nudged)
    await say_not_meant(nudged)
    await in_a_plan(nudged)
    [plan] = await nudged.rows(PlanRow)

    await starts(nudged)

    assert [row.text for row in await nudged.rows(PlanRow)] == [plan.text] == [PLAN]


async def test_words_that_replace_those_are_looked_through_again(nudged):
    nudged.coaching = replace(nudged.coaching, safety=SAFETY)
    ts = await nudged.say(SAID)
    await say_not_meant(nudged)
    await nudged.say("I am so tired of it", ts=ts, edited=True)

    await starts(nudged, OTHERS)

    assert await words(nudged) == [("I am so tired of it", "", True)]


async def test_words_that_changed_while_they_were_looked_through_are_left(nudged):
    ts = await nudged.say(SAID)
    async with nudged.coaching.store.reading() as session:
        [kept] = await stored.replies(session, 0, 9)
    await nudged.say(HARMLESS, ts=ts, edited=True)

    async with nudged.coaching.store.writing() as session:
        assert not await stored.withhold(session, kept, nudged.clock())

    assert await words(nudged) == [(HARMLESS, "", False)]


@pytest.mark.parametrize("way", [typed, in_a_plan, in_the_form])
async def test_another_workspaces_words_are_left_alone(nudged, way):
    await way(nudged)
    before = await everything(nudged)
    nudged.coaching.store.served.ids = frozenset({nudged.workspace.id + 1})

    await starts(nudged)

    nudged.coaching.store.served.ids = frozenset({nudged.workspace.id})
    assert await everything(nudged) == before


def test_a_fingerprint_tells_lists_apart():
    again = SafetyWords((language({"danger": ["kill myself"], "strain": ["so tired of it"]}),))

    assert fingerprint(OTHERS) == fingerprint(again)
    assert len({fingerprint(lists) for lists in (NO_WORDS, OTHERS, SAFETY)}) == 3
