"""A day of coaching through PgBouncer in transaction mode: the same, and nothing twice."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.coaching import inbox
from bot.coaching.delivery import deliver
from bot.coaching.follow_up import digest, notes
from bot.coaching.privacy import forget, retention
from bot.domain.answers.reply import Outcome
from bot.store.database.engine import open_store
from bot.store.tables import DeliveryRow, ReplyRow


@pytest.fixture
def database_url(postgresql_url, pgbouncer):
    return pgbouncer.before(postgresql_url)


@pytest.fixture
async def store(database_url):
    """One of its own: whether there is a pooler is found out once for each."""
    store = open_store(database_url)
    yield store
    await store.close()


async def test_nudges_go_out_once_though_several_processes_look(scene):
    await scene.assign("UADA", "UBOB")
    others = [replace(scene.coaching, owner=f"process {number}") for number in range(4)]
    for day in range(2, 7):
        scene.clock.now = scene.clock.now.replace(month=3, day=day, hour=9)
        await asyncio.gather(*[deliver.tick(other) for other in others])
        await scene.coaching.looks.over()

    for who in ("UADA", "UBOB"):
        names = scene.messenger.names(who)
        assert len(names) == len(set(names)) == 5


async def test_of_many_answers_at_once_each_counts(nudged):
    scene = nudged
    start = scene.clock()
    await asyncio.gather(
        *[scene.say(f"word {n}", at=start + timedelta(seconds=n)) for n in range(12)],
        *[scene.tap("first-steps.1", outcome=Outcome.DID) for _ in range(6)],
        *[scene.tap("first-steps.1", confidence=n % 5 + 1) for n in range(6)],
    )

    typed = [row.text for row in await scene.rows(ReplyRow) if row.source != "card"]
    assert sorted(typed) == sorted(f"word {n}" for n in range(12))
    (card,) = [row for row in await scene.rows(DeliveryRow) if row.nudge]
    assert card.outcome == Outcome.DID


async def test_everything_that_is_tended_is(nudged):
    scene = nudged
    await scene.say("words")
    await inbox.keep(scene.coaching, scene.workspace, "Ev1", "event message", "{}")
    assert len(await inbox.left_behind(scene.coaching, at_start=True)) == 1
    for days in (1, 200, 400):
        scene.clock.now += timedelta(days=days)
        for run_periodic in (retention.run_periodic, notes.run_periodic, digest.run_periodic):
            await run_periodic(scene.coaching)
    assert await scene.coaching.store.end_frozen() == 0

    await forget.forget(scene.coaching, scene.workspace, "UADA")

    assert await scene.rows(ReplyRow) == []
