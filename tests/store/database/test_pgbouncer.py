"""Baton's queries through a real PgBouncer in transaction mode, with three connections."""

import asyncio

import asyncpg
import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from bot.store import migrate
from bot.store.database import postgresql
from bot.store.database.engine import open_store
from bot.store.tables import WorkspaceRow
from tests.conftest import MONDAY_NINE
from tests.pgbouncer import CONNECTIONS
from tests.store.counting import ADD_ONE, READ

TIMEOUT = text("SHOW idle_in_transaction_session_timeout")


@pytest.fixture
def url(pgbouncer, postgresql_url):
    return pgbouncer.before(postgresql_url)


@pytest.fixture
async def store(url):
    store = open_store(url)
    yield store
    await store.close()


@pytest.fixture
async def counter(store):
    async with store.writing() as session:
        await session.exec(text("CREATE TABLE counter (n int)"))
        await session.exec(text("INSERT INTO counter VALUES (0)"))
    return store


async def value(store):
    async with store.reading() as session:
        return (await session.exec(READ)).scalar_one()


@pytest.mark.parametrize("words", ["", "?pgbouncer=true"])
async def test_the_schema_is_made_through_it(pgbouncer, empty_postgresql_url, words):
    url = f"{pgbouncer.before(empty_postgresql_url)}{words}"

    assert (await migrate.status(url)).state == "empty"
    assert await migrate.upgrade(url)
    assert (await migrate.status(url)).state == "current"
    assert await migrate.upgrade(url) == []


async def test_more_writers_than_connections_each_get_their_turn(counter):
    async def add_one():
        async with counter.writing() as session:
            await session.exec(ADD_ONE)

    await asyncio.gather(*[add_one() for _ in range(60)])

    assert await value(counter) == 60


async def test_the_same_statement_is_asked_over_changing_connections(counter):
    """What was prepared over one of them isn't known to the next, or is somebody else's."""

    async def look(number):
        async with counter.reading() as session:
            statement = text(f"SELECT n + {number % 3} FROM counter")  # noqa: S608  a number
            await session.exec(text("SELECT pg_sleep(0.005)"))
            return (await session.exec(statement)).scalar_one()

    for _ in range(4):
        found = await asyncio.gather(*[look(number) for number in range(CONNECTIONS * 5)])
        assert found == [number % 3 for number in range(CONNECTIONS * 5)]


async def test_batches_are_written(store):
    rows = [
        {"team_id": f"T{n}", "name": "", "bot_user_id": "", "created_at": MONDAY_NINE}
        for n in range(50)
    ]

    async def add(batch):
        async with store.writing() as session:
            await (await session.connection()).execute(insert(WorkspaceRow), batch)

    await asyncio.gather(*[add(rows[first : first + 5]) for first in range(0, 50, 5)])

    async with store.reading() as session:
        assert len((await session.exec(select(WorkspaceRow))).all()) == 50


async def test_it_is_found_out_by_itself(store, postgresql_url):
    async def shown(store, query):
        async with store.writing() as session:
            return (await session.exec(query)).scalar_one()

    direct = open_store(postgresql_url)
    assert await shown(direct, TIMEOUT) == await shown(store, TIMEOUT) == "10s"
    cached = "SELECT count(*) FROM pg_prepared_statements"
    for _ in range(2):
        assert await shown(store, text(cached)) == 0
    await shown(direct, text(cached))
    assert await shown(direct, text(cached)) > 0
    await direct.close()


async def test_nothing_is_left_set_for_whoever_comes_next(counter, pgbouncer, postgresql_url):
    """Another program's transaction gets the same connection to the server."""
    import asyncpg  # noqa: PLC0415  as another program

    await value(counter)
    other = await asyncpg.connect(pgbouncer.before(postgresql_url), statement_cache_size=0)
    async with other.transaction():
        assert await other.fetchval("SHOW idle_in_transaction_session_timeout") == "0"
        assert await other.fetchval("SELECT count(*) FROM pg_prepared_statements") == 0
    await other.close()


async def test_whoever_is_frozen_in_a_transaction_lets_go(counter, url, monkeypatch):
    monkeypatch.setattr(postgresql, "IDLE_MS", 300)
    frozen = open_store(url)

    async def freeze_in_the_middle():
        async with frozen.writing() as session:
            await session.exec(ADD_ONE)
            async with asyncio.timeout(20), counter.writing() as there:
                await there.exec(ADD_ONE)
            await session.exec(ADD_ONE)

    with pytest.raises(DBAPIError):
        await freeze_in_the_middle()

    assert await value(counter) == 1
    await frozen.close()


async def test_whoever_is_frozen_in_a_statement_is_ended_by_another(counter, url, monkeypatch):
    monkeypatch.setattr(postgresql, "IDLE_MS", 300)
    frozen, thawed = open_store(url), asyncio.Event()

    async def nothing_more():
        yield b"1\n"
        await thawed.wait()

    async with asyncio.timeout(30), frozen.writer.connect() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        copying = asyncio.create_task(raw.copy_to_table("counter", source=nothing_more()))
        while not await counter.end_frozen():  # noqa: ASYNC110  the server tells nobody
            await asyncio.sleep(0.05)
        thawed.set()
        with pytest.raises((ConnectionError, asyncpg.PostgresError)):
            await copying
        await connection.invalidate()

    assert await counter.end_frozen() == 0
    await frozen.close()


async def test_after_its_end_a_new_one_is_used(counter, pgbouncer):
    pgbouncer.kill()
    with pytest.raises((DBAPIError, OSError)):
        await value(counter)

    pgbouncer.start()

    async with counter.writing() as session:
        await session.exec(ADD_ONE)
    assert await value(counter) == 1


async def test_a_startup_word_it_refuses_is_told_in_a_sentence(url):
    with pytest.raises(migrate.StoreUnavailable, match="ignore_startup_parameters"):
        await migrate.status(f"{url}?options=-c%20statement_timeout%3D9000")
