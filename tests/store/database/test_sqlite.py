"""Run only those statements off the event loop that may wait; see bot/store/database/sqlite.py."""

import asyncio
import sqlite3

import pytest
from sqlalchemy import make_url, text

from tests.store.counting import ADD_ONE, READ, counting, value


class Turns:
    """Counts how often others get a turn while a block is at work."""

    async def __aenter__(self):
        self.count = 0
        self._watch = asyncio.create_task(self._count())
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *_):
        self._watch.cancel()

    async def many(self):
        """Until others have had a thousand turns: none of them was kept waiting."""
        while self.count < 1000:  # noqa: ASYNC110  to look is to let them have one
            await asyncio.sleep(0)

    async def _count(self):
        while True:
            self.count += 1
            await asyncio.sleep(0)


@pytest.fixture
async def counter(empty_sqlite_url):
    async for store in counting(empty_sqlite_url):
        yield store


@pytest.fixture
def elsewhere(empty_sqlite_url, counter):
    """Another program at the same file."""
    other = sqlite3.connect(make_url(empty_sqlite_url).database, isolation_level=None)
    yield other
    other.close()


async def test_a_change_is_made_in_one_go(counter):
    """Whoever wants to write waits for its end; so does an ack."""
    async with counter.writing() as session:
        await session.exec(READ)
        async with Turns() as turns:
            before = turns.count
            for _ in range(20):
                await session.exec(ADD_ONE)
            assert turns.count == before


async def test_a_long_look_lets_others_in(counter):
    async with counter.reading() as session:
        await session.exec(READ)
        async with Turns() as turns:
            before = turns.count
            for _ in range(20):
                await session.exec(READ)
            assert turns.count - before >= 20


async def test_others_go_on_while_the_lock_is_waited_for_and_the_disk(counter, elsewhere):
    elsewhere.execute("BEGIN IMMEDIATE")

    async def add_one():
        async with counter.writing() as session:
            await session.exec(ADD_ONE)

    writing = asyncio.create_task(add_one())
    async with Turns() as turns, asyncio.timeout(4):
        await turns.many()
        assert not writing.done()
        elsewhere.execute("COMMIT")
        await writing

    assert await value(counter) == 1


async def test_who_gives_up_waiting_for_the_lock_leaves_no_mess(counter, elsewhere):
    elsewhere.execute("BEGIN IMMEDIATE")

    async def add(n):
        async with counter.writing() as session:
            await session.exec(text(f"UPDATE counter SET n = n + {n}"))  # noqa: S608  a number

    given_up = asyncio.create_task(add(100))
    await asyncio.sleep(0.05)
    given_up.cancel()
    patient = asyncio.create_task(add(1))
    async with Turns() as turns, asyncio.timeout(4):
        await turns.many()
        elsewhere.execute("COMMIT")
        await patient

    assert given_up.cancelled()
    assert await value(counter) == 1
