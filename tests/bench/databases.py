"""Databases with the schema and no rows, as durable as they are in production."""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bot.store import migrate
from tests.postgresql import LOOPBACK_ONLY, new_database, running_server

ARTIFACTS = Path(__file__).parents[1] / "artifacts"
"""In the checkout: a folder for temporary files may well be kept in memory."""

FILE = "baton.db"


@dataclass(frozen=True, slots=True)
class Databases:
    """
    Where fresh databases come from.

    Attributes:
        folder: Holds the SQLite files, and one with the schema.
        server: The address of a PostgreSQL server.
        template: The name of a database there with the schema.
    """

    folder: Path
    server: str
    template: str

    @contextmanager
    def fresh(self, kind: str) -> Iterator[str]:
        """Give the address of a database of a *kind*; it is gone after the block."""
        if kind == "postgresql":
            with new_database(self.server, self.template) as url:
                yield url
            return
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            yield f"sqlite:///{shutil.copy(self.folder / FILE, folder)}"

    @contextmanager
    def empty(self) -> Iterator[str]:
        """Give the address of a PostgreSQL database without a table."""
        with new_database(self.server) as url:
            yield url

    @contextmanager
    def jobs(self, kind: str) -> Iterator[str]:
        """Give the address of a database without a table, as APScheduler wants it."""
        if kind == "postgresql":
            with self.empty() as url:
                yield url.replace("postgresql://", "postgresql+psycopg://")
            return
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            yield f"sqlite:///{folder}/jobs.db"


@contextmanager
def databases() -> Iterator[Databases]:
    """Start a PostgreSQL server of our own that waits for the disk, as SQLite does here."""
    ARTIFACTS.mkdir(exist_ok=True)
    with ExitStack() as opened:
        folder = opened.enter_context(tempfile.TemporaryDirectory(dir=ARTIFACTS, prefix="bench-"))
        server = opened.enter_context(running_server(LOOPBACK_ONLY))
        yield opened.enter_context(on_server(Path(folder), server))


@contextmanager
def on_server(folder: Path, server: str) -> Iterator[Databases]:
    """Prepare templates: a schema is copied faster than it is migrated."""
    asyncio.run(migrate.upgrade(f"sqlite:///{folder}/{FILE}"))
    with new_database(server) as url:
        asyncio.run(migrate.upgrade(url))
        yield Databases(folder, server, urlsplit(url).path.removeprefix("/"))
