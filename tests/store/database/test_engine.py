import asyncio
import sys

import pytest
from sqlalchemy import text

from bot.store.database.engine import open_store
from tests.store.counting import ADD_ONE, READ, counting, value

HOLD_THE_LOCK = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN IMMEDIATE")
database.execute("UPDATE counter SET n = 10")
print("locked", flush=True)
sys.stdin.readline()
database.execute("COMMIT")
"""


async def test_read_then_write_is_safe_for_400_at_once(counter):
    async def add_one():
        async with counter.writing() as session:
            n = (await session.exec(READ)).scalar_one()
            await session.exec(text(f"UPDATE counter SET n = {n + 1}"))  # noqa: S608 - a number

    await asyncio.gather(*[add_one() for _ in range(400)])

    assert await value(counter) == 400


async def test_writers_are_served_in_the_order_they_came(counter):
    served = []

    async def write(number):
        async with counter.writing() as session:
            await session.exec(ADD_ONE)
            served.append(number)

    await asyncio.gather(*[write(number) for number in range(50)])

    assert served == list(range(50))


async def test_readers_go_on_while_a_writer_is_busy(counter):
    async with asyncio.timeout(2), counter.writing() as session:
        await session.exec(ADD_ONE)
        during = [await value(counter) for _ in range(20)]

    assert during == [0] * 20
    assert await value(counter) == 1


async def test_a_reader_sees_one_moment_however_long_it_looks(counter):
    async with counter.reading() as session:
        before = (await session.exec(READ)).scalar_one()
        async with counter.writing() as other:
            await other.exec(ADD_ONE)
        after = (await session.exec(READ)).scalar_one()

    assert (before, after) == (0, 0)


async def test_a_block_that_fails_leaves_nothing(any_counter):
    async def add_one_and_fail():
        async with any_counter.writing() as session:
            await session.exec(ADD_ONE)
            raise LookupError

    with pytest.raises(LookupError):
        await add_one_and_fail()

    assert await value(any_counter) == 0


async def test_a_block_that_is_cancelled_leaves_nothing_and_holds_up_nobody(any_counter):
    async def add_one_and_wait():
        async with any_counter.writing() as session:
            await session.exec(ADD_ONE)
            started.set()
            await asyncio.Event().wait()

    started = asyncio.Event()
    task = asyncio.create_task(add_one_and_wait())
    await started.wait()

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    async with asyncio.timeout(2), any_counter.writing() as session:
        await session.exec(ADD_ONE)
    assert await value(any_counter) == 1


async def test_another_process_that_writes_is_waited_for_even_to_read_first(counter):
    async def add_one():
        async with counter.writing() as session:
            n = (await session.exec(READ)).scalar_one()
            await session.exec(text(f"UPDATE counter SET n = {n + 1}"))  # noqa: S608 - a number

    other = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", HOLD_THE_LOCK, counter.writer.url.database),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    await other.stdout.readline()
    task = asyncio.create_task(add_one())
    await asyncio.wait([task], timeout=0.3)
    assert not task.done()

    await other.communicate(b"go on\n")
    await task

    assert await value(counter) == 11


async def test_what_points_nowhere_is_refused(store):
    orphan = text(
        "INSERT INTO attempt (workspace_id, enrolment_id, at, result, reason)"
        " VALUES (7, 7, '2026-03-02', 'sent', '')"
    )

    with pytest.raises(Exception, match=r"(?i)foreign key"):
        async with store.writing() as session:
            await session.exec(orphan)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("baton.db", "is not an address"),
        ("mysql://localhost/baton", "Baton speaks sqlite and postgresql"),
    ],
)
def test_an_address_of_another_kind_is_refused_in_a_sentence(address, sentence):
    with pytest.raises(ValueError, match=sentence):
        open_store(address)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
async def test_both_spellings_of_postgresql_are_understood(scheme):
    store = open_store(f"{scheme}://baton@localhost/baton")

    assert not store.is_sqlite
    assert store.writer.url.drivername == "postgresql+asyncpg"


@pytest.fixture
async def counter(empty_sqlite_url):
    async for store in counting(empty_sqlite_url):
        yield store


@pytest.fixture
async def any_counter(empty_url):
    async for store in counting(empty_url):
        yield store
