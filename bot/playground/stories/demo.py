"""Run the bot with a workspace to try it in, without any setup: `baton demo`."""

import asyncio
import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.playground.clock import SimulatedClock
from bot.playground.stack import RunningStack, run_stack
from bot.playground.stories.history import Past, make_history
from bot.playground.workspace.memory import Memory, recall, remember, write
from bot.runtime.errors import CannotStart
from bot.runtime.logs import set_up_logs
from bot.runtime.signals import stop_on_signal

BEGINNING = datetime(2026, 3, 2, 9, 10, tzinfo=UTC)
"""Monday morning, 10:10 in Berlin: the first welcome is sent at once, the nudge tomorrow."""

DATABASE = Path("baton-demo.db")

SAVE_SECONDS = 5
"""Interval between saves, as the clock moves even when nothing changes."""

ACK_SECONDS = 3.0
"""Time Slack gives an app to ack, used if somebody is watching."""

SETTLE_SECONDS = 0.1
"""Changes this close are saved together; a `kill -9` loses no more than this."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a demo: Baton's database, and the workspace beside it."""

    database: Path

    @property
    def memory(self) -> Path:
        """Return the file with the workspace's people and messages."""
        return self.database.with_suffix(".workspace.json")

    @property
    def lock(self) -> Path:
        """Return the lock file held by a running demo."""
        return self.database.with_suffix(".lock")

    def forget(self) -> None:
        """Delete the demo's files."""
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.database}{suffix}").unlink(missing_ok=True)
        self.memory.unlink(missing_ok=True)


def run_demo(
    port: int,
    db: Path | None,
    fresh: bool,  # noqa: FBT001  the CLI's flag
    past: Past | None = None,
) -> None:
    """
    Run until Ctrl-C; the next demo continues where this one stopped.

    Args:
        db: The demo's database file; the workspace's messages are kept beside it.
        fresh: Start over.
        past: A history to generate first; the demo starts after it.

    Raises:
        CannotStart: Something prevents the start; says what in one sentence.
    """
    set_up_logs("WARNING", "text")
    files = Files((db or DATABASE).resolve())
    _check_place(files)
    with _held(files):
        # A workspace without its database, or the other way round, would show dead cards.
        if fresh or not files.database.exists():
            files.forget()
        if past:
            _make(past, files)
        before = _recalled(files)
        try:
            asyncio.run(_demo(port, files, before))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise CannotStart(
                f"Port {port} is taken, perhaps by another demo. Choose one with --port."
            ) from error


def _make(past: Past, files: Files) -> None:
    if files.database.exists():
        raise CannotStart(
            f"A demo is kept in {files.database.name} already. Add --fresh to begin anew, "
            "or give this one a file of its own with --db."
        )
    print(  # noqa: T201  it takes a while
        f"\n  {past.members} members, {past.day} working days. This takes a minute or two.",
        flush=True,
    )
    make_history(files.database, files.memory, past, _say)


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  progress


async def _demo(port: int, files: Files, before: Memory) -> None:
    stop = stop_on_signal()
    clock = SimulatedClock(before.now, running=True)
    url = f"sqlite:///{files.database}"
    async with run_stack(
        url, clock, port=port, ticking=True, before=before, ack_seconds=ACK_SECONDS
    ) as both:
        saving = asyncio.create_task(_keep_saving(both, files.memory))
        _greet(both.playground.url, files.database, before)
        await stop.wait()
        print("\nStopping. `baton demo` goes on from here; `--fresh` begins anew.")  # noqa: T201
        saving.cancel()
    # Baton has finished by now, so nothing it posted is left out.
    remember(files.memory, both.playground.workspace)


async def _keep_saving(both: RunningStack, memory: Path) -> None:
    changes = both.playground.changes
    while True:
        count = changes.count
        remember(memory, both.playground.workspace)
        await asyncio.sleep(SETTLE_SECONDS)
        await changes.after(count, SAVE_SECONDS)


def _check_place(files: Files) -> None:
    database, folder = files.database, files.database.parent
    if database.is_dir():
        raise CannotStart(
            f"{database.name} is a folder. Name a file in it: --db {database}/demo.db"
        )
    if not folder.is_dir():
        raise CannotStart(f"The folder {folder} does not exist; the demo's files go there.")
    if not os.access(folder, os.W_OK):
        raise CannotStart(f"The folder {folder} cannot be written; choose another with --db.")
    if database.exists() and not files.memory.exists():
        raise CannotStart(
            f"{database.name} is there, and is no demo's database. "
            "Choose another file with --db, or move it away."
        )


@contextmanager
def _held(files: Files) -> Iterator[None]:
    """Lock the files: two demos using the same files would overwrite each other."""
    with files.lock.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                f"A demo is at work on {files.database.name} already. "
                "Stop it first, or give this one a file of its own with --db."
            ) from None
        yield


def _recalled(files: Files) -> Memory:
    """Load an earlier demo's workspace, or save a blank one before its database is created."""
    try:
        before = recall(files.memory)
    except ValueError as error:
        raise CannotStart(
            f"{files.memory.name} cannot be read. `baton demo --fresh` begins anew."
        ) from error
    if before is None:
        before = Memory(now=BEGINNING, people={}, messages={}, last_read={}, counts={})
        write(files.memory, before)
    return before


def _greet(url: str, database: Path, before: Memory) -> None:
    beginning = "A Monday in March begins." if before.is_blank else "Going on where you stopped."
    print(  # noqa: T201  the address is what the command is for
        f"\n  Baton's playground: {url}\n\n"
        f"  {beginning} You can be a new manager, a coach or an admin.\n"
        f"  Kept in {database.name}. Stop with Ctrl-C.\n",
        flush=True,
    )
