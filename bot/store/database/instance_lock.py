"""One process per SQLite file: two would each pick up the other's work."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.store.database import sqlite
from bot.store.database.address import file_of, read_address
from bot.store.database.errors import StoreUnavailable

LOCK = "-lock"

TAKEN = (
    "Another Baton is at work on the database file {file} ({holder}): SQLite serves one process. "
    "Stop that one, or give both PostgreSQL."
)


@contextmanager
def alone(database_url: str) -> Iterator[None]:
    """
    Keep other processes from serving the same SQLite file; PostgreSQL allows any number.

    The lock is on a file next to the database, and is released however the process ends. Programs
    that don't serve (`baton data`, a backup) don't need it.

    Raises:
        StoreUnavailable: Another process serves it; the message is one sentence.
    """
    file = _lock_file(database_url)
    if file is None:
        yield
        return
    sqlite.keep_private(file)
    with file.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            taken = TAKEN.format(file=file.name.removesuffix(LOCK), holder=_holder(file))
            raise StoreUnavailable(taken) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def holder(database_url: str) -> str | None:
    """Return the process now serving a SQLite file, such as "process 4711", or None."""
    file = _lock_file(database_url)
    if file is None or not file.exists():
        return None
    with file.open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _holder(file)
    return None


def readable_by_others(database_url: str) -> list[Path]:
    """Return a SQLite database's files that are still readable by more than their owner."""
    file = file_of(read_address(database_url).url)
    return sqlite.readable_by_others(file) if file else []


def _lock_file(database_url: str) -> Path | None:
    file = file_of(read_address(database_url).url)
    return file.with_name(f"{file.name}{LOCK}") if file else None


def _holder(lock: Path) -> str:
    number = lock.read_text().strip()
    return f"process {number}" if number else "a process"
