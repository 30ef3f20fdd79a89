"""
`baton` as people type it: each time in a process of its own.

A process that has read the libraries once is copied for each, since reading them takes longer
than most of what is typed.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess

from bot.cli import main

PATIENCE = 120
READ_BEFORE = [
    "bot.cli",
    "bot.config",
    "bot.content.tracks.library",
    "bot.runtime.doctor",
    "bot.store.migrate",
]

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(READ_BEFORE)

Baton = Callable[..., CompletedProcess[str]]


def baton_in(folder: Path) -> Baton:
    """The command, typed in a folder: `baton("db", "status", DATABASE_URL=...)`."""

    def run(*words: str, typed: str = "", **environment: str) -> CompletedProcess[str]:
        stdin, stdout, stderr = (folder / f".std{name}" for name in ("in", "out", "err"))
        stdin.write_text(typed)
        process = PROCESSES.Process(target=_type, args=(words, folder, environment))
        process.start()
        process.join(PATIENCE)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"baton {' '.join(words)}")
        told = [file.read_text() for file in (stdout, stderr)]
        for file in (stdin, stdout, stderr):
            file.unlink()
        return CompletedProcess(words, process.exitcode, *told)

    return run


def _type(words: tuple[str, ...], folder: Path, environment: Mapping[str, str]) -> None:
    os.chdir(folder)
    os.environ.clear()  # noqa: TID251  the environment is part of what is typed
    os.environ.update(environment)  # noqa: TID251
    for number, (name, mode) in enumerate([("in", "r"), ("out", "w"), ("err", "w")]):
        file = open(f".std{name}", mode, encoding="utf-8")  # noqa: PTH123, SIM115
        os.dup2(file.fileno(), number)
        setattr(sys, f"std{name}", file)
    sys.argv = ["baton", *words]
    main()
