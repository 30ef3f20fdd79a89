"""One database, SQLite or PostgreSQL: reads never wait for writers, writers take turns."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.database import postgresql, sqlite
from bot.store.database.address import file_of, read_address
from bot.store.database.erased_pages import PERSON, erased
from bot.store.database.served import SERVED, Served

Session = AsyncSession
"""What queries are handed: one transaction on one connection."""

SMALL = 4 * 1024**2
"""Bytes of a SQLite file that is rewritten whenever words were erased: 0.1 s at most."""


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
    served: Served = field(default_factory=Served)

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
        async with self._session(self.writer) as session:
            async with session.begin():
                yield session
            gone = erased(session)
        if gone:
            await self.sweep(rewrite=gone == PERSON or self._size() <= SMALL)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """One consistent look that changes nothing."""
        async with self._session(self.reader) as session:
            yield session

    def _session(self, engine: AsyncEngine) -> AsyncSession:
        return AsyncSession(engine, expire_on_commit=False, info={SERVED: self.served})

    async def sweep(self, *, rewrite: bool = False) -> bool:
        """
        Leave no copy of erased words in the file; on PostgreSQL that is the server's to do.

        Args:
            rewrite: The whole file, which takes a while: some copies lie in pages in use.

        Returns:
            False if somebody was in the way, and it has to be done again.
        """
        if not self.is_sqlite:
            return True
        return await sqlite.sweep(self.writer, self.reader, rewrite=rewrite)

    def _size(self) -> int:
        file = file_of(self.writer.url)
        return file.stat().st_size if file and file.exists() else 0

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
