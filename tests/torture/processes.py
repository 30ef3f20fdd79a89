"""Processes of this trial's own: started, killed, frozen, and started again."""

import asyncio
import logging
import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from bot.runtime.signals import stop_on_signal

CLOSE_SECONDS = 20
ONCE_MORE_SECONDS = 0.2

# A process that has imported everything and does nothing: a fork of it is at work in no time,
# where the imports alone would take longer than most of these processes live.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.torture.bot", "tests.torture.workspace"])

Work = Callable[..., Awaitable[None]]
"""Is told when to stop (an event), whom to tell that it is at work, and what else it needs."""

log = logging.getLogger(__name__)


class Child:
    """
    Work that is done in a process of its own, which is started again whenever it ends.

    It goes when this process goes, however that ends.

    Attributes:
        ends: How often it ended, by exit code.
        at_work: Set while it is.
    """

    def __init__(self, work: Work, words: tuple[Any, ...], file: Path) -> None:
        self.name = file.stem
        self._order = (work, words, file)
        self._process: BaseProcess | None = None
        self._living: asyncio.Task[None] | None = None
        self.ends: Counter[int | None] = Counter()
        self.at_work = asyncio.Event()

    def start(self) -> None:
        self._living = asyncio.create_task(self._live())

    def kill(self) -> bool:
        """End it in the middle of whatever it does; say whether there was anything to end."""
        return self._send(signal.SIGKILL)

    async def freeze(self, seconds: float) -> bool:
        """Stop it and let it go on, as if nothing had happened."""
        frozen = self._send(signal.SIGSTOP)
        try:
            await asyncio.sleep(seconds)
        finally:
            self._send(signal.SIGCONT)
        return frozen

    async def stop(self) -> None:
        """Ask it to end, and wait."""
        if self._living is None:
            return
        self._living.cancel()
        await asyncio.wait([self._living])
        self._living = None
        if self._send(signal.SIGCONT) and self._send(signal.SIGTERM) and self._process:
            await asyncio.to_thread(self._process.join, CLOSE_SECONDS)
            self._process.kill()

    def _send(self, number: signal.Signals) -> bool:
        process = self._process
        if process is None or process.pid is None or not process.is_alive():
            return False
        os.kill(process.pid, number)
        log.info("%s: %s", self.name, number.name)
        return True

    async def _live(self) -> None:
        while True:
            hearing, telling = FORKS.Pipe(duplex=False)
            self._process = FORKS.Process(target=_begin, args=(*self._order, telling))
            self._process.start()
            telling.close()
            await self._watch(self._process, hearing)
            if self._process.exitcode != -signal.SIGKILL:
                await asyncio.sleep(ONCE_MORE_SECONDS)

    async def _watch(self, process: BaseProcess, hearing: Connection) -> None:
        with hearing:
            await _readable(hearing.fileno())
            # Of one that has ended there is an end to read.
            with suppress(EOFError):
                hearing.recv_bytes()
                self.at_work.set()
                log.info("%s: at work", self.name)
        await _readable(process.sentinel)
        self.at_work.clear()
        process.join()
        self.ends[process.exitcode] += 1
        log.info("%s: ended with %s", self.name, process.exitcode)


async def _readable(descriptor: int) -> None:
    """Wait until there is something to read, or nothing more to come."""
    loop, ready = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(descriptor, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(descriptor)


def _begin(work: Work, words: tuple[Any, ...], file: Path, telling: Connection) -> None:
    with file.open("ab") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    asyncio.run(_go(work, words, telling))


async def _go(work: Work, words: tuple[Any, ...], telling: Connection) -> None:
    stop, parent = stop_on_signal(), multiprocessing.parent_process()
    if parent is not None:
        asyncio.get_running_loop().add_reader(parent.sentinel, stop.set)
    await work(stop, lambda: telling.send_bytes(b"at work"), *words)
