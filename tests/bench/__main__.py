"""`make bench`: what Baton can take, beside what others do; every figure from one run."""

import argparse
import json
import os
import platform
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

from bot.runtime.serve import forget_slack_environment
from tests.bench.answer import answer
from tests.bench.databases import databases
from tests.bench.home import home
from tests.bench.idle_tick import idle_tick
from tests.bench.memory import memory
from tests.bench.paced import paced
from tests.bench.replicas import replicas
from tests.bench.rush import rush
from tests.bench.search import search
from tests.bench.stage import Figures, Stage
from tests.bench.table import table
from tests.postgresql import NotInstalled

RESULTS = Path(__file__).parents[2] / "bench.json"

BENCHMARKS: dict[str, Callable[[Stage], Figures]] = {
    work.__name__: work
    for work in (rush, paced, idle_tick, answer, home, memory, replicas, search)
}

KINDS = ("sqlite", "postgresql")

LIBRARIES = ("slack-sdk", "aiohttp", "sqlalchemy", "asyncpg", "apscheduler", "procrastinate")


def main() -> int:
    """Run what is asked for, print it, and leave it in `bench.json`."""
    given = _arguments()
    forget_slack_environment()
    try:
        with databases() as found:
            stage = Stage(found, tuple(given.database or KINDS), given.scale)
            _measure(stage, given.only or BENCHMARKS)
    except NotInstalled:
        print("This needs PostgreSQL: apt-get install postgresql.")
        return 1
    print(f"All of it is in {RESULTS.name}.")
    return 0


def _measure(stage: Stage, names: Iterable[str]) -> None:
    """What has been measured is kept, should a later one break off."""
    figures = _about(stage.scale)
    for name in names:
        began = time.monotonic()
        figures[name] = found = BENCHMARKS[name](stage)
        print(table(f"{name} ({time.monotonic() - began:.0f} s)", found), flush=True)
        RESULTS.write_text(json.dumps(figures, indent=1) + "\n")


def _about(scale: float) -> Figures:
    return {
        "scale": scale,
        "machine": {
            "cores": os.cpu_count(),
            "kind": platform.machine(),
            "system": platform.platform(),
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            **{name: version(name) for name in LIBRARIES},
        },
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", nargs="*", choices=BENCHMARKS, metavar="NAME")
    parser.add_argument("--database", nargs="*", choices=KINDS)
    parser.add_argument("--scale", type=float, default=1, help="1 for the published figures")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
