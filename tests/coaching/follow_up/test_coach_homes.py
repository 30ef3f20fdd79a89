"""A coach's Home tab stops quoting a member the moment its coach may not read them any more."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.coaching.answers import reply
from bot.coaching.delivery import access, shown
from bot.coaching.enrolment import reassignment, undo
from bot.coaching.follow_up import coach_homes, conversation, follow_up
from bot.coaching.keyed_lock import KeyedLock
from bot.coaching.people import profile_sync, roles
from bot.coaching.privacy import erasure, forget, retention, sharing
from bot.domain.errors import DeliveryFailed, OutcomeUnknown
from bot.domain.people.people import Profile
from bot.store.answers import replies
from bot.store.tables import CoachHomeRow
from tests.coaching.conftest import appointed
from tests.coaching.follow_up.test_conversation import hears, thread, write
from tests.coaching.privacy.test_retention import GONE, TOLD
from tests.coaching.privacy.test_safety import SAFETY
from tests.examples import some

NUDGE = "first-steps.1"
SAID = "the rota frightens me"
DISTRESS = "I cannot cope with this"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
LIMIT = DeliveryFailed("ratelimited", retry_after=30)


def who(scene):
    return scene.coaching, scene.workspace, "UADA"


def card_id(scene):
    return scene.messenger.card(NUDGE).item.delivery_id


def page(scene, coach="UMARA"):
    """Return the Home that Slack last got for a coach."""
    return str(scene.messenger.pages.get(coach))


def published(scene, coach="UMARA"):
    return scene.messenger.published.count(coach)


async def is_true(scene, coach):
    """Compare a coach's Home with what is true now."""
    now = await follow_up.home(scene.coaching, coach)
    return scene.messenger.pages[coach.slack_id].queue == now.queue


@pytest.fixture
async def asked(nudged):
    """Mara's Home quotes Ada, who has asked for her from the card."""
    nudged.coaching = replace(nudged.coaching, safety=SAFETY)
    await nudged.say(SAID)
    await nudged.ask(NUDGE)
    await coach_homes.opened(nudged.coaching, nudged.workspace, nudged.coach)
    nudged.clock.now += SECOND
    assert SAID in page(nudged)
    return nudged


@pytest.fixture
async def noa(scene):
    return await appointed(scene.coaching, scene.workspace, Profile("UNOA", "Noa", "UTC"))


async def source(scene):
    """The message that Ada has typed."""
    async with scene.coaching.store.reading() as session:
        [(ts, _)] = await replies.sources(session, card_id(scene))
    return ts


async def kept(scene):
    await reply.keep_private(*who(scene), card_id(scene), private=True)


async def taken_back(scene):
    await reply.take_back(*who(scene), card_id(scene), scene.clock())


async def deleted(scene):
    await scene.delete(await source(scene))


async def edited(scene):
    await scene.say("Never mind", ts=await source(scene), edited=True)


async def emptied(scene):
    await reply.deleted(scene.coaching, scene.message("", ts=await source(scene), edited=True))


async def edited_into_distress(scene):
    await scene.say(DISTRESS, ts=await source(scene), edited=True)


async def followed_by_distress(scene):
    await scene.say(DISTRESS)


async def distress_in_the_form(scene):
    await scene.tap(NUDGE, text=DISTRESS, whole=True)


async def forgotten(scene):
    await forget.forget(*who(scene))


async def erased_by_the_operator(scene):
    person = await erasure.member_there(scene.coaching.store, scene.workspace, "UADA")
    await erasure.erase(scene.coaching.store, person, scene.clock())


async def moved(scene):
    await reassignment.move(scene.coaching, scene.workspace, scene.coach, "UADA", "UNOA")


async def handed_over(scene):
    await reassignment.handover(scene.coaching, scene.workspace, "UMARA", "UMARA", "UNOA")


async def unassigned(scene):
    await reassignment.unassign(scene.coaching, scene.workspace, scene.coach, "UADA")


async def assignment_undone(scene):
    await undo.undo(scene.coaching, scene.workspace, "UMARA")


