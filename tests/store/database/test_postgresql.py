import asyncio
import gc
import subprocess
import sys

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from bot.store.database import postgresql
from bot.store.database.engine import open_store
from tests.store.counting import ADD_ONE, counting, value

END_ALL_OTHERS = """
import asyncio, asyncpg, sys
async def end():
    connection = await asyncpg.connect(sys.argv[1])
    print(await connection.fetchval(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    ))
asyncio.run(end())
"""


async def test_connections_that_the_server_closed_are_opened_anew(counter, postgresql_url):
    """As after its restart: the driver has heard of it, and nobody asks."""
    assert end_all(postgresql_url) > 0
    await asyncio.sleep(0.1)

    async with counter.writing() as session:
        await session.exec(ADD_ONE)

    assert await value(counter) == 1


async def test_who_was_away_for_a_while_asks_whether_the_connection_still_answers(
    counter, postgresql_url, monkeypatch
):
    """A process that wakes up has not heard yet what its connections were told meanwhile."""
    monkeypatch.setattr(postgresql, "UNSEEN_SECONDS", 0)
    # It ends while this process does nothing else.
    assert end_all(postgresql_url) > 0

    async with counter.writing() as session:
        await session.exec(ADD_ONE)

    assert await value(counter) == 1


async def test_connections_are_kept(counter):
    async def backend():
        async with counter.reading() as session:
            return (await session.exec(text("SELECT pg_backend_pid()"))).scalar_one()

    assert await backend() == await backend()


async def test_a_process_that_is_frozen_in_a_transaction_lets_go(postgresql_url, monkeypatch):
    """It has locked what others need: a host that hangs may do so for hours."""
    monkeypatch.setattr(postgresql, "IDLE_MS", 300)
    frozen, other = open_store(postgresql_url), open_store(postgresql_url)
    async with other.writing() as session:
        await session.exec(text("CREATE TABLE counter (n int)"))
        await session.exec(text("INSERT INTO counter VALUES (0)"))

    async def freeze_in_the_middle():
        async with frozen.writing() as session:
            await session.exec(ADD_ONE)
            async with asyncio.timeout(10), other.writing() as there:
                await there.exec(ADD_ONE)
            await session.exec(ADD_ONE)

    with pytest.raises(DBAPIError):
        await freeze_in_the_middle()

    assert await value(other) == 1
    assert await value(frozen) == 1
    await frozen.close()
    await other.close()


async def test_a_process_that_is_frozen_in_a_statement_is_ended_by_another(
    postgresql_url, monkeypatch, caplog
):
    """For the server it is at work, and waits for the rest of what it began to say."""
    monkeypatch.setattr(postgresql, "IDLE_MS", 300)
    frozen, other = open_store(postgresql_url), open_store(postgresql_url)
    async with other.writing() as session:
        await session.exec(text("CREATE TABLE counter (n int)"))

    async def nothing_more():
        yield b"1\n"
        await asyncio.Event().wait()

    async with asyncio.timeout(20), frozen.writer.connect() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        copying = asyncio.create_task(raw.copy_to_table("counter", source=nothing_more()))
        assert await other.end_frozen() == 0
        while not await other.end_frozen():  # noqa: ASYNC110  the server tells nobody
            await asyncio.sleep(0.05)
        copying.cancel()
        await asyncio.wait([copying])
        await connection.invalidate()

    assert await other.end_frozen() == 0
    await frozen.close()
    await other.close()
    # The driver leaves word of the copy that was broken off to whoever collects the garbage.
    del raw, copying
    gc.collect()
    caplog.clear()


@pytest.fixture
async def counter(postgresql_url):
    async for store in counting(postgresql_url):
        yield store


def end_all(url):
    """End every connection to the database; returns how many."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    command = [sys.executable, "-c", END_ALL_OTHERS, address]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603
