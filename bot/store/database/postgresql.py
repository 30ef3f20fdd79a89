"""PostgreSQL engines: pooled connections, and timeouts for those that block others."""

from time import monotonic
from typing import Any

import asyncpg
from sqlalchemy import event, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from bot.store.database.address import NAME, Address
from bot.store.database.driver_errors import say_no_values

CONNECTIONS = 15
"""The most connections. They are kept: a new one costs more than most transactions."""

UNSEEN_SECONDS = 1.0
"""Seconds a connection may be unused before it is pinged."""

IDLE_MS = 10_000
"""
Milliseconds a process may hold row locks and do nothing: one that freezes in the middle of a
transaction blocks all others. No transaction waits for Slack.
"""

IDLE = "idle_in_transaction_session_timeout"

FROZEN = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND usename = current_user"
    " AND application_name = :name AND state = 'active' AND wait_event = 'ClientRead'"
    " AND query_start < clock_timestamp() - make_interval(secs => :seconds)"
)

USED = "used"
"""The key in a connection record's `info` for its last use, on the monotonic clock."""


class Route:
    """
    A connection route to the server, direct or through a pooler such as PgBouncer.

    A pooler in transaction mode gives each transaction another server connection: session settings
    and prepared statements are lost in the next one, or collide with another client's. On a direct
    route both are useful, so we detect which it is (decision 0032).
    """

    def __init__(self, pooled: bool | None) -> None:  # noqa: FBT001  None: unknown so far
        self.pooled = pooled

    async def connect(self, *args: Any, **options: Any) -> Any:
        """Connect as `asyncpg.connect` does, without its statement cache behind a pooler."""
        if self.pooled is None:
            self.pooled = await _is_pooled(*args, **options)
        if self.pooled:
            options["statement_cache_size"] = 0
        return await asyncpg.connect(*args, **options)

    def statement_name(self) -> str | None:
        """Name a prepared statement: "" lasts until the next one, None lets the driver choose."""
        return "" if self.pooled else None

    def prepare(self, connection: Any, entry: ConnectionPoolEntry) -> None:
        """Set up a new connection."""
        if self.pooled:
            # The engine sets the cache size before a pooler is detected.
            connection._prepared_statement_cache = None  # noqa: SLF001
            return
        cursor = connection.cursor()
        cursor.execute(f"SET {IDLE} = {IDLE_MS}")
        cursor.close()
        connection.commit()

    def begin(self, connection: Connection) -> None:
        """Begin a transaction; behind a pooler, apply the session settings to it alone."""
        if self.pooled:
            connection.exec_driver_sql(f"SET LOCAL {IDLE} = {IDLE_MS}")


async def _is_pooled(*args: Any, **options: Any) -> bool:
    """
    Detect a pooler: it reports its own backend process numbers, which it needs to cancel queries.

    Run in one transaction, as everything does that may go through a pooler.
    """
    options["statement_cache_size"] = 0
    connection = await asyncpg.connect(*args, **options)
    try:
        async with connection.transaction():
            serving = await connection.fetchval("SELECT pg_backend_pid()")
        return bool(serving != connection.get_server_pid())
    finally:
        await connection.close()


def writer(address: Address) -> AsyncEngine:
    """Create the engine for transactions that change something."""
    route = Route(address.pooled)
    ours = {
        "async_creator_fn": route.connect,
        "prepared_statement_name_func": route.statement_name,
    }
    made = create_async_engine(
        address.url,
        connect_args={**address.options, **ours},
        pool_size=CONNECTIONS,
        max_overflow=0,
        # The connection used last has most statements prepared already.
        pool_use_lifo=True,
        hide_parameters=True,
    )
    say_no_values(made)
    event.listen(made.sync_engine, "connect", route.prepare)
    event.listen(made.sync_engine, "begin", route.begin)
    event.listen(made.sync_engine, "checkin", _note_use)
    event.listen(made.sync_engine, "checkout", _make_sure)
    return made


def readers(writer: AsyncEngine) -> AsyncEngine:
    """Create the read-only engine; each transaction sees one snapshot, as on SQLite."""
    return writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


async def end_frozen(engine: AsyncEngine) -> int:
    """End connections frozen in the middle of a statement; return their number."""
    async with engine.connect() as connection:
        given = {"name": NAME, "seconds": IDLE_MS / 1000}
        return len((await connection.execute(FROZEN, given)).all())


def _note_use(connection: Any, entry: ConnectionPoolEntry) -> None:
    entry.info[USED] = monotonic()


def _make_sure(connection: Any, entry: ConnectionPoolEntry, fairy: PoolProxiedConnection) -> None:
    """
    Reject a dead connection at checkout, so that the pool opens a new one.

    The driver notices when a server closes a connection; one that was silently cut needs a ping.
    `pool_pre_ping` would ping each time, in three round trips: half the time an answer takes.
    """
    unused = monotonic() - entry.info.get(USED, monotonic())
    closed = connection.driver_connection.is_closed()
    if closed or (unused > UNSEEN_SECONDS and not _answers(connection)):
        raise InvalidatePoolError


def _answers(connection: Any) -> bool:
    try:
        connection.ping()
    except (connection.dbapi.Error, OSError):
        return False
    return True
