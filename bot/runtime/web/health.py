"""Whether this process can do its work, as a monitor asks it."""

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
"""How long looking for due work may have got nowhere before something is wrong."""

STIR_WITHIN = timedelta(minutes=5)
"""How long it may have stood still before nothing but a new start helps."""

FRESH_SECONDS = 3
"""How long an answer is given again: however many ask, the database is asked so often."""

CHECK_SECONDS = 10
"""How long one check may take."""

log = logging.getLogger(__name__)


class Reason(StrEnum):
    """Why a process is not ready, as anybody may read it: nothing of addresses or names."""

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
        details: For the log alone.
    """

    reason: Reason
    details: str = ""

    def __str__(self) -> str:
        return f"{self.reason} {self.details}".rstrip()


Check = Callable[[], Awaitable[Sequence[Fault]]]
"""Looks at one thing; what it raises counts as a fault of the database."""


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


class Health:
    """
    What there is to ask.

    Args:
        checks: What else has to be well, besides the look for due work and the socket.
        connected: Whether Socket Mode is connected; None in HTTP mode.
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
        Whether the process hangs, so that a host should end it and start it anew.

        It does not while database or Slack are away: a new start would find them no better.
        """
        return self._clock() - self._pulse.stirred_at > STIR_WITHIN

    async def problems(self) -> list[str]:
        """
        Why this process is not ready, in sentences of a closed set; none if it is.

        The answer is at most a few seconds old, and found out once for all who ask meanwhile.
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
        """Log what has changed, and only that."""
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
    """A check of a database, over a connection that the process has anyway."""
    return partial(_database, store)


async def _database(store: Store) -> list[Fault]:
    state = (await status_of(store)).state
    return [] if state == "current" else [Fault(Reason.SCHEMA, SCHEMA[state])]


def workspace(store: Store, workspace_id: int) -> Check:
    """A check whether a workspace was stopped for a reason that somebody has to mend."""
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
