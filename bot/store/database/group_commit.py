"""Group commit: many callers' single writes in one transaction, to share one disk flush."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.database.engine import Store
from bot.store.database.retry import retry_conflicts

AT_A_TURN = 16
"""
Callers resumed in one turn of the event loop. Four hundred at once would all go on to post, and
block the loop for a quarter of a second.
"""

Item = TypeVar("Item")
Result = TypeVar("Result")

Write = Callable[[AsyncSession, Sequence[Item]], Awaitable[Sequence[Result]]]


class GroupCommit(Generic[Item, Result]):
    """
    Collects items that arrive during a transaction, and writes them in the next one.

    Each caller waits for the commit that holds its own item. An error in a transaction reaches
    every caller whose item was in it.
    """

    def __init__(self, store: Store, write: Write[Item, Result]) -> None:
        self._store = store
        self._write = write
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._worker: asyncio.Task[None] | None = None

    async def __call__(self, item: Item) -> Result:
        """Write *item* and return the write's result for it once it is committed."""
        done: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, done))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._drain())
        return await done

    async def _drain(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting, []
            try:
                results = await self._commit([item for item, _ in group])
            except Exception as error:  # noqa: BLE001  passed to each caller, none is swallowed
                _fail(group, error)
            else:
                await _hand_back(group, results)

    @retry_conflicts
    async def _commit(self, items: Sequence[Item]) -> Sequence[Result]:
        async with self._store.writing() as session:
            return await self._write(session, items)


async def _hand_back(
    group: list[tuple[Item, asyncio.Future[Result]]], results: Sequence[Result]
) -> None:
    for place, ((_, done), result) in enumerate(zip(group, results, strict=True), 1):
        if not done.done():
            done.set_result(result)
        if place % AT_A_TURN == 0:
            await asyncio.sleep(0)


def _fail(group: list[tuple[Item, asyncio.Future[Result]]], error: Exception) -> None:
    for _, done in group:
        if not done.done():
            done.set_exception(error)
