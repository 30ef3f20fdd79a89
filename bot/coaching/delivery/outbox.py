"""What this process is drawing, and what came of it, until that is written down."""

import logging
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.domain.errors import DeliveryFailed, OutcomeUnknown
from bot.store.delivery.outbox import Shown, Version

Failure = DeliveryFailed | OutcomeUnknown

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Drawing:
    """
    One look at the database, and what is drawn from it.

    Attributes:
        version: The change that was read before; None if none waits to be shown.
    """

    version: Version | None = None


@dataclass(frozen=True, slots=True)
class NotShown:
    """What could not be drawn, and why."""

    version: Version
    failure: Failure


class Outbox:
    """The drawing of one process."""

    def __init__(self) -> None:
        self._under_way: Counter[Shown] = Counter()
        self._done: dict[Shown, Version] = {}
        self._failed: dict[Shown, NotShown] = {}

    def is_drawing(self, shown: Shown) -> bool:
        """Whether this process is at it."""
        return self._under_way[shown] > 0

    @asynccontextmanager
    async def drawing(self, shown: Shown) -> AsyncIterator[Drawing]:
        """Draw something in this block; a failure of Slack's is kept, and it's tried later."""
        this = Drawing()
        self._under_way[shown] += 1
        try:
            yield this
        except (DeliveryFailed, OutcomeUnknown) as failure:
            log.info(
                "delivery %s: its %s isn't shown yet (%s)",
                shown.delivery_id,
                shown.kind,
                failure.reason,
            )
            if this.version:
                self._failed[shown] = NotShown(this.version, failure)
        else:
            if this.version:
                self._done[shown] = this.version
        finally:
            self._under_way[shown] -= 1
            if not self._under_way[shown]:
                del self._under_way[shown]

    def take(self) -> tuple[dict[Shown, Version], dict[Shown, NotShown]]:
        """What was drawn, and what could not be, since the last time."""
        taken = self._done, self._failed
        self._done, self._failed = {}, {}
        return taken
