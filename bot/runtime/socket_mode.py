"""Socket Mode that comes back: a fresh ticket for each handshake, and a watchdog behind it."""

import asyncio
import logging
import time
from functools import partial
from types import SimpleNamespace

import aiohttp
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.runtime.slack_retry import knock
from bot.runtime.web.metrics import Metrics
from bot.slack.client.own_messages import is_echo
from bot.slack.requests.entrance import dispatch

PING_SECONDS = 10.0
"""How often the connection is tried; four pings unanswered, and the SDK reconnects."""

PATIENCE_SECONDS = 60.0
"""How long the SDK may take to reconnect by itself before it is replaced."""

LOOKS = 20
"""How often in the time of a ping Baton looks whether the connection was cut."""

log = logging.getLogger(__name__)


class FreshTickets(SocketModeClient):
    """
    The SDK's client, which forgets each ticket as it is used.

    Slack takes a ticket once. The SDK keeps the one of a handshake that failed and knocks with
    it for ever (python-slack-sdk 1379, 1446).
    """

    def __init__(self, app_token: str, web_client: AsyncWebClient, ping_seconds: float) -> None:
        super().__init__(
            app_token,
            logger=logging.getLogger("slack_sdk.socket_mode"),
            web_client=web_client,
            proxy=web_client.proxy,
            ping_interval=ping_seconds,
        )
        # The SDK looks into the environment for a proxy where it is given none.
        self.proxy = web_client.proxy
        spend = aiohttp.TraceConfig()
        spend.on_request_start.append(self._spend_ticket)
        spend.freeze()
        self.aiohttp_client_session.trace_configs.append(spend)

    async def connect(self) -> None:
        """Knock until it is opened; the SDK leaves this untyped."""
        await super().connect()  # type: ignore[no-untyped-call]

    @property
    def is_cut(self) -> bool:
        """Whether the connection is gone and nobody is at work on a new one."""
        session = self.current_session
        return session is not None and session.closed and self.auto_reconnect_enabled

    async def reconnect(self) -> None:
        """Connect with a new ticket, unless that has happened."""
        await self.connect_to_new_endpoint()

    async def close(self) -> None:
        """Hang up; the SDK leaves this untyped."""
        await super().close()  # type: ignore[no-untyped-call]

    async def _spend_ticket(
        self,
        session: aiohttp.ClientSession,
        context: SimpleNamespace,
        params: aiohttp.TraceRequestStartParams,
    ) -> None:
        self.wss_uri = None


class SocketMode:
    """
    The connection over which Slack reaches the bot.

    Args:
        app: Takes each request.
        app_token: With `connections:write`.
        web_client: Asks for tickets.
        ping_seconds: See `PING_SECONDS`.
        patience_seconds: See `PATIENCE_SECONDS`.
    """

    def __init__(
        self,
        app: AsyncApp,
        app_token: str,
        web_client: AsyncWebClient,
        metrics: Metrics,
        *,
        ping_seconds: float = PING_SECONDS,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        self._app = app
        self._app_token = app_token
        self._web_client = web_client
        self._metrics = metrics
        self._ping_seconds = ping_seconds
        self._patience_seconds = patience_seconds
        self._handling: set[asyncio.Task[None]] = set()
        self._client: FreshTickets | None = None
        self._connecting: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None

    @property
    def api_url(self) -> str:
        """Where tickets are asked for."""
        return self._web_client.base_url

    async def open(self) -> None:
        """
        Begin to connect, and keep at it.

        Raises:
            SlackApiError: Slack refuses the app-level token.
        """
        ask = partial(self._web_client.apps_connections_open, app_token=self._app_token)
        ticket = await knock(ask, self._web_client.base_url)
        self._connect(str(ticket["url"]))
        self._watching = asyncio.create_task(self._watch())

    async def connected(self) -> bool:
        """Whether Slack can reach us at this moment."""
        return self._client is not None and await self._client.is_connected()

    async def stop_listening(self, seconds: float) -> None:
        """Take nothing new, and wait until what has come in is acknowledged."""
        await _cancel(self._watching)
        client = self._client
        if client is None:
            return
        client.auto_reconnect_enabled = False
        for reader in (client.message_receiver, client.message_processor):
            if reader is not None:
                reader.cancel()
        if self._handling:
            await asyncio.wait(self._handling, timeout=seconds)

    async def close(self) -> None:
        """Hang up."""
        await _cancel(self._watching)
        await self._hang_up()

    def _connect(self, ticket: str | None = None) -> None:
        client = FreshTickets(self._app_token, self._web_client, self._ping_seconds)
        client.wss_uri = ticket
        client.socket_mode_request_listeners.append(self._receive)
        self._client = client
        self._connecting = asyncio.create_task(client.connect())

    async def _hang_up(self) -> None:
        await _cancel(self._connecting)
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def _watch(self) -> None:
        """
        Reconnect at once when the connection is cut, and start over when that doesn't help.

        The SDK looks once in the time of a ping.
        """
        seen = time.monotonic()
        while True:
            await asyncio.sleep(self._ping_seconds / LOOKS)
            connected = await self.connected()
            now = time.monotonic()
            if connected:
                seen = now
            elif now - seen > self._patience_seconds:
                log.warning("No connection to Slack for %d seconds: starting over.", now - seen)
                self._metrics.socket_restarts.inc()
                await self._hang_up()
                self._connect()
                seen = now
            elif self._client and self._client.is_cut:
                await _cancel(self._connecting)
                self._connecting = asyncio.create_task(self._client.reconnect())

    async def _receive(
        self, client: AsyncBaseSocketModeClient, request: SocketModeRequest
    ) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._handling.add(task)
            task.add_done_callback(self._handling.discard)
        if isinstance(request.payload, dict) and is_echo(request.payload):
            await client.send_socket_mode_response(SocketModeResponse(request.envelope_id))
            return
        began = time.time()
        response = await dispatch(self._app, request.payload, build_headers(request))
        await send_async_response(client, request, response, began)


async def _cancel(task: asyncio.Task[None] | None) -> None:
    if task is not None:
        task.cancel()
        await asyncio.wait([task])
