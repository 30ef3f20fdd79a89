"""Replay stored events that no process finished handling."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from bot.coaching import inbox
from bot.coaching.ports import Coaching
from bot.slack.requests.middleware import BEGUN, InFlight
from bot.store.inbox import InboxEvent

AT_ONCE = 8
"""Number of abandoned events replayed concurrently."""

LETTER_SECONDS = 10
"""Longest wait for one replayed event before the next one starts."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class InboxReplay:
    """
    Dispatches stored, unfinished events to the app again.

    Args:
        shift: Tracks the events this process is handling.
    """

    app: AsyncApp
    coaching: Coaching
    in_flight: InFlight

    async def hold(self) -> None:
        """Mark the events this process is handling, so that no other process replays them."""
        await inbox.hold(self.coaching, self.in_flight.letters)

    async def take_up(self, *, at_start: bool = False) -> None:
        """
        Replay abandoned events as if Slack had sent them again, a few at a time.

        Events suspected of crashing a process are replayed one at a time. Each event is awaited
        by its own key: a busy process always has some listener running.
        """
        letters = await inbox.left_behind(self.coaching, at_start=at_start)
        harmless = [letter for letter in letters if letter.tries < inbox.SUSPECT]
        for first in range(0, len(harmless), AT_ONCE):
            await asyncio.gather(*map(self._deal_with, harmless[first : first + AT_ONCE]))
        for letter in letters:
            if letter.tries >= inbox.SUSPECT:
                await self._deal_with(letter)

    async def _deal_with(self, letter: InboxEvent) -> None:
        if letter.key in self.in_flight.letters or not await inbox.take(self.coaching, letter):
            return
        if not await self._dispatch(letter):
            await inbox.failed(self.coaching, letter.key)

    async def _dispatch(self, letter: InboxEvent) -> bool:
        """Dispatch an event and wait for its listener; return False if it reaches none."""
        request = AsyncBoltRequest(body=letter.body, mode="socket_mode")
        try:
            await self.app.async_dispatch(request)
        except Exception:
            log.exception(
                "An event that was left behind cannot be read (inbox key %s).", letter.key
            )
        with suppress(TimeoutError):
            async with asyncio.timeout(LETTER_SECONDS):
                await self.in_flight.over(letter.key)
        return BEGUN in request.context