async def coach_left(scene):
    profile = Profile("UMARA", "Mara", "UTC", deactivated=True)
    await profile_sync.changed(scene.coaching, scene.workspace, profile)


async def coach_became_a_guest(scene):
    profile = Profile("UMARA", "Mara", "UTC", is_guest=True)
    await profile_sync.changed(scene.coaching, scene.workspace, profile)


async def dismissed(scene):
    scene.messenger.people["UADMIN"] = Profile("UADMIN", "Root", "UTC", is_admin=True)
    await unassigned(scene)
    await roles.dismiss(scene.coaching, scene.workspace, "UADMIN", "UMARA")


async def grown_old(scene):
    begun = scene.clock.now
    for after in (TOLD, GONE):
        scene.clock.now = begun + after
        await retention.run_periodic(scene.coaching)


WAYS = (
    kept,
    taken_back,
    deleted,
    edited,
    emptied,
    edited_into_distress,
    followed_by_distress,
    distress_in_the_form,
    forgotten,
    erased_by_the_operator,
    moved,
    handed_over,
    unassigned,
    assignment_undone,
    coach_left,
    coach_became_a_guest,
    dismissed,
    grown_old,
)


@pytest.mark.parametrize("way", some(WAYS, of=3), ids=lambda way: way.__name__)
async def test_words_that_may_not_be_read_any_more_leave_the_home(asked, noa, way):
    await way(asked)

    await shown.work(asked.coaching)

    assert SAID not in page(asked)
    assert "cope" not in page(asked)


async def test_earlier_answers_leave_the_new_coachs_home_once_they_are_shared_no_more(asked, noa):
    await moved(asked)
    await asked.tick()
    await sharing.share_earlier(*who(asked), noa.id, shares=True)
    await asked.ask(NUDGE)
    await coach_homes.opened(asked.coaching, asked.workspace, noa)
    assert SAID in page(asked, "UNOA")

    await sharing.share_earlier(*who(asked), noa.id, shares=False)
    await shown.work(asked.coaching)

    assert SAID not in page(asked, "UNOA")


@pytest.mark.parametrize("back", [False, True])
async def test_an_answer_to_the_coach_that_is_changed_or_deleted_leaves_the_home(nudged, back):
    await write(nudged)
    where = {"thread": thread(nudged), "at": nudged.clock()}
    await hears(nudged, SAID, ts="1772528500.000001", **where)
    await coach_homes.opened(nudged.coaching, nudged.workspace, nudged.coach)
    assert SAID in page(nudged)
    nudged.clock.now += SECOND
    again = {"ts": "1772528500.000001", "thread": thread(nudged), "at": nudged.clock()}

    if back:
        await conversation.deleted(nudged.coaching, nudged.message("", **again))
    else:
        await hears(nudged, "Fine", edited=True, **again)
    await shown.work(nudged.coaching)

    assert SAID not in page(nudged)


async def test_the_former_and_the_new_coach_see_the_change(asked, noa):
    await coach_homes.opened(asked.coaching, asked.workspace, noa)

    await moved(asked)
    await shown.work(asked.coaching)
    assert (published(asked), published(asked, "UNOA")) == (2, 2)

    await asked.tick()
    assert (await is_true(asked, asked.coach), await is_true(asked, noa)) == (True, True)
    assert "UADA" not in page(asked)
    assert "UADA" in page(asked, "UNOA")


async def test_a_coach_who_was_to_be_told_of_sees_that_they_are_passed_over(asked, noa):
    await coach_homes.opened(asked.coaching, asked.workspace, noa)
    await moved(asked)
    await shown.work(asked.coaching)
    assert "UADA" in page(asked, "UNOA")

    await undo.undo(asked.coaching, asked.workspace, "UMARA")
    await shown.work(asked.coaching)

    assert "UADA" not in page(asked, "UNOA")


async def test_a_member_who_leaves_is_shown_as_away(asked):
    await asked.move_to("UTC", deactivated=True)
    await shown.work(asked.coaching)

    assert published(asked) == 2
    assert await is_true(asked, asked.coach)


