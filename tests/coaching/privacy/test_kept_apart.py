"""Kept, refused and withdrawn words reach no coach by another way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.coaching.answers import reply
from bot.coaching.enrolment import reassignment
from bot.coaching.follow_up import conversation, follow_up
from bot.coaching.plans import plans
from bot.coaching.privacy import forget, safety, sharing
from bot.domain.answers.reply import Outcome
from bot.domain.errors import DeliveryFailed
from bot.domain.people.people import Profile
from bot.domain.plans.plan import Came, Wanted
from bot.store.tables import PlanRow
from tests.coaching.conftest import appointed
from tests.coaching.privacy.test_private_days import WALK
from tests.coaching.privacy.test_readers import unless_refused
from tests.coaching.privacy.test_safety import SAFETY

SAID = "I cannot cope with this SECRET any more"
MINUTE = timedelta(minutes=1)


def who(scene):
    return scene.coaching, scene.workspace, "UADA"


async def types(scene, text, **where):
    """A typed line, as it goes its way: to the coach, or onto a nudge."""
    message = scene.message(text, **where)
    await comes(scene, message)
    return message


async def comes(scene, message):
    if not await conversation.typed(scene.coaching, message):
        await reply.typed(scene.coaching, message)


async def reading(scene, word="SECRET"):
    """Name the places that show a word to the coach."""
    return {n for n, look in WALK.items() if word in repr(await unless_refused(look(scene)))}


def card(scene, nudge="first-steps.1"):
    return scene.messenger.card(nudge).item.delivery_id


async def entry(scene):
    """Return the first nudge's answer as its coach sees it."""
    page = await follow_up.member_page(scene.coaching, scene.workspace, scene.coach, "UADA")
    return replace(page.journal[-1].answer, at=None)


@pytest.mark.parametrize("given", [{}, {"outcome": Outcome.DID}])
async def test_words_of_distress_look_like_any_kept_answer(nudged, given):
    nudged.coaching = replace(nudged.coaching, safety=SAFETY)
    if given:
        await nudged.tap("first-steps.1", **given)
    message = await types(nudged, SAID)
    distress = await entry(nudged)

    await comes(nudged, replace(message, text="It went well.", edited=True, at=nudged.clock()))
    await reply.keep_private(*who(nudged), card(nudged), private=True)

    assert distress == await entry(nudged)
    assert distress.private


async def test_an_answer_to_the_coach_that_is_edited_into_distress_leaves_the_queue(nudged):
    nudged.coaching = replace(nudged.coaching, safety=SAFETY)
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    await conversation.write(nudged.coaching, nudged.coach, "UADA", "How is it?", "V1")
    nudged.clock.now += MINUTE
    message = await types(nudged, "All fine")
    assert await follow_up.queue(nudged.coaching, nudged.coach)

    nudged.clock.now += MINUTE
    await comes(nudged, replace(message, text=SAID, edited=True, at=nudged.clock()))

    assert await follow_up.queue(nudged.coaching, nudged.coach) == []


@pytest.mark.parametrize("edited", [True, False])
async def test_what_a_private_day_refuses_lands_on_no_older_nudge(started, edited):
    await started.days(3, 4)
    await started.tap("first-steps.2", outcome=Outcome.DID)
    await started.days(5)
    await started.tap("first-steps.3", outcome=Outcome.DID)
    await started.days(6)
    choices = started.messenger.card("first-steps.4").item.nudge.choices
    await started.tap("first-steps.4", choice=choices[0])
    started.clock.now += 5 * MINUTE
    message = await types(started, "SECRET") if edited else None

    started.clock.now += 20 * MINUTE
    if message:
        changed = replace(message, text="SECRET.", edited=True, at=started.clock())
        await comes(started, changed)
    else:
        await types(started, "SECRET")

    assert await reading(started) == set()
    assert started.messenger.noted[-1] == ("UADA", "error-private-no-text")


@pytest.fixture
async def noa(scene):
    profile = Profile("UNOA", "Noa", "UTC")
    scene.messenger.people["UNOA"] = profile
    return await appointed(scene.coaching, scene.workspace, profile)


async def moved(scene):
    await reassignment.move(scene.coaching, scene.workspace, scene.coach, "UADA", "UNOA")


