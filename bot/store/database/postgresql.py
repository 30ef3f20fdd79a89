"""PostgreSQL: connections that are kept, and what ends one that keeps others waiting."""

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
"""At most. They are kept: a new one costs more than most transactions."""

UNSEEN_SECONDS = 1.0
"""How long a connection may have been unused before it is asked whether it still answers."""

IDLE_MS = 10_000
"""How long a process may hold rows and do nothing, in milliseconds: one that is frozen in the
middle of a transaction keeps all others waiting. No transaction waits for Slack."""

IDLE = "idle_in_transaction_session_timeout"

FROZEN = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND usename = current_user"
    " AND application_name = :name AND state = 'active' AND wait_event = 'ClientRead'"
    " AND query_start < clock_timestamp() - make_interval(secs => :seconds)"
)

USED = "used"
"""Where a connection's entry keeps when it was last used, on the machine's own clock."""


class Route:
    """
    The way to the server, and whether a pooler such as PgBouncer is on it.

    A pooler in transaction mode gives each transaction another connection to the server: what is
    set or prepared for a session is gone in the next, or meets somebody else's. On a direct way
    both are worth having, so that we find out which it is (decision 0032).
    """

    def __init__(self, pooled: bool | None) -> None:  # noqa: FBT001  None: not known yet
        self.pooled = pooled

    async def connect(self, *args: Any, **options: Any) -> Any:
        """Connect as `asyncpg.connect` does, without its statement cache where it would harm."""
        if self.pooled is None:
            self.pooled = await _is_pooled(*args, **options)
        if self.pooled:
            options["statement_cache_size"] = 0
        return await asyncpg.connect(*args, **options)

    def statement_name(self) -> str | None:
        """Name a prepared statement: "" lasts until the next, None is for the driver to name."""
        return "" if self.pooled else None

    def prepare(self, connection: Any, entry: ConnectionPoolEntry) -> None:
        """Set up a new connection."""
        if self.pooled:
            # Its size is for the engine to say, before anybody knows.
            connection._prepared_statement_cache = None  # noqa: SLF001
            return
        cursor = connection.cursor()
        cursor.execute(f"SET {IDLE} = {IDLE_MS}")
        cursor.close()
        connection.commit()

    def begin(self, connection: Connection) -> None:
        """Begin a transaction: what is else set for the session holds for it alone."""
        if self.pooled:
            connection.exec_driver_sql(f"SET LOCAL {IDLE} = {IDLE_MS}")


async def _is_pooled(*args: Any, **options: Any) -> bool:
    """
    Ask who serves us: a pooler hands out process numbers of its own, for it has to cancel.

    In one transaction, as all we do where there may be a pooler.
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
    """Transactions that change something."""
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
        # The connection used last knows most statements already.
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
    """One look sees one moment, as it does on SQLite, and changes nothing."""
    return writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


async def end_frozen(engine: AsyncEngine) -> int:
    """End what is frozen in the middle of a statement; returns how many connections."""
    async with engine.connect() as connection:
        given = {"name": NAME, "seconds": IDLE_MS / 1000}
        return len((await connection.execute(FROZEN, given)).all())


def _note_use(connection: Any, entry: ConnectionPoolEntry) -> None:
    entry.info[USED] = monotonic()


def _make_sure(connection: Any, entry: ConnectionPoolEntry, fairy: PoolProxiedConnection) -> None:
    """
    Let nobody begin with a connection that is gone: the pool opens new ones instead.

    The driver sees by itself when a server closes one; what was silently cut has to be asked.
    `pool_pre_ping` would ask each time, in three round trips: half of what an answer takes.
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
