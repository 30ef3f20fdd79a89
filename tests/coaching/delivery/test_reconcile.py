"""Looking for posts whose end nobody knows: within what Slack allows, and in nobody's way."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.coaching.delivery import deliver, reconcile
from bot.coaching.delivery.history_throttle import HistoryThrottle
from bot.coaching.people import profile_sync
from bot.domain.answers.reply import Outcome
from bot.domain.errors import DeliveryFailed
from bot.domain.people.people import Profile
from bot.store.delivery import unconfirmed
from bot.store.tables import DeliveryRow, MemberRow
from tests.coaching.conftest import TUESDAY_NINE, Scene, appointed
from tests.waiting import until

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
QUIET = timedelta(seconds=80)
"""T + S: after this long nobody is at work on a post any more."""

LOOK_TIME = TUESDAY_NINE + QUIET
BUSY = DeliveryFailed("ratelimited", whole_workspace=True, retry_after=30)
CUT_OFF = DeliveryFailed("ServerDisconnectedError", retry_after=30)


class Picky:
    """A messenger that refuses looks in some workspaces, or lets them wait."""

    def __init__(self, messenger):
        self._messenger = messenger
        self.refuses = {}
        self.hangs = set()
        self.hangs_for = set()
        self.bears = {}
        self.asked = []

    def __getattr__(self, name):
        return getattr(self._messenger, name)

    async def look(self, to, delivery_id, since, until):
        self.asked.append(to.workspace.team_id)
        if to.workspace.team_id in self.hangs or to.slack_id in self.hangs_for:
            await asyncio.Event().wait()
        if self.asked.count(to.workspace.team_id) > self.bears.get(to.workspace.team_id, 100):
            raise BUSY
        for whoever in (to.workspace.team_id, to.slack_id):
            if whoever in self.refuses:
                raise self.refuses[whoever]
        return await self._messenger.look(to, delivery_id, since, until)


@pytest.fixture
async def doubtful(scene):
    """Three posts in doubt in one workspace, one in another; all have arrived."""
    scene.messenger.people |= {i: Profile(i, i, "UTC") for i in ("UDAN", "UEVE")}
    beta = await profile_sync.welcome_workspace(scene.coaching, "TBETA", "Beta", "UBATON")
    coach = await appointed(scene.coaching, beta, Profile("UMARA", "Mara", "UTC"))
    there = Scene(scene.coaching, scene.messenger, scene.clock, beta, coach)
    await scene.assign("UADA", "UBOB", "UDAN")
    await there.assign("UEVE")
    await scene.days(2)
    scene.messenger.loses_answers |= {"UADA", "UBOB", "UDAN", "UEVE"}
    await scene.days(3)
    assert await open_in(scene) == {"TACME": 3, "TBETA": 1}
    scene.messenger = Picky(scene.messenger)
    scene.coaching = replace(scene.coaching, messenger=scene.messenger)
    return scene


async def open_in(scene):
    """How many posts are in doubt in each workspace."""
    rows = [row for row in await scene.rows(DeliveryRow) if row.state == "sending"]
    here = sum(row.workspace_id == scene.workspace.id for row in rows)
    return {"TACME": here, "TBETA": len(rows) - here}


def slow(scene, per_minute):
    """The scene as a process that may read a workspace's history so often."""
    scene.coaching = replace(scene.coaching, looks=HistoryThrottle(per_minute))


async def test_in_an_app_of_ones_own_all_are_settled_at_once(doubtful):
    await doubtful.tick(LOOK_TIME)

    assert await open_in(doubtful) == {"TACME": 0, "TBETA": 0}


async def test_a_distributed_app_looks_once_a_minute_in_each_workspace(doubtful):
    slow(doubtful, per_minute=1)
    await doubtful.tick(LOOK_TIME)
    assert await open_in(doubtful) == {"TACME": 2, "TBETA": 0}

    await doubtful.tick(LOOK_TIME + MINUTE - SECOND)
    assert await open_in(doubtful) == {"TACME": 2, "TBETA": 0}

    await doubtful.tick(LOOK_TIME + MINUTE)
    assert await open_in(doubtful) == {"TACME": 1, "TBETA": 0}


async def test_two_processes_share_what_one_app_may_ask(doubtful):
    slow(doubtful, per_minute=1)
    second = replace(doubtful.coaching, owner="second", looks=HistoryThrottle(1))
    doubtful.clock.now = LOOK_TIME

    await asyncio.gather(reconcile.settle(doubtful.coaching), reconcile.settle(second))
    await asyncio.gather(doubtful.coaching.looks.over(), second.looks.over())

    assert sorted(doubtful.messenger.asked) == ["TACME", "TBETA"]


