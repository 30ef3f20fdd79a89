"""People who type and tap: a Socket Mode server in a process of its own, which keeps the times."""

import asyncio
import json
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from aiohttp import WSMsgType, web

from bot.slack.commands import ids
from tests.bench.apart import Line

APP = {"api_app_id": "ABENCH", "token": "bench"}

WARM = 20
"""Answers given before any is timed: the first compile what all others find ready."""

GRACE_SECONDS = 120
"""How long an ack may take before it is none at all: Slack gives up after three seconds."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card in somebody's direct messages."""

    delivery_id: int
    team: str
    user: str
    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class Answer:
    """
    One answer, and how soon it was acknowledged.

    Attributes:
        place: The message on which something has to show: their own, or the card.
        began: In seconds of the machine's monotonic clock; so is *acked*.
    """

    place: tuple[str, str]
    began: float
    acked: float


@dataclass(slots=True)
class People:
    """Everybody at the other end of one connection."""

    connected: asyncio.Event = field(default_factory=asyncio.Event)
    _socket: web.WebSocketResponse = field(default_factory=web.WebSocketResponse)
    _waiting: dict[str, asyncio.Future[float]] = field(default_factory=dict)

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        """Take in the bot's connection, and read its acks."""
        self._socket = web.WebSocketResponse()
        await self._socket.prepare(request)
        await self._socket.send_json({"type": "hello", "num_connections": 1})
        self.connected.set()
        async for frame in self._socket:
            if frame.type is WSMsgType.TEXT:
                self._take(json.loads(frame.data), time.monotonic())
        return self._socket

    async def answer(self, number: int, card: Card) -> Answer:
        """Type or tap, in turn, and wait for the ack."""
        if number % 2:
            kind, place, payload = "events_api", *_typed(number, card)
        else:
            kind, place, payload = "interactive", *_tapped(number, card)
        began, acked = time.monotonic(), asyncio.get_running_loop().create_future()
        self._waiting[str(number)] = acked
        envelope = {"envelope_id": str(number), "type": kind, "payload": payload}
        await self._socket.send_json({**envelope, "accepts_response_payload": False})
        async with asyncio.timeout(GRACE_SECONDS):
            return Answer(place, began, await acked)

    def _take(self, frame: dict[str, Any], at: float) -> None:
        waiting = self._waiting.pop(str(frame.get("envelope_id")), None)
        if waiting is not None:
            waiting.set_result(at)


async def answering(line: Line, cards: Sequence[Card], per_second: float) -> None:
    """
    Let the owners of *cards* answer, so many a second, until told to stop.

    Says where to connect; that the first few, who are not counted, have been acknowledged; then
    that all who answered are; then the answers. The
    connection stays open until nobody listens any more.
    """
    people = People()
    runner = web.ServerRunner(web.Server(people.serve), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    line.ready(f"ws://127.0.0.1:{runner.addresses[0][1]}/link")
    await people.connected.wait()
    warm = min(WARM, len(cards) // 2)
    for number, card in enumerate(cards[:warm]):
        await people.answer(-1 - number, card)
    line.ready()
    await line.told()
    line.ready(await _until_told(line, people, cards[warm:], per_second))
    await line.told()


async def _until_told(
    line: Line, people: People, cards: Sequence[Card], per_second: float
) -> list[Answer]:
    given: list[asyncio.Task[Answer]] = []
    stop = asyncio.create_task(line.told())
    for number, card in enumerate(cards):
        given.append(asyncio.create_task(people.answer(number, card)))
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(stop), 1 / per_second)
        if stop.done():
            break
    answers = await asyncio.gather(*given)
    line.ready()
    await stop
    return answers


def _typed(number: int, card: Card) -> tuple[tuple[str, str], dict[str, Any]]:
    ts = f"{time.time():.6f}"
    event = {
        "type": "message",
        "user": card.user,
        "text": f"I asked, and waited for the answer. {number}",
        "ts": ts,
        # Everybody has answered long ago: outside the thread, Baton would ask what the line is.
        "thread_ts": card.ts,
        "event_ts": ts,
        "team": card.team,
        "channel": card.channel,
        "channel_type": "im",
    }
    authorization = {"team_id": card.team, "user_id": "UBATON", "is_bot": True}
    payload = {
        **APP,
        "team_id": card.team,
        "type": "event_callback",
        "event": event,
        "event_id": f"Ev{number}",
        "event_time": int(time.time()),
        "authorizations": [authorization],
    }
    return (card.channel, ts), payload


def _tapped(number: int, card: Card) -> tuple[tuple[str, str], dict[str, Any]]:
    action = {
        "type": "button",
        "action_id": f"{ids.OUTCOME}.{next(OUTCOMES)}",
        "block_id": "outcomes",
        "value": str(card.delivery_id),
        "action_ts": f"{time.time():.6f}",
    }
    payload = {
        **APP,
        "type": "block_actions",
        "team": {"id": card.team, "domain": "bench"},
        "user": {"id": card.user, "team_id": card.team},
        "container": {"type": "message", "message_ts": card.ts, "channel_id": card.channel},
        "channel": {"id": card.channel, "name": "directmessage"},
        "message": {"ts": card.ts, "text": "", "blocks": []},
        "state": {"values": {}},
        "trigger_id": f"trigger.{number}",
        "response_url": "http://127.0.0.1:9/unused",
        "actions": [action],
    }
    return (card.channel, card.ts), payload


OUTCOMES = cycle(["did", "not-yet", "stuck"])
