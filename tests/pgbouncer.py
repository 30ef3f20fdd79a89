"""A PgBouncer in front of the tests' PostgreSQL, in transaction mode and with few connections."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.ports import free_port
from tests.postgresql import NotInstalled, account

CONNECTIONS = 3
"""To the server, for each database: fewer than anybody here has to the pooler."""

# Waits for its input to end, which it does however the tests end, even by a kill.
SERVE = """
pgbouncer -q baton.ini &
read -r the_end
kill -KILL $!
"""

INI = """
[databases]
* = host={host} port={port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {own_port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = {connections}
max_client_conn = 500
server_login_retry = 1
logfile = {folder}/log
"""

READY_SECONDS = 60


class PgBouncer:
    """One that can be killed, and started again at the same place."""

    def __init__(self, server: str) -> None:
        if not any(map(shutil.which, ("pgbouncer", "/usr/sbin/pgbouncer"))):
            raise NotInstalled
        self._server = urlsplit(server)
        self._account = account()
        self._port = free_port()
        place = "/tmp" if self._account else None  # noqa: S108  mkdtemp makes a folder for one
        self._folder = Path(tempfile.mkdtemp(prefix="baton-pgbouncer-", dir=place))
        self._process: subprocess.Popen[bytes] | None = None
        self._configure()

    def before(self, url: str) -> str:
        """The address of the same database, through the pooler."""
        parts = urlsplit(url)
        user = f"{parts.username}:{parts.password}"
        return parts._replace(netloc=f"{user}@127.0.0.1:{self._port}").geturl()

    def start(self) -> None:
        owner = self._account
        self._process = subprocess.Popen(  # noqa: S603 - the few lines above
            ["/bin/sh", "-c", SERVE],
            cwd=self._folder,
            env={"PATH": "/usr/sbin:/usr/bin:/bin"},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            # Ctrl-C is for the tests.
            start_new_session=True,
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
        )
        self._wait_until_it_answers()

    def kill(self) -> None:
        """End it as a crash would."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process.stdin.close()
            self._process = None

    def remove(self) -> None:
        self.kill()
        shutil.rmtree(self._folder)

    def _configure(self) -> None:
        ini = INI.format(
            host=self._server.hostname,
            port=self._server.port,
            own_port=self._port,
            folder=self._folder,
            connections=CONNECTIONS,
        )
        (self._folder / "baton.ini").write_text(ini)
        users = f'"{self._server.username}" "{self._server.password}"\n'
        (self._folder / "users").write_text(users)
        if self._account:
            for path in (self._folder, *self._folder.iterdir()):
                os.chown(path, self._account.pw_uid, self._account.pw_gid)

    def _wait_until_it_answers(self) -> None:
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self._port), 1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError(f"PgBouncer did not start; {self._folder}/log says why.")


@contextmanager
def running_pgbouncer(server: str) -> Iterator[PgBouncer]:
    """Start one before a server."""
    pooler = PgBouncer(server)
    try:
        pooler.start()
        yield pooler
    finally:
        pooler.remove()
