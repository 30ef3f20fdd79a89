"""Socket Mode with reliable reconnects: a fresh ticket for each handshake, and a watchdog."""

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

from bot.runtime.slack_retry import wait_for_slack
from bot.runtime.web.metrics import Metrics
from bot.slack.client.own_messages import is_echo
from bot.slack.requests.entrance import dispatch

PING_SECONDS = 10.0
"""Interval between pings; after four unanswered ones the SDK reconnects."""

PATIENCE_SECONDS = 60.0
"""Time the SDK has to reconnect by itself before its client is replaced."""

LOOKS = 20
"""Checks per ping interval for a cut connection."""

log = logging.getLogger(__name__)


class FreshTickets(SocketModeClient):
    """
    The SDK's client, but each ticket is used only once.

    Slack accepts a ticket once. The SDK keeps the ticket of a failed handshake and retries with it
    forever (python-slack-sdk 1379, 1446).
    """

    def __init__(self, app_token: str, web_client: AsyncWebClient, ping_seconds: float) -> None:
        super().__init__(
            app_token,
            logger=logging.getLogger("slack_sdk.socket_mode"),
            web_client=web_client,
            proxy=web_client.proxy,
            ping_interval=ping_seconds,
        )
        # The SDK reads a proxy from the environment if it is given none.
        self.proxy = web_client.proxy
        spend = aiohttp.TraceConfig()
        spend.on_request_start.append(self._spend_ticket)
        spend.freeze()
        self.aiohttp_client_session.trace_configs.append(spend)

    async def connect(self) -> None:
        """Connect, with retries; the SDK leaves this untyped."""
        await super().connect()  # type: ignore[no-untyped-call]

    @property
    def is_cut(self) -> bool:
        """Return True if the connection is gone and no reconnect is in progress."""
        session = self.current_session
        return session is not None and session.closed and self.auto_reconnect_enabled

    async def reconnect(self) -> None:
        """Connect with a new ticket, unless that has happened."""
        await self.connect_to_new_endpoint()

    async def close(self) -> None:
        """Close the connection; the SDK leaves this untyped."""
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
        app: Handles each request.
        app_token: With `connections:write`.
        web_client: Requests tickets.
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
        """Return the base URL that tickets are requested from."""
        return self._web_client.base_url

    async def open(self) -> None:
        """
        Start connecting, and keep reconnecting.

        Raises:
            SlackApiError: Slack refuses the app-level token.
        """
        ask = partial(self._web_client.apps_connections_open, app_token=self._app_token)
        ticket = await wait_for_slack(ask, self._web_client.base_url)
        self._connect(str(ticket["url"]))
        self._watching = asyncio.create_task(self._watch())

    async def connected(self) -> bool:
        """Return True if Slack can reach us now."""
        return self._client is not None and await self._client.is_connected()

    async def stop_listening(self, seconds: float) -> None:
        """Accept no new requests, and wait until those received are acknowledged."""
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
        """Stop the watchdog and close the connection."""
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
        Reconnect at once when the connection is cut, and start over if that doesn't help.

        The SDK itself checks only once per ping interval.
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
