"""Deliver events, commands and interactions to the app, and redeliver events without an ack."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.playground.api.json_values import Json
from bot.playground.workspace.changes import Activity

Kind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(frozen=True, slots=True)
class Envelope:
    id: str
    kind: Kind
    payload: Json
    attempt: int = 0
    reason: str = ""

    @property
    def is_event(self) -> bool:
        return self.kind == "events_api"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The result of one attempt: acked, perhaps with an *answer*, or the reason why not."""

    acked: bool
    answer: Json | None = None
    reason: str = ""
    final: bool = False


class Courier(Protocol):
    """Delivers envelopes to the app: over its sockets, or by signed HTTP requests."""

    @property
    def connected(self) -> bool: ...

    async def carry(self, envelope: Envelope, seconds: float) -> Receipt: ...


class Unanswered(Exception):
    """The app did not ack in time."""


class Dispatcher:
    """
    Args:
        new_id: Makes an envelope id.
        retry_delays: Seconds of real time before the first, second and third redelivery.
        ack_seconds: How long the app may take to ack; Slack gives it three.
    """

    def __init__(
        self,
        courier: Courier,
        new_id: Callable[[], str],
        activity: Activity,
        retry_delays: tuple[float, ...],
        ack_seconds: float,
    ) -> None:
        self.courier = courier
        self._new_id = new_id
        self._activity = activity
        self._retry_delays = retry_delays
        self._ack_seconds = ack_seconds
        self._tasks: set[asyncio.Task[None]] = set()

    def send(self, body: Json, note: Callable[[bool], None]) -> asyncio.Future[bool]:
        """
        Start delivering an event to the app.

        Args:
            note: Called after each attempt with True if it was acked.

        Returns:
            A future: True if the first attempt was acked.
        """
        first: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(self._bring(body, first, note))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return first

    async def ask(self, kind: Kind, payload: Json) -> Json | None:
        """Deliver a command or an interaction once, and return the app's ack response."""
        receipt = await self._carry(Envelope(self._new_id(), kind, payload))
        if not receipt.acked:
            raise Unanswered(receipt.reason)
        return receipt.answer

    async def first_answer(self, first: asyncio.Future[bool]) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._ack_seconds):
                return await asyncio.shield(first)
        return False

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _bring(
        self, body: Json, first: asyncio.Future[bool], note: Callable[[bool], None]
    ) -> None:
        reason = ""
        for attempt, delay in enumerate((0.0, *self._retry_delays)):
            await asyncio.sleep(delay)
            envelope = Envelope(self._new_id(), "events_api", body, attempt, reason)
            receipt = await self._carry(envelope)
            note(receipt.acked)
            if not first.done():
                first.set_result(receipt.acked)
            if receipt.acked or receipt.final:
                return
            reason = receipt.reason

    async def _carry(self, envelope: Envelope) -> Receipt:
        receipt = await self.courier.carry(envelope, self._ack_seconds)
        self._activity.touch()
        return receipt
