"""One database, SQLite or PostgreSQL. Reads never wait for writers; writers take turns."""

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
"""The type that queries take: one transaction on one connection."""

SMALL = 4 * 1024**2
"""Size in bytes up to which a SQLite file is rewritten after words were erased: 0.1 s at most."""


@dataclass(frozen=True, slots=True)
class Store:
    """
    Access to the database: `reading()` for a consistent snapshot, `writing()` for one change.

    `writing()` is the only place that commits. On SQLite both engines open the same file and the
    writer has a single connection, so that writers queue fairly in this process instead of polling
    for the file's lock. No call to Slack belongs inside either block.
    """

    writer: AsyncEngine
    reader: AsyncEngine
    served: Served = field(default_factory=Served)

    @property
    def is_sqlite(self) -> bool:
        """True if the database is one file, served by one process."""
        return self.writer.dialect.name == "sqlite"

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """
        Open a transaction that commits at the end of the block, or not at all.

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
        """Open a consistent read-only snapshot."""
        async with self._session(self.reader) as session:
            yield session

    def _session(self, engine: AsyncEngine) -> AsyncSession:
        return AsyncSession(engine, expire_on_commit=False, info={SERVED: self.served})

    async def sweep(self, *, rewrite: bool = False) -> bool:
        """
        Remove copies of erased words from the SQLite file; PostgreSQL does that itself.

        Args:
            rewrite: Rewrite the whole file, which takes a while: some copies are in pages in use.

        Returns:
            False if another connection blocked it and it has to be repeated.
        """
        if not self.is_sqlite:
            return True
        return await sqlite.sweep(self.writer, self.reader, rewrite=rewrite)

    def _size(self) -> int:
        file = file_of(self.writer.url)
        return file.stat().st_size if file and file.exists() else 0

    async def end_frozen(self) -> int:
        """
        End connections of a process that froze in the middle of a statement and holds row locks.

        PostgreSQL does that itself between two statements (`postgresql.IDLE_MS`), but not between
        two messages of one statement.

        Returns:
            The number of connections ended.
        """
        if self.is_sqlite:
            return 0
        return await postgresql.end_frozen(self.reader)

    async def close(self) -> None:
        """Close all connections."""
        await self.writer.dispose()
        await self.reader.dispose()


def open_store(database_url: str) -> Store:
    """
    Create a store; it connects on first use.

    Args:
        database_url: `sqlite:///file.db`, or `postgresql://user@host/name`.

    Raises:
        BadAddress: The address can't be used; the message is one sentence.
    """
    address = read_address(database_url)
    if address.url.get_backend_name() == "sqlite":
        return Store(writer=sqlite.writer(address.url), reader=sqlite.readers(address.url))
    writer = postgresql.writer(address)
    return Store(writer=writer, reader=postgresql.readers(writer))
