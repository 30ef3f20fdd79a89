"""PostgreSQL ends one of two transactions that stand in each other's way; it is tried again."""

import asyncio
import logging
from collections import Counter

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tenacity import RetryError

from bot.store.database import retry
from bot.store.database.engine import open_store
from bot.store.database.retry import retry_conflicts
from tests.store.counting import ADD_ONE, counting, value

REPEATABLE = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
SERIALIZABLE = text("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
NOWAIT = text("SELECT n FROM pair WHERE id = 1 FOR UPDATE NOWAIT")
NUMBERS = text("SELECT n FROM pair ORDER BY id")


@pytest.fixture
async def pair(postgresql_url):
    store = open_store(postgresql_url)
    async with store.writing() as session:
        await session.exec(text("CREATE TABLE pair (id int PRIMARY KEY, n int)"))
        await session.exec(text("INSERT INTO pair VALUES (1, 0), (2, 0)"))
    yield store
    await store.close()


async def numbers(store):
    async with store.reading() as session:
        return (await session.exec(NUMBERS)).scalars().all()


def add_one(row):
    return text(f"UPDATE pair SET n = n + 1 WHERE id = {row}")  # noqa: S608  a number


async def test_two_who_wait_for_each_other_both_get_their_way(pair):
    both_hold_one, began = asyncio.Barrier(2), Counter()

    @retry_conflicts
    async def add_to(first, second):
        began[first] += 1
        async with pair.writing() as session:
            await session.exec(add_one(first))
            if began[first] == 1:
                await both_hold_one.wait()
            await session.exec(add_one(second))

    await asyncio.gather(add_to(1, 2), add_to(2, 1))

    assert await numbers(pair) == [2, 2]
    assert began.total() > 2


async def test_who_collides_again_and_again_gets_their_way_in_the_end(pair):
    began = []

    async def somebody_else():
        async with pair.writing() as session:
            await session.exec(add_one(1))

    @retry_conflicts
    async def add():
        began.append(1)
        async with pair.writing() as session:
            await session.exec(REPEATABLE)
            await session.exec(NUMBERS)
            if len(began) < 6:
                await somebody_else()
            await session.exec(add_one(1))

    await add()

    assert len(began) == 6
    assert await numbers(pair) == [6, 0]


async def test_what_changed_under_a_serializable_transaction_is_read_again(pair):
    both_read, began = asyncio.Barrier(2), Counter()

    @retry_conflicts
    async def add(row, other):
        began[row] += 1
        async with pair.writing() as session:
            await session.exec(SERIALIZABLE)
            seen = (await session.exec(NUMBERS)).scalars().all()
            if began[row] == 1:
                await both_read.wait()
            await session.exec(text(f"UPDATE pair SET n = {sum(seen) + 1} WHERE id = {row}"))  # noqa: S608

    await asyncio.gather(add(1, 2), add(2, 1))

    assert sorted(await numbers(pair)) == [1, 2]


async def test_a_row_that_somebody_else_has_added_meanwhile_is_found(pair):
    both_looked, began = asyncio.Barrier(2), Counter()

    @retry_conflicts
    async def find_or_add(who):
        began[who] += 1
        async with pair.writing() as session:
            found = (await session.exec(text("SELECT n FROM pair WHERE id = 3"))).first()
            if began[who] == 1:
                await both_looked.wait()
            if found is None:
                await session.exec(text(f"INSERT INTO pair VALUES (3, {who})"))  # noqa: S608
                return who
            return found[0]

    found = await asyncio.gather(find_or_add(1), find_or_add(2))

    assert found[0] == found[1]
    assert began.total() == 3


async def test_a_lock_that_is_not_to_be_had_is_tried_for_again(pair):
    tried, holds, can_go = Counter(), asyncio.Event(), asyncio.Event()

    @retry_conflicts
    async def take():
        tried["take"] += 1
        async with pair.writing() as session:
            if tried["take"] == 2:
                can_go.set()
                await holder
            await session.exec(NOWAIT)

    async def hold():
        async with pair.writing() as session:
            await session.exec(NOWAIT)
            holds.set()
            await can_go.wait()

    holder = asyncio.create_task(hold())
    await holds.wait()
    await take()

    assert tried["take"] == 2


async def test_who_never_gets_a_turn_gives_up_and_is_not_repeated_by_who_called(
    pair, monkeypatch, caplog
):
    """What came before the call is done: the caller's own transaction isn't repeated."""
    monkeypatch.setattr(retry, "FIRST_WAIT", 0.001)
    caplog.set_level(logging.INFO, logger="bot.store.database.retry")

    @retry_conflicts
    async def never():
        async with pair.writing() as session:
            await session.exec(NOWAIT)

    @retry_conflicts
    async def caller():
        async with pair.writing() as session:
            await session.exec(add_one(2))
        await never()

    async with pair.writing() as holder:
        await holder.exec(NOWAIT)
        with pytest.raises(RetryError):
            await caller()

    assert await numbers(pair) == [0, 1]
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == retry.TRIES - 1
    assert said[0].startswith("PostgreSQL: lock not available; try 2 follows in 0.0")


async def test_another_error_is_raised_at_once(any_counter):
    tried = []

    @retry_conflicts
    async def wrong():
        tried.append(1)
        async with any_counter.writing() as session:
            await session.exec(ADD_ONE)
            await session.exec(text("SELECT nothing FROM nowhere"))

    with pytest.raises(DBAPIError):
        await wrong()
    assert tried == [1]
    assert await value(any_counter) == 0


@pytest.fixture
async def any_counter(empty_url):
    async for store in counting(empty_url):
        yield store
