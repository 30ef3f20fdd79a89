"""One database, SQLite or PostgreSQL: reads never wait for writers, writers take turns."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store import sqlite

CONNECTIONS = 15
"""To PostgreSQL, at most. They are kept: a new one costs more than most transactions."""

IDLE_MS = 10_000
"""How long a process may hold rows of PostgreSQL and do nothing, in milliseconds: one that is
frozen in the middle of a transaction keeps all others waiting. No transaction waits for Slack."""

T = TypeVar("T")

Session = AsyncSession
"""What queries are handed: one transaction on one connection."""

NAME = "baton"
"""What our connections to PostgreSQL are called: only these are ended."""

FROZEN = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND usename = current_user"
    " AND application_name = :name AND state = 'active' AND wait_event = 'ClientRead'"
    " AND query_start < clock_timestamp() - make_interval(secs => :seconds)"
)

COLLISIONS = {"40001", "40P01"}
"""What PostgreSQL calls a serialization failure and a deadlock: one has to begin anew."""

SSL_MODES = {"sslmode": "ssl"}
"""Words of libpq that hosts put into DATABASE_URL, and what the driver calls them."""


@dataclass(frozen=True, slots=True)
class Store:
    """
    The way to the database: `reading()` for a consistent look, `writing()` for one change.

    `writing()` is the only place that commits. On SQLite both engines open the same file and
    the writer has a single connection, so that writers queue fairly in this process instead of
    polling for the file's lock. No call to Slack belongs inside either block.
    """

    writer: AsyncEngine
    reader: AsyncEngine

    @property
    def is_sqlite(self) -> bool:
        """Whether one file holds it all (and one process serves it)."""
        return self.writer.dialect.name == "sqlite"

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """One transaction that commits at the end of the block, or not at all."""
        async with AsyncSession(self.writer, expire_on_commit=False) as session, session.begin():
            yield session

    async def write(self, work: Callable[[AsyncSession], Awaitable[T]]) -> T:
        """
        Do *work* in one transaction, and once more if it ran into another that did not give way.

        Args:
            work: Changes many rows, and nothing outside the database.
        """
        try:
            async with self.writing() as session:
                return await work(session)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) not in COLLISIONS:
                raise
        async with self.writing() as session:
            return await work(session)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """One consistent look that changes nothing."""
        async with AsyncSession(self.reader, expire_on_commit=False) as session:
            yield session

    async def end_frozen(self) -> int:
        """
        End what another process began and holds rows with, frozen in the middle of a statement.

        PostgreSQL does so by itself between two statements (`IDLE_MS`), but not between two
        messages of one.

        Returns:
            How many connections were ended.
        """
        if self.is_sqlite:
            return 0
        async with self.reader.connect() as connection:
            given = {"name": NAME, "seconds": IDLE_MS / 1000}
            return len((await connection.execute(FROZEN, given)).all())

    async def close(self) -> None:
        """Give every connection back."""
        await self.writer.dispose()
        await self.reader.dispose()


def open_store(database_url: str) -> Store:
    """
    Prepare a store; nothing is connected before the first use.

    Args:
        database_url: `sqlite:///file.db`, or `postgresql://user@host/name`.

    Raises:
        ValueError: The address is of neither kind, in one sentence.
    """
    url = _with_driver(database_url)
    if url.get_backend_name() == "sqlite":
        return Store(writer=sqlite.writer(url), reader=sqlite.readers(url))
    engine = create_async_engine(
        url,
        pool_size=CONNECTIONS,
        max_overflow=0,
        # The connection used last knows most statements already.
        pool_use_lifo=True,
        pool_pre_ping=True,
        hide_parameters=True,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, record: ConnectionPoolEntry) -> None:
        # As a statement: poolers in between refuse parameters they do not know.
        cursor = connection.cursor()
        cursor.execute(f"SET application_name = '{NAME}'")
        cursor.execute(f"SET idle_in_transaction_session_timeout = {IDLE_MS}")
        cursor.close()
        connection.commit()

    # One look sees one moment, as it does on SQLite, and changes nothing.
    look = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Store(writer=engine, reader=look)


def _with_driver(database_url: str) -> URL:
    try:
        url = make_url(database_url.replace("postgres://", "postgresql://", 1))
    except Exception as error:
        raise ValueError(
            "DATABASE_URL is not an address such as postgresql://user@host/name."
        ) from error
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
    backend = url.get_backend_name()
    if backend not in drivers:
        raise ValueError(f"DATABASE_URL names {backend}; Baton speaks sqlite and postgresql.")
    query = {SSL_MODES.get(word, word): value for word, value in url.query.items()}
    return url.set(drivername=drivers[backend], query=query)
