import asyncio
import json
import logging
from collections.abc import AsyncIterator
from socket import SHUT_RDWR
from typing import Any

import pytest
from aiohttp import WSMsgType, web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError

from bot.runtime import slack_retry
from bot.runtime.sessions import open_session, posting_client
from bot.runtime.socket_mode import SocketMode
from bot.runtime.web.metrics import Metrics
from tests.waiting import PATIENCE, until

PING = 0.1
ENVELOPE = {
    "type": "events_api",
    "envelope_id": "E1",
    "payload": {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev1",
        "event": {"type": "message", "channel": "D1", "user": "U1", "text": "hello"},
    },
}


class Slack:
    """Tickets that are good once, and a door that can be told to misbehave."""

    def __init__(self) -> None:
        self.url = ""
        self.tickets: set[str] = set()
        self.given = 0
        self.refuse = 0
        self.hang = 0
        self.away = 0
        self.used_twice = 0
        self.acks: list[str] = []
        self.lines: list[web.WebSocketResponse] = []
        self.came = asyncio.Event()
        self.acked = asyncio.Event()

    async def ticket(self, request: web.Request) -> web.Response:
        if self.away:
            self.away -= 1
            return web.Response(status=503, text="<html>")
        if request.headers["Authorization"] != "Bearer xapp-1":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        self.given += 1
        self.tickets.add(str(self.given))
        address = self.url.replace("http", "ws")
        return web.json_response({"ok": True, "url": f"{address}link?ticket={self.given}"})

    async def link(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query["ticket"]
        if ticket not in self.tickets:
            self.used_twice += 1
            return web.Response(status=401)
        self.tickets.remove(ticket)
        if self.refuse:
            self.refuse -= 1
            return web.Response(status=503)
        if self.hang:
            self.hang -= 1
            await asyncio.sleep(60)
        return await self._talk(request)

    async def _talk(self, request: web.Request) -> web.WebSocketResponse:
        line = web.WebSocketResponse()
        await line.prepare(request)
        self.lines.append(line)
        await line.send_json({"type": "hello", "num_connections": 1})
        self.came.set()
        async for message in line:
            if message.type is WSMsgType.TEXT:
                self.acks.append(json.loads(message.data)["envelope_id"])
                self.acked.set()
        return line


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    slack = Slack()
    pages = web.Application()
    pages.add_routes(
        [web.post("/apps.connections.open", slack.ticket), web.get("/link", slack.link)]
    )
    runner = web.AppRunner(pages, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield slack
    await runner.cleanup()


@pytest.fixture
async def client(slack) -> AsyncIterator[Any]:
    async with open_session() as session:
        yield posting_client("", session, slack.url)


@pytest.fixture
def app(client) -> AsyncApp:
    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1")

    async def heard() -> None:
        pass

    app = AsyncApp(client=client, authorize=authorize, request_verification_enabled=False)
    app.event("message")(heard)
    return app


@pytest.fixture
async def socket(app, client) -> AsyncIterator[SocketMode]:
    socket = SocketMode(
        app, "xapp-1", client, Metrics(), ping_seconds=PING, patience_seconds=5 * PING
    )
    yield socket
    await socket.close()


async def soon(event: asyncio.Event) -> None:
    async with asyncio.timeout(PATIENCE):
        await event.wait()


async def established(socket: SocketMode) -> None:
    await until(socket.connected)


async def test_an_event_that_comes_in_is_acknowledged(slack, socket):
    await socket.open()
    await soon(slack.came)

    await slack.lines[0].send_json(ENVELOPE)

    await soon(slack.acked)
    assert slack.acks == ["E1"]


async def test_an_echo_of_a_post_is_acknowledged_and_goes_no_further(slack, socket, app):
    heard = []

    async def hear(body: Any, next_: Any) -> None:
        heard.append(body)
        await next_()

    app.middleware(hear)
    echo = json.loads(json.dumps(ENVELOPE))
    echo["payload"]["authorizations"] = [{"user_id": "U1", "is_bot": True}]
    await socket.open()
    await soon(slack.came)

    await slack.lines[0].send_json(echo)

    await soon(slack.acked)
    assert (slack.acks, heard) == (["E1"], [])


async def test_after_a_refused_handshake_a_new_ticket_is_fetched(slack, socket, caplog):
    slack.refuse = 2

    await socket.open()
    await soon(slack.came)

    assert slack.given == 3
    assert slack.used_twice == 0
    assert "Failed to connect" in caplog.text
    caplog.clear()


async def test_a_dropped_connection_comes_back_with_a_new_ticket(slack, socket, caplog):
    await socket.open()
    await soon(slack.came)
    slack.came.clear()

    slack.refuse = 1
    await slack.lines[0].close()
    await soon(slack.came)

    assert slack.given == 3
    assert slack.used_twice == 0
    caplog.clear()


async def test_a_cut_connection_is_back_long_before_the_next_ping(slack, app, client):
    socket = SocketMode(app, "xapp-1", client, Metrics(), ping_seconds=40)
    await socket.open()
    await soon(slack.came)
    slack.came.clear()

    slack.lines[0].get_extra_info("socket").shutdown(SHUT_RDWR)

    async with asyncio.timeout(30):
        await slack.came.wait()
    await socket.close()


async def test_a_handshake_that_hangs_is_given_up_by_the_watchdog(slack, socket, caplog):
    slack.hang = 1

    await socket.open()
    assert not await socket.connected()
    await established(socket)

    assert "starting over" in caplog.text
    assert slack.used_twice == 0


async def test_a_connection_that_holds_is_left_alone(slack, socket, caplog):
    caplog.set_level(logging.INFO)
    await socket.open()
    await soon(slack.came)

    await asyncio.sleep(10 * PING)

    assert len(slack.lines) == 1
    assert "starting over" not in caplog.text


async def test_a_refused_app_token_is_told_at_once(slack, app, client):
    socket = SocketMode(app, "xapp-wrong", client, Metrics())

    with pytest.raises(SlackApiError, match="invalid_auth"):
        await socket.open()


async def test_a_slack_that_is_away_at_the_start_is_waited_for(slack, socket, monkeypatch, caplog):
    monkeypatch.setattr(slack_retry, "WAITS", (0, 0.01))
    slack.away = 5

    await socket.open()
    await soon(slack.came)

    assert caplog.text.count("Slack does not answer") == 5


async def test_what_came_in_before_the_stop_is_still_acknowledged(slack, socket, app):
    came, slow = asyncio.Event(), asyncio.Event()

    async def hold(next_: Any) -> None:
        came.set()
        await slow.wait()
        await next_()

    app.middleware(hold)
    await socket.open()
    await soon(slack.came)
    await slack.lines[0].send_json(ENVELOPE)
    await soon(came)

    asyncio.get_running_loop().call_later(0.2, slow.set)
    await socket.stop_listening(5)
    await socket.close()

    assert slack.acks == ["E1"]


async def test_nothing_new_is_taken_after_the_stop(slack, socket):
    await socket.open()
    await soon(slack.came)

    await socket.stop_listening(1)
    await slack.lines[0].send_json(ENVELOPE)
    await asyncio.sleep(0.2)

    assert slack.acks == []