@pytest.mark.parametrize("failure", [LIMIT, OutcomeUnknown("TimeoutError")])
async def test_a_home_that_slack_refuses_is_drawn_later_by_whichever_process(asked, failure):
    asked.messenger.will_not_change = failure
    await kept(asked)
    await shown.work(asked.coaching)
    assert SAID in page(asked)
    asked.messenger.will_not_change = None

    other = replace(asked.coaching, owner="second", turns=KeyedLock())
    asked.clock.now += 10 * MINUTE
    await shown.work(other)

    assert SAID not in page(asked)
    assert await shown.work(other) == 0


async def test_an_opened_home_that_slack_refuses_is_drawn_later_and_not_taken_for_read(nudged):
    nudged.messenger.will_not_change = LIMIT
    opened = await coach_homes.opened(nudged.coaching, nudged.workspace, nudged.coach)
    nudged.messenger.will_not_change = None

    nudged.clock.now += 10 * MINUTE
    await shown.work(nudged.coaching)

    assert opened is None
    assert published(nudged) == 1


async def test_ten_changes_are_one_publish(asked):
    for n in range(10):
        await asked.say(f"More {n}")
        asked.clock.now += SECOND

    drawn = await shown.work(asked.coaching)

    assert (drawn, published(asked)) == (1, 2)
    assert "More 9" in page(asked)
    assert await shown.work(asked.coaching) == 0


async def test_nobodys_home_is_published_who_never_opened_it(nudged, noa):
    await nudged.say(SAID)
    await nudged.ask(NUDGE)
    await kept(nudged)
    await moved(nudged)
    await nudged.tick()
    await forgotten(nudged)
    await nudged.tick()

    assert {"UMARA", "UNOA"} & set(nudged.messenger.published) == set()


async def test_of_two_processes_one_draws_it(asked):
    await kept(asked)
    other = replace(asked.coaching, owner="second", turns=KeyedLock())

    drawn = await asyncio.gather(shown.work(asked.coaching), shown.work(other))

    assert (sum(drawn), published(asked)) == (1, 2)


async def test_a_change_while_it_is_drawn_is_drawn_as_well(asked, monkeypatch):
    """The Home was read before the answer was kept, and reaches Slack after it."""
    await asked.say("More")
    draw = asked.messenger.draw_home

    async def late(to, page):
        monkeypatch.undo()
        await kept(asked)
        await draw(to, page)

    monkeypatch.setattr(asked.messenger, "draw_home", late)
    await shown.work(asked.coaching)
    assert SAID in page(asked)

    await shown.work(asked.coaching)

    assert SAID not in page(asked)


async def test_a_change_while_the_coach_opens_it_is_drawn_as_well(asked, monkeypatch):
    draw = asked.messenger.draw_home

    async def late(to, page):
        monkeypatch.undo()
        await kept(asked)
        await shown.work(replace(asked.coaching, turns=KeyedLock()))
        await draw(to, page)

    monkeypatch.setattr(asked.messenger, "draw_home", late)
    await coach_homes.opened(asked.coaching, asked.workspace, asked.coach)
    assert SAID in page(asked)

    await shown.work(asked.coaching)

    assert SAID not in page(asked)


async def test_a_stopped_workspace_is_not_called_and_catches_up_afterwards(asked):
    asked.messenger.will_not_change = DeliveryFailed("token_revoked", whole_workspace=True)
    await kept(asked)
    await shown.work(asked.coaching)
    asked.messenger.will_not_change = None
    asked.clock.now += 60 * MINUTE
    assert await shown.work(asked.coaching) == 0

    await access.probe(asked.coaching)
    await shown.work(asked.coaching)

    assert SAID not in page(asked)


async def test_another_batons_workspace_is_left_alone(asked):
    await kept(asked)
    asked.coaching.store.served.ids = frozenset({asked.workspace.id + 1})

    assert await shown.work(asked.coaching) == 0
    assert published(asked) == 1


async def test_what_slack_will_never_take_is_given_up(asked):
    asked.messenger.will_not_change = DeliveryFailed("user_not_found", permanent=True)
    await kept(asked)
    await shown.work(asked.coaching)

    [row] = await asked.rows(CoachHomeRow)
    assert row.not_before is None
