"""A PostgreSQL server of the tests' own, which is gone when they are."""

import asyncio
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    # Nothing here has to survive a power cut.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


class NotInstalled(Exception):
    """This machine has no PostgreSQL server to start."""


@contextmanager
def running_server() -> Iterator[str]:
    """Start a server on a free loopback port, and give the address of its first database."""
    programs = _programs()
    with _home() as home:
        _make_cluster(programs, home, password := secrets.token_hex(8))
        _run(
            home, programs / "pg_ctl", "start", "-w", "-l", "log", "-o", _options(port := _port())
        )
        try:
            yield f"postgresql://baton:{password}@127.0.0.1:{port}/postgres"
        finally:
            _run(home, programs / "pg_ctl", "stop", "-m", "immediate")


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
    await connection.execute(statement)
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


@contextmanager
def _home() -> Iterator[Path]:
    home = Path(tempfile.mkdtemp(prefix="baton-postgresql-"))
    if account := _account():
        os.chown(home, account.pw_uid, account.pw_gid)
    try:
        yield home
    finally:
        shutil.rmtree(home)


def _account() -> pwd.struct_passwd | None:
    """Whom to be instead of root, whom PostgreSQL refuses to serve."""
    if os.geteuid() != 0:
        return None
    accounts = {entry.pw_name: entry for entry in pwd.getpwall()}
    return accounts.get("postgres") or accounts["nobody"]


def _make_cluster(programs: Path, home: Path, password: str) -> None:
    secret = home / "password"
    secret.write_text(password)
    secret.chmod(0o644)  # inside a folder that only the server's account may enter
    _run(
        home,
        programs / "initdb",
        *("--username=baton", "--auth=password", f"--pwfile={secret}"),
        *("--no-sync", "--encoding=UTF8", "--locale=C"),
    )


def _options(port: int) -> str:
    settings = [f"-c {name}='{value}'" for name, value in OPTIONS.items()]
    return " ".join([f"-p {port}", *settings])


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _run(home: Path, program: Path, *arguments: str) -> None:
    account = _account()
    subprocess.run(  # noqa: S603 - programs of the server itself
        [program, *arguments],
        check=True,
        cwd=home,
        env={"PGDATA": str(home / "data"), "LC_ALL": "C"},
        # A server started with a pipe for its output would hold it open.
        stdout=subprocess.DEVNULL,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )
