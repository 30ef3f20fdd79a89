"""Many writes, one transaction: see bot/store/database/group_commit.py."""

import asyncio

import pytest
from sqlalchemy import text

from bot.store.database.engine import open_store
from bot.store.database.group_commit import AT_A_TURN, GroupCommit


@pytest.fixture
async def store(empty_sqlite_url):
    store = open_store(empty_sqlite_url)
    async with store.writing() as session:
        await session.exec(text("CREATE TABLE written (n INTEGER)"))
    yield store
    await store.close()


async def test_what_arrives_while_one_is_written_shares_the_next(store):
    groups = []

    async def write(session, items):
        groups.append(len(items))
        for n in items:
            await session.exec(text(f"INSERT INTO written VALUES ({n})"))  # noqa: S608 - a number
        return [n * 2 for n in items]

    group = GroupCommit(store, write)
    first = asyncio.create_task(group(0))
    await asyncio.sleep(0)

    assert await asyncio.gather(*map(group, range(1, 100))) == [n * 2 for n in range(1, 100)]
    assert await first == 0
    assert groups == [1, 99]


async def test_whoever_waited_goes_on_a_few_at_a_time(store):
    """Else all would begin to post in one turn of the event loop, and nobody else be served."""
    in_a_turn, turns = [0], asyncio.Event()

    async def write(_session, items):
        return items

    async def count():
        while not turns.is_set():
            await asyncio.sleep(0)
            in_a_turn.append(0)

    async def wait(n):
        await group(n)
        in_a_turn[-1] += 1

    group = GroupCommit(store, write)
    counting = asyncio.create_task(count())
    await asyncio.gather(*map(wait, range(200)))
    turns.set()
    await counting

    assert sum(in_a_turn) == 200
    assert max(in_a_turn) <= AT_A_TURN


async def test_a_write_that_fails_fails_for_all_who_wrote_with_it(store):
    async def write(_session, _items):
        raise LookupError

    group = GroupCommit(store, write)

    ended = await asyncio.gather(*map(group, range(3)), return_exceptions=True)

    assert [type(error) for error in ended] == [LookupError] * 3
