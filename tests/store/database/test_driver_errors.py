"""Whatever a database refuses, no log tells what was written."""

import asyncio
import io
import logging

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from bot.runtime.logs import JsonFormat, TextFormat
from bot.store.database.engine import open_store
from bot.store.tables import WorkspaceRow
from tests.conftest import MONDAY_NINE
from tests.examples import some

MARK = "Zebracrossing"

TABLES = (
    "CREATE TABLE pet (name VARCHAR(20) UNIQUE, legs INTEGER NOT NULL, CHECK (legs < 9))",
    "CREATE TABLE home (pet VARCHAR(20) REFERENCES pet (name))",
)

REFUSED = {
    "too long": ("INSERT INTO pet VALUES (:mark, 4)", {"mark": f"{MARK}{'x' * 99}"}),
    "twice": ("INSERT INTO pet VALUES (:mark, 4), (:mark, 5)", {"mark": MARK}),
    "null": ("INSERT INTO pet (name) VALUES (:mark)", {"mark": MARK}),
    "check": ("INSERT INTO pet VALUES (:mark, 99)", {"mark": MARK}),
    "nowhere": ("INSERT INTO home VALUES (:mark)", {"mark": MARK}),
    "no number": ("INSERT INTO pet VALUES ('x', CAST(:mark AS INTEGER))", {"mark": MARK}),
    "no json": ("SELECT CAST(CAST(:mark AS TEXT) AS json) ->> 'x'", {"mark": MARK}),
    "NUL": ("INSERT INTO pet VALUES (:mark, 4)", {"mark": f"\0{MARK}"}),
    "surrogate": ("INSERT INTO pet VALUES (:mark, 4)", {"mark": f"\ud800{MARK}"}),
    "another type": ("INSERT INTO pet VALUES (:mark, 4)", {"mark": [MARK]}),
    "many": ("INSERT INTO pet VALUES (:mark, 4)", [{"mark": MARK}, {"mark": MARK}]),
}


@pytest.fixture
async def pets(database_url):
    store = open_store(database_url)
    async with store.writing() as session:
        for table in TABLES:
            await session.exec(text(table))
    yield store
    await store.close()


@pytest.fixture(params=[TextFormat, JsonFormat])
def told(request):
    """What the process's own log says of an error, with its traceback."""

    def tell(error):
        stream = io.StringIO()
        handler = logging.StreamHandler(stream)
        handler.setFormatter(request.param())
        record = logging.LogRecord(
            "x",
            logging.ERROR,
            "x",
            1,
            "an error: %s",
            (error,),
            (type(error), error, error.__traceback__),
        )
        handler.emit(record)
        return stream.getvalue()

    return tell


@pytest.mark.parametrize("kind", some(REFUSED, of=3))
async def test_no_value_is_in_what_is_raised(pets, told, kind):
    statement, values = REFUSED[kind]

    async def refuse():
        async with pets.writing() as session:
            await (await session.connection()).execute(text(statement), values)

    try:
        await refuse()
    except Exception as error:  # noqa: BLE001  whatever is raised
        said = told(error) + repr(error)
        assert MARK not in said
    else:
        assert pets.is_sqlite, "PostgreSQL takes none of these"


async def test_an_error_is_named_by_its_kind_and_sqlstate(pets, told):
    statement, values = REFUSED["twice"]

    with pytest.raises(DBAPIError) as refused:
        async with pets.writing() as session:
            await session.exec(text(statement), params=values)

    expected = (
        "UNIQUE constraint failed: pet.name" if pets.is_sqlite else "unique violation (23505)"
    )
    assert expected in told(refused.value)
    if not pets.is_sqlite:
        assert refused.value.orig.sqlstate == "23505"


async def test_neither_do_errors_of_the_tables_themselves(pets, told):
    row = {"team_id": MARK, "name": "", "bot_user_id": "", "created_at": MONDAY_NINE}

    async def add_twice():
        async with pets.writing() as session:
            for _ in range(2):
                session.add(WorkspaceRow(**row))
                await session.flush()

    with pytest.raises(DBAPIError) as refused:
        await add_twice()
    assert MARK not in told(refused.value)

    async def add_both():
        async with pets.writing() as session:
            await (await session.connection()).execute(insert(WorkspaceRow), [row, row])

    with pytest.raises(DBAPIError) as refused:
        await add_both()
    assert MARK not in told(refused.value)


async def test_nor_does_an_error_that_was_raised_while_another_was_handled(pets, told):
    statement, values = REFUSED["twice"]

    async def again_and_again():
        try:
            async with pets.writing() as session:
                await session.exec(text(statement), params=values)
        except DBAPIError:
            async with pets.writing() as session:
                await session.exec(text(statement), params=values)

    with pytest.raises(DBAPIError) as refused:
        await again_and_again()
    assert MARK not in told(refused.value)


async def test_a_deadlock_says_nothing_of_the_rows(postgresql_url, told):
    store = open_store(postgresql_url)
    async with store.writing() as session:
        await session.exec(text("CREATE TABLE pet (name text PRIMARY KEY, n int)"))
        await session.exec(
            text("INSERT INTO pet VALUES (:mark, 0), ('b', 0)"), params={"mark": MARK}
        )
    both = asyncio.Barrier(2)

    async def take(first, second):
        async with store.writing() as session:
            for name in (first, second):
                add = text("UPDATE pet SET n = n + 1 WHERE name = :name")
                await session.exec(add, params={"name": name})
                if name == first:
                    await both.wait()

    results = await asyncio.gather(take(MARK, "b"), take("b", MARK), return_exceptions=True)
    await store.close()

    (error,) = [result for result in results if result]
    assert "deadlock detected (40P01)" in told(error)
    assert MARK not in told(error)


async def test_text_that_cannot_be_read_back_is_not_quoted(sqlite_url, told):
    store = open_store(sqlite_url)
    async with store.writing() as session:
        await session.exec(text("CREATE TABLE pet (name TEXT)"))
        add = text("INSERT INTO pet VALUES (CAST(:bytes AS TEXT))")
        await session.exec(add, params={"bytes": b"\xff" + MARK.encode()})

    with pytest.raises(Exception, match="operational") as refused:
        async with store.reading() as session:
            (await session.exec(text("SELECT name FROM pet"))).all()
    await store.close()

    assert MARK not in told(refused.value)
