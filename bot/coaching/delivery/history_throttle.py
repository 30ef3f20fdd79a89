"""Rate-limit background reads of channel history, each workspace independently of the others."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

PER_MINUTE = 50.0
"""Slack's tier 3, the limit of `conversations.history` for internal apps (slack-facts 1.2)."""

SECONDS_WORTH = 10
"""Seconds of a workspace's allowance used in one batch."""

MOST = 15
"""Posts looked up in one batch, whatever the allowance: they share one lease."""

log = logging.getLogger(__name__)


class HistoryThrottle:
    """
    The history reads in progress, at most one batch per workspace.

    Args:
        per_minute: How often the history of one workspace may be read.
    """

    def __init__(self, per_minute: float = PER_MINUTE) -> None:
        self.apart = timedelta(minutes=1 / per_minute)
        self.each = int(min(max(per_minute * SECONDS_WORTH / 60, 1), MOST))
        self._under_way: dict[asyncio.Task[None], int] = {}

    @property
    def busy(self) -> list[int]:
        """Return the workspaces being read."""
        return list(self._under_way.values())

    def begin(self, workspace_id: int, work: Callable[[], Awaitable[None]]) -> None:
        """Run this in the background."""
        task = asyncio.create_task(_do(workspace_id, work))
        self._under_way[task] = workspace_id
        task.add_done_callback(self._under_way.pop)

    async def over(self) -> None:
        """Wait until nothing is in progress; for callers that control the clock."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def stop(self) -> None:
        """Cancel all reads; their posts are looked up again once the lease expires."""
        for task in self._under_way:
            task.cancel()
        await self.over()


async def _do(workspace_id: int, work: Callable[[], Awaitable[None]]) -> None:
    try:
        await work()
    except Exception:
        log.exception("A look into workspace %s broke off.", workspace_id)
