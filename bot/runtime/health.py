"""Whether this process can do its work, as a monitor asks it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.runtime.problems import SCHEMA
from bot.store.errors import StoreUnavailable
from bot.store.migrate import status

TICK_WITHIN = timedelta(minutes=2)
"""How long looking for due work may have got nowhere before something is wrong."""

STIR_WITHIN = timedelta(minutes=5)
"""How long it may have stood still before nothing but a new start helps."""


class Pulse:
    """
    Signs of life of the look for due work.

    Attributes:
        beat_at: When it last got on: it came to an end, or to the next step of a long rush.
        stirred_at: When it last did anything; one that fails again and again stirs, too.
    """

    def __init__(self, now: datetime) -> None:
        self.beat_at = now
        self.stirred_at = now

    def beat(self, now: datetime) -> None:
        """It got on."""
        self.beat_at = self.stirred_at = now


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

    @property
    def stuck(self) -> bool:
        """
        Whether the process hangs, so that a host should end it and start it anew.

        It does not while database or Slack are away: a new start would find them no better.
        """
        return self.clock() - self.pulse.stirred_at > STIR_WITHIN

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
