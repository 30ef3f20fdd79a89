"""One database, SQLite or PostgreSQL: reads never wait for writers, writers take turns."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import make_url
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store import postgresql, sqlite

Session = AsyncSession
"""What queries are handed: one transaction on one connection."""

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
        """
        One transaction that commits at the end of the block, or not at all.

        The function that opens it is decorated with `retry_conflicts`.
        """
        async with AsyncSession(self.writer, expire_on_commit=False) as session, session.begin():
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """One consistent look that changes nothing."""
        async with AsyncSession(self.reader, expire_on_commit=False) as session:
            yield session

    async def end_frozen(self) -> int:
        """
        End what another process began and holds rows with, frozen in the middle of a statement.

        PostgreSQL does so by itself between two statements (`postgresql.IDLE_MS`), but not between
        two messages of one.

        Returns:
            How many connections were ended.
        """
        if self.is_sqlite:
            return 0
        return await postgresql.end_frozen(self.reader)

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
    writer = postgresql.writer(url)
    return Store(writer=writer, reader=postgresql.readers(writer))


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
