"""What the page shows of the clock, and jumping it forward."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.playground.clock import Clock, RealClock
from bot.playground.wire import Json

JUMPS = ("next", "hour", "day")

Jump = Callable[[str], Awaitable[datetime]]
NextEvent = Callable[[], Awaitable[tuple[datetime, str] | None]]


class Timekeeper:
    """
    Args:
        jump: Moves the clock to "next", an "hour" or a "day" on and returns the new instant;
            raises ValueError with a sentence if it cannot. Only whoever runs the app knows how.
        next_event: Says what the app will do next, and when.
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
        self._jumping = False

    def drive(self, jump: Jump, next_event: NextEvent) -> None:
        """Hand the clock to whoever runs the app, once there is one."""
        self._jump, self._next_event = jump, next_event
        self._changed()

    async def wire(self) -> Json:
        upcoming = await self._next_event() if self._next_event else None
        return {
            "now": self._clock.now().isoformat(),
            "mode": "real" if isinstance(self._clock, RealClock) else "simulated",
            "can_jump": self._jump is not None,
            "jumping": self._jumping,
            "next": {"at": upcoming[0].isoformat(), "what": upcoming[1]} if upcoming else None,
        }

    async def jump(self, to: str) -> datetime:
        if self._jump is None:
            raise ValueError("This clock runs in real time and does not jump.")
        if to not in JUMPS:
            raise ValueError(f"The clock jumps to one of: {', '.join(JUMPS)}.")
        if self._jumping:
            raise ValueError("The clock is already jumping.")
        self._show(jumping=True)
        try:
            return await self._jump(to)
        finally:
            self._show(jumping=False)

    def _show(self, *, jumping: bool) -> None:
        self._jumping = jumping
        self._changed()
