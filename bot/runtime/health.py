"""Whether this process can do its work, as a monitor asks it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.runtime.problems import SCHEMA
from bot.store.errors import StoreUnavailable
from bot.store.migrate import status

TICK_WITHIN = timedelta(minutes=2)
"""How long looking for due work may have stood still before something is wrong."""


@dataclass(slots=True)
class Pulse:
    """When the last look for due work came to an end."""

    beat_at: datetime


@dataclass(frozen=True, slots=True)
class Health:
    """
    What there is to ask.

    Attributes:
        connected: Whether Socket Mode is connected; None in HTTP mode.
    """

    database_url: str
    pulse: Pulse
    clock: Callable[[], datetime]
    connected: Callable[[], Awaitable[bool]] | None = None

    async def problems(self) -> list[str]:
        """Why this process is not ready, in sentences; none if it is."""
        found = await self._database()
        if self.clock() - self.pulse.beat_at > TICK_WITHIN:
            found.append("Looking for due nudges has come to a halt.")
        if self.connected is not None and not await self.connected():
            found.append("Socket Mode is not connected.")
        return found

    async def _database(self) -> list[str]:
        try:
            state = (await status(self.database_url)).state
        except StoreUnavailable as error:
            return [str(error)]
        return [] if state == "current" else [SCHEMA[state]]
