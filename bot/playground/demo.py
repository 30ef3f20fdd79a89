"""`baton demo`: the bot and a workspace to try it in, with nothing to set up."""

import asyncio
import logging
from datetime import UTC, datetime
from pathlib import Path

from bot.playground.clock import SimulatedClock
from bot.playground.memory import Memory, recall, remember
from bot.playground.together import Together, together
from bot.runtime.logs import set_up_logs
from bot.runtime.problems import CannotStart
from bot.runtime.signals import stop_on_signal

BEGINNING = datetime(2026, 3, 2, 9, 10, tzinfo=UTC)
"""Monday morning, ten past ten in Berlin: the first welcome comes at once, the nudge tomorrow."""

DATABASE = Path("baton-demo.db")

SAVE_SECONDS = 5

log = logging.getLogger(__name__)


def run_demo(port: int, db: Path | None, fresh: bool) -> None:  # noqa: FBT001  the CLI's flag
    """
    Run until Ctrl-C; the next demo goes on where this one stopped.

    Args:
        db: The demo's database file; the workspace's messages are kept beside it.
        fresh: Begin anew.

    Raises:
        CannotStart: The file is somebody's database, but no demo's.
        OSError: The port is taken, or the folder cannot be written.
    """
    set_up_logs("WARNING", "text")
    database = (db or DATABASE).resolve()
    memory = database.with_suffix(".workspace.json")
    _check_ours(database, memory)
    if fresh:
        forget(database, memory)
    asyncio.run(_demo(port, database, memory))


def forget(database: Path, memory: Path) -> None:
    """Erase a demo's files."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)
    memory.unlink(missing_ok=True)


async def _demo(port: int, database: Path, memory: Path) -> None:
    stop = stop_on_signal()
    before = recall(memory)
    clock = SimulatedClock(before.now if before else BEGINNING, running=True)
    async with together(f"sqlite:///{database}", clock, port=port, ticking=True) as both:
        if before:
            before.into(both.playground.workspace)
        remember(memory, both.playground.workspace)
        saving = asyncio.create_task(_keep_saving(both, memory))
        _greet(both.playground.url, database, before)
        await stop.wait()
        print("\nStopping. `baton demo` goes on from here; `--fresh` begins anew.")  # noqa: T201
        saving.cancel()
        await both.baton.shift.over()
        remember(memory, both.playground.workspace)


async def _keep_saving(both: Together, memory: Path) -> None:
    while True:
        await asyncio.sleep(SAVE_SECONDS)
        remember(memory, both.playground.workspace)


def _check_ours(database: Path, memory: Path) -> None:
    if database.exists() and not memory.exists():
        raise CannotStart(
            f"{database.name} is there, and is no demo's database. "
            "Choose another file with --db, or move it away."
        )


def _greet(url: str, database: Path, before: Memory | None) -> None:
    going_on = "Going on where you stopped." if before else "A Monday in March begins."
    print(  # noqa: T201  the address is what the command is for
        f"\n  Baton's playground: {url}\n\n"
        f"  {going_on} You can be a new manager, a coach or an admin.\n"
        f"  Kept in {database.name}. Stop with Ctrl-C.\n",
        flush=True,
    )