async def test_a_workspace_that_has_had_enough_is_asked_again_when_it_said(doubtful):
    doubtful.messenger.refuses = {"TACME": BUSY}
    await doubtful.tick(LOOK_TIME)
    assert await open_in(doubtful) == {"TACME": 3, "TBETA": 0}
    assert doubtful.messenger.asked.count("TACME") == 1

    doubtful.messenger.refuses.clear()
    await doubtful.tick(LOOK_TIME + timedelta(seconds=29))
    assert doubtful.messenger.asked.count("TACME") == 1

    await doubtful.tick(LOOK_TIME + timedelta(seconds=30))
    assert await open_in(doubtful) == {"TACME": 0, "TBETA": 0}


async def test_one_that_has_enough_in_the_middle_is_asked_for_the_rest_when_it_said(doubtful):
    doubtful.messenger.bears = {"TACME": 1}
    await doubtful.tick(LOOK_TIME)
    assert await open_in(doubtful) == {"TACME": 2, "TBETA": 0}

    doubtful.messenger.bears.clear()
    await doubtful.tick(LOOK_TIME + timedelta(seconds=29))
    assert await open_in(doubtful) == {"TACME": 2, "TBETA": 0}

    await doubtful.tick(LOOK_TIME + timedelta(seconds=30))
    assert await open_in(doubtful) == {"TACME": 0, "TBETA": 0}


@pytest.mark.parametrize("unlucky", ["UADA", "UBOB"])
async def test_a_look_that_is_cut_off_is_tried_again_and_holds_up_no_other(doubtful, unlucky):
    doubtful.messenger.refuses = {unlucky: CUT_OFF}
    await doubtful.tick(LOOK_TIME)
    assert await open_in(doubtful) == {"TACME": 1, "TBETA": 0}

    doubtful.messenger.refuses.clear()
    await doubtful.tick(LOOK_TIME + timedelta(seconds=29))
    assert await open_in(doubtful) == {"TACME": 1, "TBETA": 0}

    await doubtful.tick(LOOK_TIME + timedelta(seconds=30))
    assert await open_in(doubtful) == {"TACME": 0, "TBETA": 0}


async def test_a_look_that_hangs_holds_up_no_other_in_its_workspace(doubtful):
    doubtful.messenger.hangs_for = {"UBOB"}
    doubtful.clock.now = LOOK_TIME
    await reconcile.settle(doubtful.coaching)

    async def all_but_one():
        return await open_in(doubtful) == {"TACME": 1, "TBETA": 0}

    await until(all_but_one)

    await doubtful.coaching.looks.stop()


async def test_nor_is_it_asked_for_another_post(doubtful):
    slow(doubtful, per_minute=6)
    doubtful.messenger.refuses = {"TACME": BUSY}

    for seconds in (0, 10, 20):
        await doubtful.tick(LOOK_TIME + timedelta(seconds=seconds))

    assert doubtful.messenger.asked.count("TACME") == 1


async def test_not_being_let_in_is_no_look(doubtful):
    """Two looks in vain send a post again: it would come twice."""
    doubtful.messenger.refuses = {"TACME": BUSY}
    for seconds in range(0, 300, 30):
        await doubtful.tick(LOOK_TIME + timedelta(seconds=seconds))
    doubtful.messenger.refuses.clear()

    await doubtful.tick(LOOK_TIME + timedelta(seconds=300))

    assert doubtful.messenger.names("UADA") == ["welcome", "first-steps.1"]
    assert await open_in(doubtful) == {"TACME": 0, "TBETA": 0}


async def test_an_outage_however_long_gives_nothing_up(doubtful):
    away = LOOK_TIME + doubtful.coaching.patience.give_up
    doubtful.messenger.refuses = {"TACME": BUSY, "TBETA": BUSY}
    await doubtful.tick(away)
    doubtful.messenger.refuses.clear()

    await doubtful.tick(away + MINUTE)

    assert "unknown" not in dict(await doubtful.deliveries()).values()
    assert await open_in(doubtful) == {"TACME": 0, "TBETA": 0}


async def test_a_workspace_that_does_not_answer_keeps_nobody_waiting(doubtful):
    doubtful.messenger.hangs = {"TACME"}
    doubtful.clock.now = LOOK_TIME

    await deliver.tick(doubtful.coaching)
    await until(lambda: len(doubtful.coaching.looks.busy) == 1)

    assert await open_in(doubtful) == {"TACME": 3, "TBETA": 0}
    await doubtful.coaching.looks.stop()


