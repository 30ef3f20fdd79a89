"""A PostgreSQL server of the tests' own, which is gone when they are."""

import asyncio
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import asyncpg
import psycopg

from tests.ports import free_port

# Waits for its input to end, which it does however the tests end, even by a kill.
SERVE = """
exec 3>&1 >/dev/null
initdb --username=baton --auth=password --pwfile=password --no-sync --encoding=UTF8 --locale=C &&
pg_ctl start -w -l log -o "$OPTIONS" 3>&- && echo ready >&3
exec 3>&-
read -r the_end
pg_ctl stop -m immediate
rm -rf "$PWD"
"""

LOOPBACK_ONLY = {"listen_addresses": "127.0.0.1", "unix_socket_directories": ""}

FORGETFUL = {
    **LOOPBACK_ONLY,
    # Nothing here has to survive a power cut.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # Two who wait for each other need not wait for long.
    "deadlock_timeout": "50ms",
    # Nothing grows old here, nor large.
    "autovacuum": "off",
    "jit": "off",
}


NO_FILES: Mapping[str, str] = {}

END_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
SCHEMA = """
SELECT md5(string_agg(concat_ws(' ', relname, attname, atttypid), ',' ORDER BY relname, attnum))
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
"""
POINTING = """
SELECT tables.tablename, keys.confrelid::regclass::text AS points_to
FROM pg_tables tables LEFT JOIN pg_constraint keys
    ON keys.conrelid = tables.tablename::regclass AND keys.contype = 'f'
    AND keys.confrelid <> keys.conrelid
WHERE tables.schemaname = 'public' AND tables.tablename <> 'alembic_version'
"""
VERSION = "SELECT version_num FROM alembic_version"
RESTART = """
SELECT setval(format('%I', sequencename), 1, false) FROM pg_sequences WHERE last_value IS NOT NULL
"""
STANDING = """
SELECT format('%I', sequencename), last_value FROM pg_sequences WHERE last_value IS NOT NULL
"""
NEWEST_WRITE = "SELECT pg_snapshot_xmax(pg_current_snapshot())"
EMPTY = b""
DELETE = "IF EXISTS (SELECT FROM {0}) THEN DELETE FROM {0}; END IF;"


class NotInstalled(Exception):
    """This machine has no PostgreSQL server to start."""


@contextmanager
def running_server(
    options: Mapping[str, str] = FORGETFUL, files: Mapping[str, str] = NO_FILES
) -> Iterator[str]:
    """
    Start a server on a free loopback port, and give the address of its first database.

    Args:
        options: What its configuration says; without `FORGETFUL` it waits for the disk.
        files: What lies in the folder above its data, for its eyes only.
    """
    programs, port, password = _programs(), free_port(), secrets.token_hex(8)
    with _started(programs, port, options, {**files, "password": password}) as process:
        if process.stdout.readline() != b"ready\n":
            raise RuntimeError("PostgreSQL did not start; what it says is above.")
        yield f"postgresql://baton:{password}@127.0.0.1:{port}/postgres"


