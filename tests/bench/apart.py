"""Work in a process of its own: ready, told to begin, and what came of it."""

import asyncio
import gc
import multiprocessing
import traceback
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self

FRESH = multiprocessing.get_context("spawn")
"""A new interpreter: slower to start, and what it weighs is its own."""

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.bench.preloaded"])
"""A fork of a process that has imported everything: at work at once."""

CLOSE_SECONDS = 20

SILENT_SECONDS = 900
"""How long work may take without a word; the longest takes a minute or two."""

Work = Callable[..., Awaitable[Any]]
"""Is handed its line to this process, and what else it needs; what it returns is pickled."""


class WorkFailed(Exception):
    """Work broke off in its own process; this holds its traceback."""


class Line:
    """The child's end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ready(self, value: object = None) -> None:
        """Say that the work can begin, and what the others have to know for it."""
        self._connection.send((True, value))

    async def told(self) -> Any:
        """Wait for the next word from outside."""
        return await asyncio.to_thread(self._connection.recv)


class Apart:
    """
    The parent's end: `with Apart(work, ...) as child`; the process is gone after the block.

    Args:
        fresh: In an interpreter of its own, so that its memory can be measured.
    """

    def __init__(self, work: Work, *words: Any, fresh: bool = False) -> None:
        self._connection, theirs = (FRESH if fresh else FORKS).Pipe()
        self._process = (FRESH if fresh else FORKS).Process(
            target=_begin, args=(theirs, work, words), daemon=True
        )
        self._process.start()
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()
        self._process.join(CLOSE_SECONDS)
        self._process.kill()

    def hear(self) -> Any:
        """
        What it has to say next: that it is ready, or what came of it.

        Raises:
            WorkFailed: It broke off, or seems to have.
        """
        if not self._connection.poll(SILENT_SECONDS):
            raise WorkFailed(f"nothing was heard for {SILENT_SECONDS} s")
        try:
            well, value = self._connection.recv()
        except EOFError:
            raise WorkFailed("the process ended without a word") from None
        if not well:
            raise WorkFailed(value)
        return value

    def tell(self, word: object = None) -> None:
        """Let it go on."""
        self._connection.send(word)

    def finish(self) -> Any:
        """Let it go on, and wait for what comes of it."""
        self.tell()
        return self.hear()


def _begin(connection: Connection, work: Work, words: tuple[Any, ...]) -> None:
    # What was loaded for all is nobody's garbage; `baton run` does the same with its own.
    gc.collect()
    gc.freeze()
    try:
        result = asyncio.run(work(Line(connection), *words))
    except EOFError:
        return  # whoever asked is gone
    except BaseException:  # noqa: BLE001  told to whoever waits for it
        connection.send((False, traceback.format_exc()))
    else:
        connection.send((True, result))
