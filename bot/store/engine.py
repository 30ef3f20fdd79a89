"""One database, SQLite or PostgreSQL: reads never wait for writers, writers take turns."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store import postgresql, sqlite
from bot.store.address import read_address

Session = AsyncSession
"""What queries are handed: one transaction on one connection."""


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
        BadAddress: The address can't be used; in one sentence.
    """
    address = read_address(database_url)
    if address.url.get_backend_name() == "sqlite":
        return Store(writer=sqlite.writer(address.url), reader=sqlite.readers(address.url))
    writer = postgresql.writer(address)
    return Store(writer=writer, reader=postgresql.readers(writer))