async def test_what_a_broken_off_look_was_for_is_looked_for_later(doubtful):
    doubtful.messenger.hangs = {"TACME"}
    doubtful.clock.now = LOOK_TIME
    await deliver.tick(doubtful.coaching)
    await doubtful.coaching.looks.stop()
    doubtful.messenger.hangs.clear()

    await doubtful.tick(LOOK_TIME + QUIET)

    assert await open_in(doubtful) == {"TACME": 0, "TBETA": 0}


async def test_a_stopped_workspace_is_not_asked(doubtful):
    await profile_sync.goodbye(doubtful.coaching, doubtful.workspace, "app removed")

    await doubtful.tick(LOOK_TIME)

    assert doubtful.messenger.asked == ["TBETA"]


async def test_a_look_by_a_process_that_lost_its_lease_counts_for_nothing(started):
    """Frozen in the middle of its look, it comes back when another one has looked once."""
    started.messenger.hangs.add("UADA")
    await started.days(3)
    picky = Picky(started.messenger)
    picky.hangs = {"TACME"}
    frozen = replace(started.coaching, messenger=picky)
    started.clock.now = LOOK_TIME
    await reconcile.settle(frozen)
    started.coaching = replace(started.coaching, owner="second", looks=HistoryThrottle())
    await started.tick(LOOK_TIME + QUIET)
    await frozen.looks.stop()

    [row] = [row for row in await started.rows(DeliveryRow) if row.state == "sending"]
    async with started.coaching.store.writing() as session:
        [known] = await unconfirmed.read_claimed(session, [row.id])
        await unconfirmed.look_again(session, "first", known, started.clock())

    [after] = [row for row in await started.rows(DeliveryRow) if row.state == "sending"]
    assert (after.looks, after.lease_until) == (1, row.lease_until)


async def test_a_first_post_that_is_found_makes_the_member_known(scene):
    """The welcome's answer was lost, and with it the id of the conversation."""
    scene.messenger.loses_answers.add("UADA")
    await scene.assign("UADA")
    await scene.days(2)
    [ada] = await scene.rows(MemberRow)
    assert ada.channel == ""

    await scene.tick(TUESDAY_NINE - timedelta(days=1) + QUIET)

    [ada] = await scene.rows(MemberRow)
    assert ada.channel == "DADA"


async def test_whoever_could_not_be_reached_is_reached_again_when_a_post_is_found(started):
    started.messenger.refuses["UADA"] = DeliveryFailed("invalid_blocks", permanent=True)
    await started.days(3)
    assert await started.follow_ups() == [("unreachable", "")]
    started.messenger.refuses.clear()
    started.messenger.loses_answers.add("UADA")
    await started.days(4)

    await started.tick(LOOK_TIME + timedelta(days=1))

    [ada] = await started.rows(MemberRow)
    assert ada.unreachable == ""
    assert await started.follow_ups() == [("unreachable", "settled")]


async def test_what_never_arrives_is_put_before_the_coach(started):
    patience = replace(started.coaching.patience, tries=1, looks=1)
    started.coaching = replace(started.coaching, patience=patience)
    started.messenger.hangs.add("UADA")
    await started.days(3)

    await started.tick(LOOK_TIME)

    [ada] = await started.rows(MemberRow)
    assert ada.unreachable == "tried too often"
    assert await started.follow_ups() == [("unreachable", "")]


async def test_an_answer_proves_that_its_post_arrived(started):
    started.messenger.loses_answers.add("UADA")
    await started.days(3)

    await started.tap("first-steps.1", outcome=Outcome.DID)
    await started.coaching.looks.over()

    assert (await started.deliveries())[-1] == ("first-steps.1", "sent")
    assert started.messenger.updated[-1][0] == started.messenger.card("first-steps.1").place


async def test_an_answer_waits_for_no_look(started):
    started.messenger.loses_answers.add("UADA")
    await started.days(3)
    picky = Picky(started.messenger)
    picky.hangs = {"TACME"}
    started.coaching = replace(started.coaching, messenger=picky)

    async with asyncio.timeout(5):
        await started.tap("first-steps.1", outcome=Outcome.DID)

    assert picky.asked == ["TACME"]
    await started.coaching.looks.stop()


@pytest.mark.parametrize(
    ("per_minute", "each", "seconds_apart"), [(50, 8, 1.2), (1, 1, 60), (0.5, 1, 120)]
)
def test_a_sixth_of_a_minutes_allowance_is_used_in_one_go(per_minute, each, seconds_apart):
    looks = HistoryThrottle(per_minute)

    assert (looks.each, looks.apart) == (each, timedelta(seconds=seconds_apart))
