"""Trigger ids, which let an app open a modal once and within a few seconds."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.api.json_values import Refused


@dataclass(frozen=True, slots=True)
class Trigger:
    user: str
    issued: float


class Triggers:
    """
    Args:
        lifetime: Seconds of real time after which a trigger is refused; Slack gives it three.
        clock: A monotonic clock in seconds.
    """

    def __init__(
        self, team: str, lifetime: float = 3.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._team = team
        self._lifetime = lifetime
        self._clock = clock
        self._issued: dict[str, Trigger] = {}
        self._spent: set[str] = set()

    def issue(self, user: str) -> str:
        number = len(self._issued) + 1
        trigger_id = f"{number}.{self._team}.{number:08x}"
        self._issued[trigger_id] = Trigger(user, self._clock())
        return trigger_id

    def spend(self, trigger_id: str) -> str:
        """Use up a trigger and return its user."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger_id in self._spent:
            raise Refused("exchanged_trigger_id")
        if self._clock() - trigger.issued > self._lifetime:
            raise Refused("expired_trigger_id")
        self._spent.add(trigger_id)
        return trigger.user
