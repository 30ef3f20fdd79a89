"""
One SQLite file: a single connection that writes, and some that read beside it.

Only what may have to wait leaves the event loop: a thread and back costs ten times what a small
statement does, and an answer is made of forty of them.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

READERS = 4
"""Connections that read beside the one that writes."""

BUSY_MS = 5000
"""How long a connection waits for another process's lock, in milliseconds."""

PRAGMAS = (
    "journal_mode=WAL",
    # NORMAL can lose the last commits to a power cut, and with them the intent of a post.
    "synchronous=FULL",
    f"busy_timeout={BUSY_MS}",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    # What a member has had erased is gone from the file, too.
    "secure_delete=ON",
)

TAKE_THE_LOCK = "BEGIN IMMEDIATE"


class Writing(aiosqlite.Connection):
    """
    A connection whose statements run where they are asked for.

    What takes the file's lock or waits for the disk goes to the connection's thread. Between the
    two nobody else comes in: whoever wants to write waits for the end of this transaction.
    """

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self._may_wait(fn, *args):
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        return fn(*args, **kwargs)

    def _may_wait(self, fn: Callable[..., Any], statement: object = "", *_: object) -> bool:
        """Whether it takes the lock, settles how it is taken, or waits for the disk."""
        if isinstance(statement, str) and statement.startswith((TAKE_THE_LOCK, "PRAGMA")):
            return True
        return fn in (self._conn.commit, self._conn.close)


class Reading(Writing):
    """One that lets others in between two of its statements: nobody waits for its end."""

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if args:
            await asyncio.sleep(0)
        return await super()._execute(fn, *args, **kwargs)


def writer(url: URL) -> AsyncEngine:
    """The one that writes: whoever wants it waits here, and not for the file's lock."""
    return _engine(url, Writing, TAKE_THE_LOCK, 1)


def readers(url: URL) -> AsyncEngine:
    """Those that read; none of them ever waits for the writer."""
    return _engine(url, Reading, "BEGIN", READERS)


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


def _connect(kind: type[aiosqlite.Connection], *args: Any, **kwargs: Any) -> aiosqlite.Connection:
    kwargs["check_same_thread"] = False
    connection = kind(partial(sqlite3.connect, *args, **kwargs), iter_chunk_size=64)
    connection._thread.daemon = True  # noqa: SLF001  as SQLAlchemy does with those it makes
    return connection
