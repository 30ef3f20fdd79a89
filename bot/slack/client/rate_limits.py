"""Rate limits for Slack's Web API: calls per minute, by method and workspace."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.domain.delivery.pace import Pace

MINUTE = timedelta(minutes=1)

PER_MINUTE = {
    "chat.update": 50,
    "reactions.add": 50,
    "reactions.remove": 20,
    "views.publish": 100,
    "users.info": 100,
}
"""Tiers 3 and 4 (slack-facts 1.1). The window is a minute, so all calls may come at once."""

MOST_KEPT = 10_000
"""Most workspace and method pairs to track. A pair idle for a minute may be dropped."""


class RateLimits:
    """
    Delays calls that no delivery depends on until their workspace's rate limit allows them.

    Args:
        ease: Multiplies Slack's rate limits: 1 for Slack itself.
    """

    def __init__(self, ease: float = 1) -> None:
        self._paces = {
            method: Pace(per_minute * ease / 60, burst=MINUTE)
            for method, per_minute in PER_MINUTE.items()
        }
        self._busy: dict[tuple[int, str], datetime] = {}

    def delay(self, workspace_id: int, method: str) -> float:
        """Return how many seconds `turn` would wait."""
        now = _now()
        [mine], _ = self._paces[method].times(self._busy.get((workspace_id, method)), now, 1)
        return max((mine - now).total_seconds(), 0)

    def hold(self, workspace_id: int, method: str, seconds: float) -> None:
        """Block *method* in this workspace for some seconds, because Slack asked for it."""
        self._busy[workspace_id, method] = _now() + timedelta(seconds=seconds) + MINUTE

    async def turn(self, workspace_id: int, method: str) -> None:
        """Wait until *method* may be called once in this workspace."""
        key, now = (workspace_id, method), _now()
        [mine], self._busy[key] = self._paces[method].times(self._busy.get(key), now, 1)
        if len(self._busy) > MOST_KEPT:
            self._busy = {key: until for key, until in self._busy.items() if until > now}
        if mine > now:
            await asyncio.sleep((mine - now).total_seconds())


def _now() -> datetime:
    """Read the event loop's monotonic clock: changes to the system time don't affect waits."""
    return datetime.fromtimestamp(asyncio.get_running_loop().time(), UTC)
