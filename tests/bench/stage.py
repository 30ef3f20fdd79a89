"""What every benchmark is handed: databases, and how much of everything to do."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.store.database.engine import Store, open_store
from tests.bench.databases import Databases

Figures = dict[str, object]
"""What a benchmark finds, by name; figures may hold figures."""


@dataclass(frozen=True, slots=True)
class Stage:
    """
    Where a run takes place.

    Attributes:
        kinds: Of databases: sqlite, postgresql.
        scale: 1 for the figures that are published; less for a quick look.
        fresh: Weigh new interpreters. Without it the weights mean nothing, and come at once.
    """

    databases: Databases
    kinds: tuple[str, ...]
    scale: float = 1
    fresh: bool = True

    def count(self, whole: int) -> int:
        """So many of *whole* as the scale asks for, and at least one."""
        return max(1, round(whole * self.scale))

    @contextmanager
    def database(
        self, kind: str, prepare: Callable[[Store], Awaitable[None]] | None = None
    ) -> Iterator[str]:
        """Give the address of a fresh database, with what was prepared in it."""
        with self.databases.fresh(kind) as url:
            if prepare is not None:
                asyncio.run(_prepare(url, prepare))
            yield url


async def _prepare(url: str, prepare: Callable[[Store], Awaitable[None]]) -> None:
    store = open_store(url)
    try:
        await prepare(store)
    finally:
        await store.close()


def share(values: list[float], portion: float) -> float:
    """The value that a *portion* of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * portion), len(ordered) - 1)]
