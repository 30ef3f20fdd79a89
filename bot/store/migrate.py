"""Migrate a database to the schema this Baton needs, and report its status."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import URL, Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.database.address import file_of
from bot.store.database.engine import Store, open_store
from bot.store.database.errors import StoreUnavailable
from bot.store.database.unavailable import in_a_sentence

CONNECT_SECONDS = 10
"""Seconds a server may take to answer; one that drops our packets never would."""

TURN = 7_126_455_981
"""PostgreSQL's advisory lock for schema changes; any number that no other program uses."""

NEWER = (
    "The database belongs to a newer Baton (its schema is {current}, this one knows {head}): "
    "update Baton, or restore the backup you made before you updated."
)


@dataclass(frozen=True, slots=True)
class Status:
    """
    A database's schema compared with this Baton's.

    Attributes:
        current: Its revision, or None if it has no schema yet.
        head: The revision this Baton needs.
        state: `newer` means that this Baton does not know the database's revision.
    """

    current: str | None
    head: str
    state: Literal["empty", "current", "behind", "newer"]


async def status(database_url: str) -> Status:
    """
    Check a database's schema revision; a missing file isn't created.

    Raises:
        StoreUnavailable: It can't be reached; the message is one sentence.
        BadAddress: The address can't be used; the message is one sentence.
    """
    store = open_store(database_url)
    if store.is_sqlite and _is_missing(store.reader.url):
        return _compare(None)
    try:
        return await status_of(store)
    finally:
        await store.close()


async def status_of(store: Store) -> Status:
    """
    Check the schema revision of an open store.

    Raises:
        StoreUnavailable: It can't be reached; the message is one sentence.
    """
    async with _connected(store.reader) as connection:
        return await connection.run_sync(_status)


async def upgrade(database_url: str) -> list[str]:
    """
    Migrate a database to this Baton's schema, in one transaction.

    If two processes start at once, one changes the schema and the other waits.

    Returns:
        The revisions applied, oldest first; none if it was current.

    Raises:
        StoreUnavailable: It can't be reached, or belongs to a newer Baton; the message is one
            sentence.
        BadAddress: The address can't be used; the message is one sentence.
    """
    async with changing(database_url) as connection:
        before = await connection.run_sync(_status)
        if before.state == "newer":
            raise StoreUnavailable(NEWER.format(current=before.current, head=before.head))
        await connection.run_sync(lambda sync: command.upgrade(configuration(sync), "head"))
        return _steps(before)


@asynccontextmanager
async def changing(database_url: str) -> AsyncIterator[AsyncConnection]:
    """Open an exclusive transaction that may change the schema."""
    store = open_store(database_url)
    try:
        async with _connected(store.writer) as connection:
            if store.is_sqlite:
                await _loosen(connection)
            async with connection.begin():
                if not store.is_sqlite:
                    await connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")
                yield connection
    finally:
        await store.close()


def configuration(connection: Connection | None = None) -> Config:
    """Configure Alembic: our script location and the connection. There is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


@cache
def _scripts() -> ScriptDirectory:
    """Load the migration scripts once per process."""
    return ScriptDirectory.from_config(configuration())


def _status(connection: Connection) -> Status:
    return _compare(MigrationContext.configure(connection).get_current_revision())


def _compare(current: str | None) -> Status:
    scripts = _scripts()
    head = scripts.get_current_head() or ""
    if current is None:
        return Status(current, head, "empty")
    if current == head:
        return Status(current, head, "current")
    known = {script.revision for script in scripts.walk_revisions()}
    return Status(current, head, "behind" if current in known else "newer")


def _steps(before: Status) -> list[str]:
    scripts = _scripts()
    steps = scripts.iterate_revisions("heads", before.current or "base")
    return [step.revision for step in steps][::-1]


async def _loosen(connection: AsyncConnection) -> None:
    """
    Turn off SQLite's foreign keys on this connection.

    SQLite changes a table by creating a new one and dropping the old, which other tables
    reference. The setting is ignored inside a transaction, so this bypasses SQLAlchemy, which
    opens one.
    """
    raw = await connection.get_raw_connection()
    if raw.driver_connection is not None:
        await raw.driver_connection.execute("PRAGMA foreign_keys=OFF")


@asynccontextmanager
async def _connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    with in_a_sentence(engine.url):
        _check_place(engine.url)
        async with asyncio.timeout(CONNECT_SECONDS):
            connection = await engine.connect()
        try:
            yield connection
        finally:
            await connection.close()


def _check_place(url: URL) -> None:
    path = file_of(url)
    if path is None:
        return
    if not path.parent.is_dir():
        raise StoreUnavailable(
            f"The folder {path.parent} does not exist; the database goes there."
        )
    if path.is_dir():
        raise StoreUnavailable(f"{path} is a folder; DATABASE_URL must name a file.")


def _is_missing(url: URL) -> bool:
    path = file_of(url)
    if path is None:
        return False
    _check_place(url)
    if path.exists():
        return False
    _check_folder(path.parent)
    return True


def _check_folder(folder: Path) -> None:
    """Check that a file can be created there, and leave none behind."""
    try:
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise StoreUnavailable(
            f"The folder {folder} cannot be written: {error.strerror}."
        ) from error
