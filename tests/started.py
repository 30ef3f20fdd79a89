"""
A program as a process of its own, without the seconds its libraries take to be read.

It is copied from a process that has read them, and then does as `python -m` would.
"""

import asyncio
import multiprocessing
import os
import runpy
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["bot.cli", "bot.playground.stories.demo", "bot.runtime.serve"])


class Started:
    """A program that runs, with what is needed of a `subprocess.Popen`."""

    def __init__(self, process: multiprocessing.Process) -> None:
        self._process = process

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Nothing happens if it has ended."""
        if self.returncode is None:
            os.kill(self._process.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        await asyncio.to_thread(self._process.join)
        return self._process.exitcode


def start(folder: Path, log: Path, words: Sequence[str], settings: Mapping[str, str]) -> Started:
    """
    Run `python -m` with these *words* in a folder.

    Args:
        log: Where what it prints is added.
        settings: Its environment, besides this process's own.
    """
    process = PROCESSES.Process(target=_run, args=(folder, log, words, dict(settings)))
    process.start()
    return Started(process)


def _run(folder: Path, log: Path, words: Sequence[str], settings: dict[str, str]) -> None:
    os.chdir(folder)
    os.environ.update(settings)  # noqa: TID251  it is what the program is given
    with log.open("a", buffering=1) as out:
        for number in (1, 2):
            os.dup2(out.fileno(), number)
        sys.stdout = sys.stderr = out
        sys.argv = list(words)
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)