async def test_an_answer_to_a_former_coachs_late_words_is_refused(nudged, noa):
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    nudged.clock.now += 30 * MINUTE
    nudged.messenger.refuses["UADA"] = DeliveryFailed("internal_error", retry_after=180)
    await conversation.write(nudged.coaching, nudged.coach, "UADA", "How are you?", "V1")
    await moved(nudged)
    del nudged.messenger.refuses["UADA"]
    for _ in range(8):
        await nudged.tick(nudged.clock.now + 2 * MINUTE)

    nudged.clock.now += MINUTE
    await types(nudged, "SECRET, between us")

    assert ("UADA", "answer-coach-gone") in nudged.messenger.noted
    nudged.coach = noa
    assert await reading(nudged) == set()


async def test_an_answer_to_a_former_coach_is_refused_before_the_new_one_is_known(nudged, noa):
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    nudged.clock.now += timedelta(hours=7)
    await conversation.write(nudged.coaching, nudged.coach, "UADA", "How are you?", "V1")
    nudged.clock.now += timedelta(hours=1)
    await moved(nudged)

    nudged.clock.now += MINUTE
    await types(nudged, "SECRET, between us")
    await nudged.days(4)
    await sharing.share_earlier(*who(nudged), noa.id, shares=True)

    assert ("UADA", "answer-coach-gone") in nudged.messenger.noted
    nudged.coach = noa
    assert await reading(nudged) == set()


@pytest.fixture
async def planned(started):
    """Ada has planned something for noon, on the day that asks for a plan."""
    await started.answered_days(3, 4)
    await started.days(5)
    wanted = Wanted(started.clock() + timedelta(hours=3))
    await started.tap("first-steps.3", plan="If it is noon, SECRET", wanted=wanted)
    return started


@pytest.mark.parametrize("asked", [True, False])
async def test_a_plan_that_is_taken_back_never_comes_back(planned, asked):
    if asked:
        await planned.tick(planned.clock.now + timedelta(hours=3))
        [row] = await planned.rows(PlanRow)
        await plans.answer(*who(planned), row.id, Came.DID)
    taken_back = planned.clock() + MINUTE
    await reply.take_back(*who(planned), card(planned, "first-steps.3"), taken_back)

    planned.clock.now += 3 * MINUTE
    await planned.tap("first-steps.3", outcome=Outcome.NOT_YET)

    assert await reading(planned) == set()
    assert [(row.text, row.came) for row in await planned.rows(PlanRow)] == [("", None)]


async def test_what_is_added_after_all_is_kept_to_oneself_is_kept(nudged):
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    await sharing.share(*who(nudged), shares=False)

    nudged.clock.now += 20 * MINUTE
    await types(nudged, "SECRET")

    assert await reading(nudged) == set()


async def test_a_card_that_is_shared_by_hand_stays_shared(nudged):
    await sharing.share(*who(nudged), shares=False)
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    await reply.keep_private(*who(nudged), card(nudged), private=False)

    await types(nudged, "SECRET")

    assert await reading(nudged)


async def test_sharing_a_card_does_not_share_what_was_withheld_on_it(nudged):
    nudged.coaching = replace(nudged.coaching, safety=SAFETY)
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    message = await types(nudged, SAID)
    await reply.keep_private(*who(nudged), card(nudged), private=False)

    await reply.show_again(*who(nudged), card(nudged), message.place.ts)

    assert await reading(nudged) == set()


async def test_all_of_a_long_message_is_heard(nudged):
    nudged.coaching = replace(nudged.coaching, safety=SAFETY)

    await types(nudged, f"{'Ben and the rota. ' * 170}{SAID}")

    assert nudged.messenger.reacted == []
    assert await reading(nudged) == set()
    assert safety.concern(nudged.coaching, f"{'word ' * 7_900}{SAID}")


async def test_a_file_that_arrives_while_one_is_forgotten_goes_too(nudged, monkeypatch):
    from bot.coaching.privacy import data_export  # noqa: PLC0415  a flow used by this test alone
    from tests.slack.views.screen import WORDS  # noqa: PLC0415

    await data_export.send(*who(nudged), WORDS)
    delete, asked_again = nudged.messenger.delete_file, []

    async def delete_slowly(workspace, file):
        if not asked_again:
            asked_again.append(file)
            await data_export.send(*who(nudged), WORDS)
        return await delete(workspace, file)

    monkeypatch.setattr(nudged.messenger, "delete_file", delete_slowly)
    await forget.forget(*who(nudged))

    assert nudged.messenger.files == {}
    assert nudged.messenger.noted[-1] == ("UADA", "forget-receipt")


async def test_another_coach_cannot_guess_which_track_somebody_is_on(nudged, noa):
    for track in ("first-steps", "listening"):
        run = await nudged.look_ahead("UADA", coach=noa, track=track)

        assert [one.key for one in run.refused] == ["refused-other-coach"]
