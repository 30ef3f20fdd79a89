"""Stored events that nobody finished, and those that are in this process's hands."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from bot.coaching import inbox
from bot.coaching.ports import Coaching
from bot.slack.requests.middleware import BEGUN, Shift
from bot.store.inbox import Letter

AT_ONCE = 8
"""Events that were left behind and are taken up side by side."""

LETTER_SECONDS = 10
"""How long one event that was left behind may keep the next one waiting."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class InTray:
    """
    Hands the app once more what was stored and never finished.

    Args:
        shift: Knows what this process is at work on.
    """

    app: AsyncApp
    coaching: Coaching
    shift: Shift

    async def hold(self) -> None:
        """Tell the other processes that what this one is at work on is not left behind."""
        await inbox.hold(self.coaching, self.shift.letters)

    async def take_up(self, *, at_start: bool = False) -> None:
        """
        Go through what was left behind as if Slack had sent it again, a few events at a time.

        What may be the end of processes goes by itself. Each is waited for by itself: in a busy
        process there is always somebody at work.
        """
        letters = await inbox.left_behind(self.coaching, at_start=at_start)
        harmless = [letter for letter in letters if letter.tries < inbox.SUSPECT]
        for first in range(0, len(harmless), AT_ONCE):
            await asyncio.gather(*map(self._deal_with, harmless[first : first + AT_ONCE]))
        for letter in letters:
            if letter.tries >= inbox.SUSPECT:
                await self._deal_with(letter)

    async def _deal_with(self, letter: Letter) -> None:
        if letter.key in self.shift.letters or not await inbox.take(self.coaching, letter):
            return
        if not await self._dispatch(letter):
            await inbox.failed(self.coaching, letter.key)

    async def _dispatch(self, letter: Letter) -> bool:
        """Hand an event to the app, and wait for its listener; False if it gets to none."""
        request = AsyncBoltRequest(body=letter.body, mode="socket_mode")
        try:
            await self.app.async_dispatch(request)
        except Exception:
            log.exception(
                "An event that was left behind cannot be read (inbox key %s).", letter.key
            )
        with suppress(TimeoutError):
            async with asyncio.timeout(LETTER_SECONDS):
                await self.shift.over(letter.key)
        return BEGUN in request.context
