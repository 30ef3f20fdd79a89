"""Waiting for what has to come about, however busy the machine is."""

import asyncio
from collections.abc import Awaitable, Callable
from inspect import isawaitable

PATIENCE = 60
"""Seconds. Long, for a machine that has other things to do; what comes at once costs nothing."""


async def until(holds: Callable[[], bool | Awaitable[bool]], seconds: float = PATIENCE) -> None:
    """
    Ask again and again until something holds; for what tells nobody when it changes.

    Raises:
        TimeoutError: It didn't come about.
    """
    async with asyncio.timeout(seconds):
        while True:
            found = holds()
            if await found if isawaitable(found) else found:
                return
            await asyncio.sleep(0.01)