@contextmanager
def new_database(server: str, template: str = "template0") -> Iterator[str]:
    """Create a database, give its address, and drop it after use."""
    name = f"baton_{secrets.token_hex(4)}"
    asyncio.run(_execute(server, f'CREATE DATABASE {name} TEMPLATE "{template}"'))
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        asyncio.run(_execute(server, f"DROP DATABASE {name} WITH (FORCE)"))


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a database, as PostgreSQL writes them, and the last value of each sequence."""

    tables: Mapping[str, bytes]
    sequences: Sequence[tuple[str, int]]


class KeptDatabase:
    """
    A database that test after test is given with no rows in it.

    To empty it costs a hundredth of what making and dropping one does. One that a test has left
    with another schema is dropped and made again.
    """

    def __init__(self, server: str, template: str) -> None:
        self._server, self._template = server, template
        self._made = ExitStack()

    def __enter__(self) -> Self:
        self._make()
        return self

    def __exit__(self, *_: object) -> None:
        self._made.close()

    def emptied(self) -> str:
        """End all connections to the database, delete its rows, and give its address."""
        self._end_others()
        if self._state() != self._original:
            self._made.close()
            self._make()
        self._connection.execute(self._emptying)
        self._connection.execute(RESTART)
        self._written = self._newest_write()
        return self._url

    def is_untouched(self) -> bool:
        """Tell if nothing was written on this server since this was emptied or filled."""
        return self._written == self._newest_write()

    def copied(self) -> Rows:
        """Copy every row there is, and where the sequences stand."""
        tables = {table: self._out_of(table) for table in self._tables}
        return Rows(tables, self._connection.execute(STANDING).fetchall())

    def filled(self, rows: Rows) -> None:
        """Have these rows, and no others."""
        self._connection.execute(self._emptying)
        # Parents before whatever points to them.
        for table in reversed(self._tables):
            if rows.tables[table] != EMPTY:
                self._into(table, rows.tables[table])
        for name, last in rows.sequences:
            self._connection.execute("SELECT setval(%s::regclass, %s)", (name, last))
        self._written = self._newest_write()

    def _newest_write(self) -> object:
        return self._connection.execute(NEWEST_WRITE).fetchone()

    def _out_of(self, table: str) -> bytes:
        with self._connection.cursor().copy(f"COPY {table} TO STDOUT") as copy:
            return b"".join(copy)

    def _into(self, table: str, rows: bytes) -> None:
        with self._connection.cursor().copy(f"COPY {table} FROM STDIN") as copy:
            copy.write(rows)

    def _make(self) -> None:
        self._url = self._made.enter_context(new_database(self._server, self._template))
        self._connect()
        self._original, self._tables = self._state(), self._in_order()
        self._emptying = f"DO $$ BEGIN {''.join(map(DELETE.format, self._tables))} END $$"

    def _connect(self) -> None:
        connection = psycopg.connect(self._url, autocommit=True)
        self._connection = self._made.enter_context(connection)

    def _end_others(self) -> None:
        try:
            self._connection.execute(END_OTHERS)
        except psycopg.OperationalError:
            # The test before ended every connection, this one too.
            self._connect()
            self._connection.execute(END_OTHERS)

    def _state(self) -> tuple[object, ...]:
        """The schema and its version."""
        return tuple(self._connection.execute(query).fetchone() for query in (SCHEMA, VERSION))

    def _in_order(self) -> tuple[str, ...]:
        """List the tables, those that point to another before that one."""
        tables = TopologicalSorter[str]()
        for table, points_to in self._connection.execute(POINTING):
            tables.add(table)
            if points_to:
                tables.add(points_to, table)
        return tuple(tables.static_order())


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


async def _execute(server: str, statement: str) -> None:
    async with connected(server) as connection:
        await connection.execute(statement)


def _programs() -> Path:
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    if found := sorted(debian, key=lambda path: int(path.parts[4])):
        return found[-1].parent
    if config := shutil.which("pg_config"):
        found = Path(subprocess.check_output([config, "--bindir"], text=True).strip())  # noqa: S603
        if (found / "initdb").exists():
            return found
    raise NotInstalled


def _started(
    programs: Path, port: int, options: Mapping[str, str], files: Mapping[str, str]
) -> subprocess.Popen:
    owner = account()
    # Another account may have no way into a TMPDIR of root's.
    place = "/tmp" if owner else None  # noqa: S108  mkdtemp makes a folder for one
    home = Path(tempfile.mkdtemp(prefix="baton-postgresql-", dir=place))
    for name, content in files.items():
        (home / name).touch(mode=0o600)
        (home / name).write_text(content)
    if owner:
        for path in (home, *home.iterdir()):
            os.chown(path, owner.pw_uid, owner.pw_gid)
    settings = [f"-c {name}='{value}'" for name, value in options.items()]
    return subprocess.Popen(  # noqa: S603 - the few lines above
        ["/bin/sh", "-c", SERVE],
        cwd=home,
        env={
            "PATH": f"{programs}:/usr/bin:/bin",
            "PGDATA": str(home / "data"),
            "OPTIONS": " ".join([f"-p {port}", *settings]),
            "LC_ALL": "C",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Ctrl-C is for the tests; they tell the server.
        start_new_session=True,
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        extra_groups=[] if owner else None,
    )


def account() -> pwd.struct_passwd | None:
    """Whom to be instead of root, whom PostgreSQL refuses to serve."""
    if os.geteuid() != 0:
        return None
    accounts = {entry.pw_name: entry for entry in pwd.getpwall()}
    return accounts.get("postgres") or accounts["nobody"]
