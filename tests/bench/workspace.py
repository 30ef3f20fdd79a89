"""The stub Slack, a process of its own: it answers after a while, and counts what it received."""

import asyncio
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import parse_qsl

from aiohttp import web

from tests.bench.apart import Apart, Line

LATENCY = 0.1
"""Seconds from a call to its answer; Slack's own are of that order."""

TEAM = "T1000001"

SAMPLES = 200
"""Posts that are kept as they came, for others to post the same."""

DELIVERY = re.compile(rb'"delivery_id":\s*(\d+)')


@dataclass(slots=True)
class Received:
    """
    What a workspace has received.

    Attributes:
        calls: How often each method was called.
        posts: How often each delivery was posted, by the id in its metadata.
        samples: The bodies of the first posts.
        shown: When each message got its first reaction or change, by (channel, ts); in seconds
            of the machine's monotonic clock, which all processes share.
        most_at_once: Calls that were under way at the same time.
        cpu: Seconds of processor time this took the workspace.
    """

    calls: Counter[str] = field(default_factory=Counter)
    posts: Counter[int] = field(default_factory=Counter)
    samples: list[bytes] = field(default_factory=list)
    shown: dict[tuple[str, str], float] = field(default_factory=dict)
    most_at_once: int = 0
    cpu: float = 0

    def check(self, expected: int) -> None:
        """
        Let nothing pass that did not arrive exactly once.

        Raises:
            NotExactlyOnce: In figures.
        """
        if len(self.posts) != expected or self.posts.total() != expected:
            raise NotExactlyOnce(
                f"{expected} were due; {len(self.posts)} arrived, {self.posts.total()} times."
            )


class NotExactlyOnce(Exception):
    """Figures of a run that loses or doubles messages are worth nothing."""


class Workspace:
    """
    Answers every call as Slack does, as far as a client looks at it.

    Args:
        latency: Seconds each call takes.
        socket: The address `apps.connections.open` gives away.
    """

    def __init__(self, latency: float, socket: str = "") -> None:
        self.received = Received()
        self._latency = latency
        self._socket = socket
        self._under_way = 0
        self._stamps = count(1)

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        method = request.path.rpartition("/")[2]
        body = await request.read()
        self._note(method, request, body)
        self._under_way += 1
        self.received.most_at_once = max(self.received.most_at_once, self._under_way)
        await asyncio.sleep(self._latency)
        self._under_way -= 1
        return web.Response(body=self._answer(method, body), content_type="application/json")

    def _note(self, method: str, request: web.BaseRequest, body: bytes) -> None:
        self.received.calls[method] += 1
        if method == "chat.postMessage":
            self._note_post(body)
        elif method in {"chat.update", "reactions.add"}:
            given = {**request.query, **_arguments(request.content_type, body)}
            place = (given["channel"], given.get("timestamp") or given["ts"])
            self.received.shown.setdefault(place, time.monotonic())

    def _note_post(self, body: bytes) -> None:
        if found := DELIVERY.search(body):
            self.received.posts[int(found[1])] += 1
            if len(self.received.samples) < SAMPLES:
                self.received.samples.append(body)

    def _answer(self, method: str, body: bytes) -> bytes:
        if method in {"chat.postMessage", "chat.update"}:
            return self._posted(body)
        return json.dumps(self._known(method)).encode()

    def _posted(self, body: bytes) -> bytes:
        """Slack sends the whole message back; a client has to read it all."""
        ts = f"{1_770_000_000 + next(self._stamps) / 1e6:.6f}".encode()
        message = body if body.startswith(b"{") else b"{}"
        return b'{"ok":true,"channel":"%b","ts":"%b","message":%b}' % (
            _channel(message),
            ts,
            message,
        )

    def _known(self, method: str) -> dict[str, object]:
        answers: dict[str, dict[str, object]] = {
            "auth.test": {
                "url": "https://bench.slack.com/",
                "team": "Bench",
                "user": "baton",
                "team_id": TEAM,
                "user_id": "UBATON",
                "bot_id": "BBATON",
            },
            "apps.connections.open": {"url": self._socket},
            "conversations.history": {"messages": [], "has_more": False},
            "conversations.open": {"channel": {"id": "D1"}},
            "users.info": {"user": {"id": "U1", "name": "somebody", "tz": "UTC"}},
            "views.publish": {"view": {"id": "V1"}},
            "views.open": {"view": {"id": "V1"}},
            "reactions.add": {},
        }
        if method not in answers:
            return {"ok": False, "error": "unknown_method"}
        return {"ok": True, **answers[method]}


@dataclass(slots=True)
class Running:
    """A workspace at work in its own process."""

    api_url: str
    _child: Apart

    def close(self) -> Received:
        """End it, and read what it received."""
        received: Received = self._child.finish()
        return received


@contextmanager
def workspace(latency: float = LATENCY, socket: str = "") -> Iterator[Running]:
    """Start a workspace; it is gone after the block."""
    with Apart(_serve, latency, socket) as child:
        yield Running(child.hear(), child)


async def _serve(line: Line, latency: float, socket: str) -> Received:
    answering = Workspace(latency, socket)
    runner = web.ServerRunner(web.Server(answering), access_log=None)
    await runner.setup()
    # Everybody connects at the same moment.
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=4096)
    await site.start()
    line.ready(f"http://127.0.0.1:{runner.addresses[0][1]}/api/")
    before = time.process_time()
    await line.told()
    answering.received.cpu = time.process_time() - before
    await runner.cleanup()
    return answering.received


def _channel(message: bytes) -> bytes:
    found = re.search(rb'"channel":\s*"(\w+)"', message)
    return found[1] if found else b"D1"


def _arguments(content_type: str, body: bytes) -> dict[str, str]:
    if content_type == "application/json":
        given: dict[str, str] = json.loads(body)
        return given
    return dict(parse_qsl(body.decode()))
