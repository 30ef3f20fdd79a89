"""Members who answer what stands in their direct messages: they type and tap at random."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import suppress
from random import Random
from typing import Any

import aiohttp

from bot.slack.client.find_message import EVENT_TYPE
from bot.slack.commands import ids
from tests.torture.workspace import members

TYPED = 0.7
"""The share of answers that are typed; the others are taps."""

LOOK_SECONDS = 5


class Answering:
    """
    Everybody at the workspace's page, over the page's own API.

    Attributes:
        typed: How many messages were typed; each is a word of its own.
        tapped: What was tapped and acknowledged, by delivery; each card is tapped once.
    """

    def __init__(
        self, session: aiohttp.ClientSession, url: str, random: Random, count: int
    ) -> None:
        self._session = session
        self._url = url
        self._random = random
        self._people = members(count)
        self.typed = 0
        self.tapped: dict[int, str] = {}
        self._touched: set[int] = set()

    async def run(self, rate: float) -> None:
        """Let about *rate* members a second answer; ends when cancelled, in the middle."""
        async with asyncio.TaskGroup() as group:
            while True:
                await asyncio.sleep(self._random.expovariate(rate))
                person = self._random.choice(self._people)
                group.create_task(self._answer(person.id, person.channel))

    async def _answer(self, user: str, channel: str) -> None:
        with suppress(aiohttp.ClientError, TimeoutError, json.JSONDecodeError):
            cards = [m for m in await self._read(channel) if _delivery_of(m) is not None]
            if cards and self._random.random() < TYPED:
                self.typed += 1
                await self._does(user, do="say", text=f"word{self.typed}")
            elif cards:
                await self._tap(user, self._random.choice(cards))

    async def _tap(self, user: str, card: dict[str, Any]) -> None:
        delivery_id, buttons = _delivery_of(card), list(_outcomes(card))
        if delivery_id is None or delivery_id in self._touched or not buttons:
            return
        self._touched.add(delivery_id)
        block_id, button = self._random.choice(buttons)
        acknowledged = await self._does(
            user,
            do="press",
            container={"type": "message", "ts": card["ts"]},
            block_id=block_id,
            action_id=button["action_id"],
            value=button["value"],
        )
        if acknowledged:
            self.tapped[delivery_id] = button["action_id"].removeprefix(f"{ids.OUTCOME}.")

    async def _does(self, user: str, **act: Any) -> bool:
        told = {"person": user, **act}
        async with self._session.post(f"{self._url}/playground/act", json=told) as answer:
            return bool((await answer.json())["ok"])

    async def _read(self, channel: str) -> list[dict[str, Any]]:
        """A member's newest messages; reading them fails now and then as for everybody."""
        async with self._session.post(
            f"{self._url}/api/conversations.history",
            headers={"Authorization": "Bearer xoxb-playground-bot"},
            json={"channel": channel, "limit": 4, "include_all_metadata": True},
            timeout=aiohttp.ClientTimeout(total=LOOK_SECONDS),
        ) as answer:
            found = json.loads(await answer.text())
            return list(found.get("messages") or ())


def _delivery_of(message: dict[str, Any]) -> int | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    return int(metadata["event_payload"]["delivery_id"])


def _outcomes(card: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for block in card.get("blocks") or ():
        for element in block.get("elements") or ():
            if str(element.get("action_id")).startswith(f"{ids.OUTCOME}."):
                yield block["block_id"], element
