"""Health checks of this process: liveness and readiness, for monitors."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

from bot.runtime.errors import SCHEMA
from bot.store.database.engine import Store
from bot.store.database.errors import StoreUnavailable
from bot.store.database.unavailable import in_a_sentence
from bot.store.migrate import status_of
from bot.store.people import access

TICK_WITHIN = timedelta(minutes=2)
"""Time without progress in looking for due work after which something is wrong."""

STIR_WITHIN = timedelta(minutes=5)
"""Time without any activity after which only a restart helps."""

FRESH_SECONDS = 3
"""Time for which an answer is cached, so that many requests cost one check of the database."""

CHECK_SECONDS = 10
"""Timeout of one check."""

log = logging.getLogger(__name__)


class Reason(StrEnum):
    """A public reason not to be ready: without addresses or names."""

    DATABASE = "The database cannot be used."
    SCHEMA = "The database does not have this Baton's schema."
    TICK = "Looking for due nudges has come to a halt."
    SOCKET = "Socket Mode is not connected."
    WORKSPACE = "A workspace is stopped until somebody mends it."


@dataclass(frozen=True, slots=True)
class Fault:
    """
    One reason not to be ready.

    Attributes:
        details: For the log only.
    """

    reason: Reason
    details: str = ""

    def __str__(self) -> str:
        return f"{self.reason} {self.details}".rstrip()


Check = Callable[[], Awaitable[Sequence[Fault]]]
"""Checks one dependency; an exception counts as a fault of the database."""


class Pulse:
    """
    Tracks the progress of the scheduler's tick.

    Attributes:
        beat_at: When it last made progress: finished, or reached the next step of a long rush.
        stirred_at: When it last did anything, even if that failed.
    """

    def __init__(self, now: datetime) -> None:
        self.beat_at = now
        self.stirred_at = now

    def beat(self, now: datetime) -> None:
        """Record progress."""
        self.beat_at = self.stirred_at = now


class Health:
    """
    Answers health checks.

    Args:
        checks: Further checks, besides those of the tick and the socket.
        connected: Returns True while Socket Mode is connected; None in HTTP mode.
    """

    def __init__(
        self,
        checks: Sequence[Check],
        pulse: Pulse,
        clock: Callable[[], datetime],
        connected: Callable[[], Awaitable[bool]] | None = None,
    ) -> None:
        self._checks = (*checks, self._ticking, self._online)
        self._pulse = pulse
        self._clock = clock
        self.connected = connected
        self._turn = asyncio.Lock()
        self._checked_at: float | None = None
        self._faults: tuple[Fault, ...] = ()

    @property
    def stuck(self) -> bool:
        """
        Return True if the process hangs and its host should restart it.

        It stays False while the database or Slack is down, as a restart wouldn't help.
        """
        return self._clock() - self._pulse.stirred_at > STIR_WITHIN

    async def problems(self) -> list[str]:
        """
        Return the reasons why this process isn't ready, from a closed set of sentences.

        The result is at most a few seconds old, and shared by all concurrent requests.
        """
        async with self._turn:
            now = asyncio.get_running_loop().time()
            if self._checked_at is None or now - self._checked_at >= FRESH_SECONDS:
                self._tell(await self._look())
                self._checked_at = asyncio.get_running_loop().time()
        return list(dict.fromkeys(fault.reason.value for fault in self._faults))

    async def _look(self) -> tuple[Fault, ...]:
        return tuple([fault for check in self._checks for fault in await _within(check)])

    def _tell(self, faults: tuple[Fault, ...]) -> None:
        """Log changes only."""
        if faults and faults != self._faults:
            log.warning("Not ready: %s", " ".join(map(str, faults)))
        if self._faults and not faults:
            log.info("Ready again.")
        self._faults = faults

    async def _ticking(self) -> list[Fault]:
        halted = self._clock() - self._pulse.beat_at > TICK_WITHIN
        return [Fault(Reason.TICK)] if halted else []

    async def _online(self) -> list[Fault]:
        if self.connected is None or await self.connected():
            return []
        return [Fault(Reason.SOCKET)]


def database(store: Store) -> Check:
    """Return a check of the database, over a connection that the process has open anyway."""
    return partial(_database, store)


async def _database(store: Store) -> list[Fault]:
    state = (await status_of(store)).state
    return [] if state == "current" else [Fault(Reason.SCHEMA, SCHEMA[state])]


def workspace(store: Store, workspace_id: int) -> Check:
    """Return a check for a workspace that is stopped until somebody fixes it."""
    return partial(_workspace, store, workspace_id)


async def _workspace(store: Store, workspace_id: int) -> list[Fault]:
    with in_a_sentence(store.reader.url):
        async with store.reading() as session:
            troubled = await access.troubled(session)
    return [
        Fault(Reason.WORKSPACE, f"Slack says {one.reason} (since {one.since:%Y-%m-%d %H:%M} UTC).")
        for one in troubled
        if one.stopped and one.workspace_id == workspace_id
    ]


async def _within(check: Check) -> Sequence[Fault]:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await check()
    except TimeoutError:
        return [Fault(Reason.DATABASE, f"No answer within {CHECK_SECONDS} seconds.")]
    except StoreUnavailable as error:
        return [Fault(Reason.DATABASE, str(error))]
