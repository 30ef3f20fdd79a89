"""PostgreSQL: connections that are kept, and what ends one that keeps others waiting."""

from time import monotonic
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from bot.store.address import NAME, Address
from bot.store.driver_errors import say_no_values

CONNECTIONS = 15
"""At most. They are kept: a new one costs more than most transactions."""

UNSEEN_SECONDS = 1.0
"""How long a connection may have been unused before it is asked whether it still answers."""

IDLE_MS = 10_000
"""How long a process may hold rows and do nothing, in milliseconds: one that is frozen in the
middle of a transaction keeps all others waiting. No transaction waits for Slack."""

FROZEN = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND usename = current_user"
    " AND application_name = :name AND state = 'active' AND wait_event = 'ClientRead'"
    " AND query_start < clock_timestamp() - make_interval(secs => :seconds)"
)

USED = "used"
"""Where a connection's entry keeps when it was last used, on the machine's own clock."""


def writer(address: Address) -> AsyncEngine:
    """Transactions that change something."""
    made = create_async_engine(
        address.url,
        connect_args=dict(address.options),
        pool_size=CONNECTIONS,
        max_overflow=0,
        # The connection used last knows most statements already.
        pool_use_lifo=True,
        hide_parameters=True,
    )
    say_no_values(made)
    event.listen(made.sync_engine, "connect", _prepare)
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


def _prepare(connection: Any, entry: ConnectionPoolEntry) -> None:
    # As a statement: poolers in between refuse parameters they do not know.
    cursor = connection.cursor()
    cursor.execute(f"SET idle_in_transaction_session_timeout = {IDLE_MS}")
    cursor.close()
    connection.commit()


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
