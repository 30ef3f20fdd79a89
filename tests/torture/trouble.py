"""What is done to the bots, their workspace and their database, at random and from one seed."""

import asyncio
import sqlite3
import time
from collections import Counter
from contextlib import closing
from random import Random

import aiohttp

from tests.torture.haste import HANG_SECONDS
from tests.torture.processes import Child

FAULTS = (
    {"method": "*", "kind": "drop", "probability": 0.01},
    {"method": "*", "kind": "drop", "accepted": True, "probability": 0.01},
    {"method": "*", "kind": "hang", "probability": 0.001, "seconds": HANG_SECONDS},
    {"method": "*", "kind": "hang", "accepted": True, "probability": 0.002, "seconds": 1.0},
    {"method": "*", "kind": "latency", "probability": 0.01, "seconds": 0.3},
    # Each lets the whole workspace wait for a second: many of them, and little else would happen.
    {"method": "*", "kind": "ratelimited", "probability": 0.002, "retry_after": 1},
    {"method": "*", "kind": "status", "probability": 0.005, "status": 503},
    {"method": "*", "kind": "status", "accepted": True, "probability": 0.005, "status": 500},
    {"method": "*", "kind": "html", "probability": 0.005},
    {"method": "*", "kind": "html", "accepted": True, "probability": 0.005},
    {"method": "link", "kind": "drop", "probability": 0.1},
)

AT_LEAST = 0.2
"""Seconds between two blows to one bot."""

AT_START = 0.1
"""The share of blows that may hit a bot that has not yet begun to work."""

MOST_FREEZE = 8.0
"""Seconds that a bot may be frozen: past T + S and past its lease, but mostly much less."""

BETWEEN_LOCKS = (3.0, 12.0)
"""Seconds between two locks of the database."""

LOCK = (0.2, 2.0)
"""Seconds that somebody else holds the database's one lock."""

KILLS = 0.8
"""The share of blows that kill; the others freeze."""


async def break_workspace(session: aiohttp.ClientSession, url: str) -> None:
    """Let calls go wrong from now on."""
    for fault in FAULTS:
        await session.post(f"{url}/playground/faults", json={**fault, "times": None})


async def mend_workspace(session: aiohttp.ClientSession, url: str) -> None:
    """Let every call go well again."""
    await session.delete(f"{url}/playground/faults")


async def strike(bot: Child, random: Random, counts: Counter[str], at_most: float) -> None:
    """Kill or freeze a bot again and again, with *at_most* so many seconds in between."""
    while True:
        if random.random() > AT_START:
            await bot.at_work.wait()
        await asyncio.sleep(random.uniform(AT_LEAST, at_most))
        if random.random() < KILLS:
            counts["kills"] += bot.kill()
        else:
            counts["freezes"] += await bot.freeze(MOST_FREEZE * random.random() ** 3)


async def lock(file: str, random: Random, counts: Counter[str]) -> None:
    """Hold a SQLite file's write lock now and then."""
    while True:
        await asyncio.sleep(random.uniform(*BETWEEN_LOCKS))
        counts["locks"] += await asyncio.to_thread(_hold, file, random.uniform(*LOCK))


def _hold(file: str, seconds: float) -> bool:
    with closing(sqlite3.connect(file, timeout=1, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        time.sleep(seconds)
        connection.execute("ROLLBACK")
        return True
