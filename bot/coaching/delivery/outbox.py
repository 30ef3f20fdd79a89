"""Message updates in progress in this process, and their results until those are stored."""

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
    One read of the database, and the message drawn from it.

    Attributes:
        version: The pending change that was read; None if there is none.
    """

    version: Version | None = None


@dataclass(frozen=True, slots=True)
class NotShown:
    """A failed update and its reason."""

    version: Version
    failure: Failure


class Outbox:
    """The message updates of one process."""

    def __init__(self) -> None:
        self._under_way: Counter[Shown] = Counter()
        self._done: dict[Shown, Version] = {}
        self._failed: dict[Shown, NotShown] = {}

    def is_drawing(self, shown: Shown) -> bool:
        """Return True while this process is drawing it."""
        return self._under_way[shown] > 0

    @asynccontextmanager
    async def drawing(self, shown: Shown) -> AsyncIterator[Drawing]:
        """Draw a message in this block; a Slack failure is recorded, and retried later."""
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
        """Return and clear the updates that succeeded and failed since the last call."""
        taken = self._done, self._failed
        self._done, self._failed = {}, {}
        return taken
