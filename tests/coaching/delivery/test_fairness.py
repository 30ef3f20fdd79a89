"""A rush is shared: by pace, by workspace, and with those who wait for an answer."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.coaching.delivery import deliver
from bot.coaching.people import profile_sync
from bot.domain.delivery.pace import Pace
from bot.domain.errors import DeliveryFailed, OutcomeUnknown
from bot.domain.people.people import Profile
from tests.coaching.conftest import TUESDAY_NINE, Scene, appointed
from tests.waiting import until

SECOND = timedelta(seconds=1)


async def crowded(scene, prefix, count, team="TACME"):
    """A workspace with so many members, welcomed on Monday."""
    ids = [f"U{prefix}{n}" for n in range(count)]
    scene.messenger.people |= {i: Profile(i, i, "UTC") for i in ids}
    workspace = await profile_sync.welcome_workspace(scene.coaching, team, team, "UBATON")
    coach = await appointed(scene.coaching, workspace, Profile("UMARA", "Mara", "UTC"))
    there = Scene(scene.coaching, scene.messenger, scene.clock, workspace, coach)
    await there.assign(*ids)
    await there.days(2)
    return ids


def nudged(scene, ids):
    return [i for i in ids if scene.messenger.names(i)[1:] == ["first-steps.1"]]


@pytest.fixture
async def two(scene):
    """Nine members in one workspace, two in another."""
    return await crowded(scene, "A", 9), await crowded(scene, "B", 2, "TBETA")


async def test_a_slow_workspace_keeps_only_its_own_waiting(scene, two, monkeypatch):
    slow, quick = two
    monkeypatch.setattr(deliver, "AT_ONCE", 6)
    monkeypatch.setattr(deliver, "SHARE", 3)
    scene.messenger.holds_up |= set(slow)
    scene.clock.now = TUESDAY_NINE

    ticking = asyncio.create_task(deliver.tick(scene.coaching))
    await until(lambda: nudged(scene, quick) == quick)
    assert nudged(scene, slow) == []
    assert len(set(scene.messenger.tried) & set(slow)) == len(slow)  # the welcomes
    assert sum(scene.messenger.tried.count(i) == 2 for i in slow) == 3

    scene.messenger.let_go.set()
    await ticking
    assert nudged(scene, slow) == slow


async def test_a_workspace_that_asks_us_to_wait_is_left_alone_and_no_other_is(scene, two):
    limited, others = two
    scene.messenger.refuses |= {i: DeliveryFailed("ratelimited", retry_after=30) for i in limited}
    scene.coaching = replace(scene.coaching, pace=Pace(4))

    await scene.tick(TUESDAY_NINE)
    tried = len([i for i in limited if scene.messenger.tried.count(i) == 2])
    assert tried == 4
    assert nudged(scene, others) == others

    scene.messenger.refuses.clear()
    for seconds in (5, 20, 29):
        await scene.tick(TUESDAY_NINE + seconds * SECOND)
    assert nudged(scene, limited) == []

    for seconds in range(30, 34):
        await scene.tick(TUESDAY_NINE + seconds * SECOND)
    assert nudged(scene, limited) == limited


async def test_a_workspace_that_does_not_answer_is_left_alone_for_a_moment(scene, two, caplog):
    """Whoever hangs costs twenty seconds of a place that others could use."""
    silent, _ = two
    scene.coaching = replace(scene.coaching, pace=Pace(4))
    scene.messenger.refuses |= {i: OutcomeUnknown("TimeoutError", slow=True) for i in silent}

    await scene.tick(TUESDAY_NINE)
    await scene.tick(TUESDAY_NINE + 14 * SECOND)
    assert sum(scene.messenger.tried.count(i) == 2 for i in silent) == 4

    await scene.tick(TUESDAY_NINE + 15 * SECOND)
    assert sum(scene.messenger.tried.count(i) == 2 for i in silent) == 8


async def test_the_pace_is_kept_without_anybody_waiting_in_memory(scene, two):
    many, _ = two
    scene.coaching = replace(scene.coaching, pace=Pace(4))

    counts = []
    for seconds in range(4):
        await scene.tick(TUESDAY_NINE + seconds * SECOND)
        counts.append(len(nudged(scene, many)))

    assert counts == [4, 8, 9, 9]


async def test_two_processes_keep_one_pace(scene, two):
    many, _ = two
    one = replace(scene.coaching, pace=Pace(2))
    other = replace(one, owner="second")

    counts = []
    for seconds in range(6):
        scene.clock.now = TUESDAY_NINE + seconds * SECOND
        await asyncio.gather(deliver.tick(one), deliver.tick(other))
        counts.append(len(nudged(scene, many)))

    assert counts == [2, 4, 6, 8, 9, 9]


async def test_after_an_outage_the_backlog_is_no_flood(scene, two):
    """What was given a time before the outage has lost it; it queues up anew."""
    many, _ = two
    scene.coaching = replace(scene.coaching, pace=Pace(2))
    await scene.tick(TUESDAY_NINE)
    late = TUESDAY_NINE + timedelta(hours=1)

    counts = []
    for seconds in range(5):
        await scene.tick(late + seconds * SECOND)
        counts.append(len(nudged(scene, many)))

    assert counts == [4, 6, 8, 9, 9]


async def test_what_a_member_asked_for_goes_before_everything_that_is_due(scene, two):
    many, _ = two
    scene.clock.now = TUESDAY_NINE
    await deliver.Chores(scene.coaching).turn()
    wanted = next(row.id for row in await scene.ledger() if row.state == "due")

    await deliver.send(scene.coaching, [wanted])

    assert len(nudged(scene, many)) == 1


async def test_a_rush_that_is_told_to_stop_leaves_the_rest_for_later(scene, two):
    many, few = two
    scene.clock.now = TUESDAY_NINE

    await deliver.tick(scene.coaching, go_on=lambda: False)
    assert nudged(scene, many + few) == []

    await scene.tick()
    assert nudged(scene, many + few) == many + few


async def test_a_rush_makes_room_for_whoever_comes_in_the_middle_of_it(scene, two, monkeypatch):
    many, few = two
    monkeypatch.setattr(deliver, "AT_ONCE", 6)
    monkeypatch.setattr(deliver, "AT_ONCE_BESIDE", 2)
    scene.messenger.holds_up |= {*many, *few}
    scene.clock.now = TUESDAY_NINE
    scene.coaching.activity.came(TUESDAY_NINE - SECOND)

    ticking = asyncio.create_task(deliver.tick(scene.coaching))
    await held_up(scene, 2)
    scene.clock.now += 3 * SECOND
    scene.messenger.let_go.set()
    await ticking

    assert nudged(scene, many) == many
    assert nudged(scene, few) == few


async def test_a_rush_that_nobody_waits_behind_takes_all_the_room(scene, two, monkeypatch):
    monkeypatch.setattr(deliver, "AT_ONCE", 6)
    monkeypatch.setattr(deliver, "AT_ONCE_BESIDE", 2)
    scene.messenger.holds_up |= {*two[0], *two[1]}
    scene.clock.now = TUESDAY_NINE
    scene.coaching.activity.came(TUESDAY_NINE - 3 * SECOND)

    ticking = asyncio.create_task(deliver.tick(scene.coaching))
    await held_up(scene, 6)
    scene.messenger.let_go.set()
    await ticking


async def held_up(scene, count):
    """Wait until so many posts are under way, and see that no more follow."""
    await until(lambda: len(scene.messenger.tried) >= count + 11)
    await asyncio.sleep(0.2)
    assert len(scene.messenger.tried) == count + 11  # the welcomes
