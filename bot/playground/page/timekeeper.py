"""Show the clock on the page, and jump it forward."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.playground.api.json_values import Json
from bot.playground.clock import Clock, RealClock

JUMPS = ("next", "hour", "day")

Jump = Callable[[str], Awaitable[datetime]]
NextEvent = Callable[[], Awaitable[tuple[datetime, str] | None]]


class Timekeeper:
    """
    Args:
        jump: Moves the clock to "next", an "hour" or a "day" on and returns the new instant;
            raises ValueError with a sentence if it can't. Provided by the app's runner.
        next_event: Returns the app's next event, and its time.
    """

    def __init__(
        self,
        clock: Clock,
        jump: Jump | None,
        next_event: NextEvent | None,
        changed: Callable[[], None],
    ) -> None:
        self._clock = clock
        self._jump = jump
        self._next_event = next_event
        self._changed = changed
        self._turn = asyncio.Lock()

    def drive(self, jump: Jump, next_event: NextEvent) -> None:
        """Connect the clock to the app's runner, once there is one."""
        self._jump, self._next_event = jump, next_event
        self._changed()

    async def let_go(self) -> None:
        """Disconnect the clock before the app's runner stops; a jump in progress ends first."""
        self._jump = self._next_event = None
        self._changed()
        async with self._turn:
            return

    async def wire(self) -> Json:
        upcoming = await self._next_event() if self._next_event else None
        return {
            "now": self._clock.now().isoformat(),
            "mode": "real" if isinstance(self._clock, RealClock) else "simulated",
            "running": self._clock.running,
            "can_jump": self._jump is not None,
            "jumping": self._turn.locked(),
            "next": {"at": upcoming[0].isoformat(), "what": upcoming[1]} if upcoming else None,
        }

    async def jump(self, to: str) -> datetime:
        if self._jump is None:
            raise ValueError("This clock runs in real time and does not jump.")
        if to not in JUMPS:
            raise ValueError(f"The clock jumps to one of: {', '.join(JUMPS)}.")
        if self._turn.locked():
            raise ValueError("The clock is already jumping.")
        try:
            async with self._turn:
                self._changed()
                return await self._jump(to)
        finally:
            self._changed()
