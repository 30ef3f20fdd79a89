"""
SQLite engines: one connection that writes, and a few that read.

Only statements that may have to wait run in a thread: handing over to one costs ten times as much
as a small statement, and an answer takes forty of them.
"""

import asyncio
import logging
import os
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.store.database.address import file_named
from bot.store.database.driver_errors import say_no_values

READERS = 4
"""The number of read connections."""

BUSY_MS = 5000
"""Milliseconds a connection waits for another process's lock."""

PRAGMAS = (
    "journal_mode=WAL",
    # NORMAL can lose the last commits in a power cut, and with them the intent of a post.
    "synchronous=FULL",
    f"busy_timeout={BUSY_MS}",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    # Overwrite erased data in place; for copies of it elsewhere see `sweep`.
    "secure_delete=ON",
)

TAKE_THE_LOCK = "BEGIN IMMEDIATE"

WAITS = (TAKE_THE_LOCK, "PRAGMA", "VACUUM")
"""Prefixes of statements that may wait for a lock or for the disk."""

READERS_SECONDS = 1.0
"""Seconds `sweep` waits for running reads to end, and holds up new ones, at most."""

OWNER_ONLY = 0o600
BESIDE = ("", "-wal", "-shm", "-journal", "-lock")
"""Suffixes of the database's files, including the lock file of `alone`."""

log = logging.getLogger(__name__)


class Writing(aiosqlite.Connection):
    """
    A connection that runs statements in the caller's thread.

    Statements that take the file's lock or wait for the disk go to the connection's thread. No
    other writer can interleave: they wait for the end of this transaction.
    """

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self._may_wait(fn, *args):
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        return fn(*args, **kwargs)

    def _may_wait(self, fn: Callable[..., Any], statement: object = "", *_: object) -> bool:
        """Return True if it takes the lock, configures locking, or waits for the disk."""
        if isinstance(statement, str) and statement.startswith(WAITS):
            return True
        return fn in (self._conn.commit, self._conn.close)


class Reading(Writing):
    """A connection that yields to the event loop before each statement: none waits for its end."""

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if args:
            await asyncio.sleep(0)
        return await super()._execute(fn, *args, **kwargs)


def writer(url: URL) -> AsyncEngine:
    """Create the engine that writes; callers queue here instead of for the file's lock."""
    return _engine(url, Writing, TAKE_THE_LOCK, 1)


def readers(url: URL) -> AsyncEngine:
    """Create the engine that reads; its connections never wait for the writer."""
    return _engine(url, Reading, "BEGIN", READERS)


async def sweep(writer: AsyncEngine, readers: AsyncEngine, *, rewrite: bool) -> bool:
    """
    Remove erased data from the file, its log and its free pages.

    `secure_delete` overwrites a row in place. Older copies stay in the write-ahead log until that
    is emptied, and sometimes in a page that was split, until the file is rewritten.

    Args:
        rewrite: Also rewrite the file; writers wait 10 ms per megabyte or more.

    Returns:
        False if it has to be repeated because of a long read or write elsewhere.
    """
    async with writer.connect() as connection:
        raw: Any = (await connection.get_raw_connection()).driver_connection
        try:
            if rewrite:
                await raw.execute("VACUUM")
            if await _empty_log(raw):
                return True
            async with _nobody_reading(readers):
                return await _empty_log(raw)
        except TimeoutError:
            return False
        except sqlite3.OperationalError as error:
            log.info("What was erased is not overwritten yet (%s).", error.sqlite_errorname)
            return False


async def _empty_log(raw: Any) -> bool:
    """Checkpoint and truncate the write-ahead log; return False if a reader still needs it."""
    # Otherwise it would wait for readers, and block writers meanwhile.
    await raw.execute("PRAGMA busy_timeout=0")
    try:
        cursor = await raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_ = await cursor.fetchone()
        return int(busy) == 0
    finally:
        await raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")


@asynccontextmanager
async def _nobody_reading(readers: AsyncEngine) -> AsyncIterator[None]:
    """Wait until this process has no reads running, and hold up new ones."""
    async with AsyncExitStack() as held:
        async with asyncio.timeout(READERS_SECONDS):
            for _ in range(READERS):
                await held.enter_async_context(readers.connect())
        yield


def keep_private(file: Path) -> None:
    """Restrict a database and the files next to it to their owner, whatever the umask."""
    with suppress(OSError):  # the next open reports the problem
        # Never open an existing file: closing it again would drop the locks on it.
        new = os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_ONLY)
        os.fchmod(new, OWNER_ONLY)
        os.close(new)
    for path in readable_by_others(file):
        with suppress(OSError):
            path.chmod(OWNER_ONLY)


def readable_by_others(file: Path) -> list[Path]:
    """Return the database's files that are readable by more than their owner."""
    files = [file.with_name(f"{file.name}{end}") for end in BESIDE]
    return [path for path in files if path.exists() and path.stat().st_mode & ~OWNER_ONLY & 0o777]


def _engine(
    url: URL, kind: type[aiosqlite.Connection], begin: str, connections: int
) -> AsyncEngine:
    engine = create_async_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=60,
        hide_parameters=True,
        connect_args={"async_creator_fn": partial(_connect, kind)},
    )

    say_no_values(engine)

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, record: ConnectionPoolEntry) -> None:
        # The driver's own BEGIN comes too late for a read that is followed by a write.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _open(database: str, **kwargs: Any) -> sqlite3.Connection:
    # SQLite puts what lies beside it next to the file that a link leads to.
    if "mode=ro" not in database:
        keep_private(file_named(database))
    connection: sqlite3.Connection = sqlite3.connect(database, **kwargs)
    return connection


def _connect(kind: type[aiosqlite.Connection], *args: Any, **kwargs: Any) -> aiosqlite.Connection:
    kwargs["check_same_thread"] = False
    connection = kind(partial(_open, *args, **kwargs), iter_chunk_size=64)
    connection._thread.daemon = True  # noqa: SLF001  as SQLAlchemy does with its own
    return connection
