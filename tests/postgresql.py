"""A PostgreSQL server of the tests' own, which is gone when they are."""

import asyncio
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

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
}


NO_FILES: Mapping[str, str] = {}


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


async def _execute(server: str, statement: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


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
    account = _account()
    # Another account may have no way into a TMPDIR of root's.
    place = "/tmp" if account else None  # noqa: S108  mkdtemp makes a folder for one
    home = Path(tempfile.mkdtemp(prefix="baton-postgresql-", dir=place))
    for name, content in files.items():
        (home / name).touch(mode=0o600)
        (home / name).write_text(content)
    if account:
        for path in (home, *home.iterdir()):
            os.chown(path, account.pw_uid, account.pw_gid)
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
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )


def _account() -> pwd.struct_passwd | None:
    """Whom to be instead of root, whom PostgreSQL refuses to serve."""
    if os.geteuid() != 0:
        return None
    accounts = {entry.pw_name: entry for entry in pwd.getpwall()}
    return accounts.get("postgres") or accounts["nobody"]
