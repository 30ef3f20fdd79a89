"""Socket Mode: single-use tickets, connections, envelopes and their acks."""

import asyncio
import json
import secrets
from collections import deque
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from bot.playground.api.json_values import Json
from bot.playground.events.dispatch import Envelope, Receipt
from bot.playground.workspace.changes import Activity

MOST_CONNECTIONS = 10
HOST = "applink-playground"
CONNECTION_SECONDS = 18_060


class Connection:
    def __init__(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self._request = request
        self.socket = socket
        self.leaving = False
        self._unacked: dict[str, asyncio.Future[Receipt]] = {}

    async def carry(self, envelope: Envelope, seconds: float) -> Receipt:
        acked: asyncio.Future[Receipt] = asyncio.get_running_loop().create_future()
        self._unacked[envelope.id] = acked
        try:
            async with asyncio.timeout(seconds):
                await self.socket.send_json(_wire(envelope))
                return await acked
        except TimeoutError:
            return Receipt(acked=False, reason="timeout")
        except ConnectionError:
            return Receipt(acked=False, reason="connection_failed")
        finally:
            self._unacked.pop(envelope.id, None)

    def take_ack(self, frame: Any) -> None:
        if not isinstance(frame, dict):
            return
        waiting = self._unacked.get(str(frame.get("envelope_id")))
        if waiting is not None and not waiting.done():
            waiting.set_result(Receipt(acked=True, answer=frame.get("payload")))

    def lost(self) -> None:
        for waiting in self._unacked.values():
            if not waiting.done():
                waiting.set_result(Receipt(acked=False, reason="connection_failed"))

    def abort(self) -> None:
        self.leaving = True
        if self._request.transport is not None:
            self._request.transport.abort()


class Sockets:
    """The app's Socket Mode connections; envelopes are sent to them in turn."""

    def __init__(self, app_id: str, activity: Activity, changed: Callable[[], None]) -> None:
        self._app_id = app_id
        self._activity = activity
        self._changed = changed
        self._tickets: set[str] = set()
        self._connections: deque[Connection] = deque()
        self._open = asyncio.Event()

    @property
    def connected(self) -> bool:
        return any(not connection.leaving for connection in self._connections)

    @property
    def count(self) -> int:
        return len(self._connections)

    def ticket(self) -> str:
        ticket = secrets.token_urlsafe(12)
        self._tickets.add(ticket)
        return ticket

    def take(self, ticket: str) -> bool:
        """Use up a ticket; return True if it was valid."""
        good = ticket in self._tickets
        self._tickets.discard(ticket)
        return good

    async def link(self, request: web.Request) -> web.StreamResponse:
        if not self.take(request.query.get("ticket", "")):
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=404)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(request, socket)
        if self.count >= MOST_CONNECTIONS:
            await socket.send_json(_disconnect("too_many_websockets"))
            await socket.close()
            return socket
        await self._serve(connection)
        return socket

    async def connection(self) -> None:
        """Wait until an app is connected; actions aren't queued for it."""
        await self._open.wait()

    async def carry(self, envelope: Envelope, seconds: float) -> Receipt:
        """Deliver an envelope to the app; only an event waits for a connection."""
        if not envelope.is_event and not self.connected:
            return Receipt(acked=False, reason="no_connection")
        connection = await self._next()
        with self._activity.working():
            return await connection.carry(envelope, seconds)

    async def disconnect(self, reason: str) -> None:
        """Warn the app that its connections are about to end, as Slack does every few hours."""
        told = list(self._connections)
        for connection in told:
            connection.leaving = reason != "warning"
        self._note()
        for connection in told:
            await connection.socket.send_json(_disconnect(reason))

    def drop(self) -> None:
        """Cut every connection without warning."""
        for connection in list(self._connections):
            connection.abort()
        self._note()

    async def close(self) -> None:
        for connection in list(self._connections):
            await connection.socket.close()

    async def _serve(self, connection: Connection) -> None:
        self._connections.append(connection)
        try:
            await connection.socket.send_json(self._hello())
            self._note()
            async for frame in connection.socket:
                if frame.type is WSMsgType.TEXT:
                    connection.take_ack(_parsed(frame.data))
        finally:
            self._connections.remove(connection)
            connection.lost()
            self._note()

    async def _next(self) -> Connection:
        while True:
            await self.connection()
            self._connections.rotate(-1)
            for connection in self._connections:
                if not connection.leaving:
                    return connection

    def _note(self) -> None:
        if self.connected:
            self._open.set()
        else:
            self._open.clear()
        self._changed()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": self.count,
            "debug_info": {
                "host": HOST,
                "build_number": 1,
                "approximate_connection_time": CONNECTION_SECONDS,
            },
            "connection_info": {"app_id": self._app_id},
        }


def _wire(envelope: Envelope) -> Json:
    frame: Json = {
        "envelope_id": envelope.id,
        "payload": envelope.payload,
        "type": envelope.kind,
        "accepts_response_payload": not envelope.is_event,
    }
    if envelope.is_event:
        frame |= {"retry_attempt": envelope.attempt, "retry_reason": envelope.reason}
    return frame


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": HOST}}


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
