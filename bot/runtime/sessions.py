"""The pooled HTTP session for calls to Slack, and the clients that share it."""

from collections.abc import Callable

import aiohttp
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.coaching.delivery.deliver import AT_ONCE
from bot.config import is_loopback
from bot.slack.client.send_deadline import trace_config

CONNECTIONS = AT_ONCE + 100
"""Concurrent requests: a whole rush, plus room for answers."""

ANSWER_WITHIN = aiohttp.ClientTimeout(total=20, connect=5)
"""Seconds. The clients' own `timeout` has no effect with a shared session."""

READ_RETRIES = 2
"""Retries of a rate-limited lookup."""


def open_session(
    connections: int = CONNECTIONS, watch: Callable[[aiohttp.TraceConfig], None] | None = None
) -> aiohttp.ClientSession:
    """
    Open the connection pool used for every call to Slack.

    Keep it open until the last client is done: with a closed session, the SDK would silently open
    a new one for each call.

    Args:
        connections: Maximum concurrent requests; further ones wait.
        watch: Adds an observer to the same trace config, since each config costs every call.
    """
    trace = trace_config()
    if watch:
        watch(trace)
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=connections, ttl_dns_cache=300, keepalive_timeout=60),
        timeout=ANSWER_WITHIN,
        trace_configs=[trace],
    )


def posting_client(token: str, session: aiohttp.ClientSession, api_url: str) -> AsyncWebClient:
    """
    Make a client that tries once, as a repeated post could appear twice.

    Args:
        token: The bot token, or "" where each call brings its own.
        session: From `open_session`.
        api_url: `SLACK_API_URL`.
    """
    return _client(token, session, api_url, [])


def reading_client(token: str, session: aiohttp.ClientSession, api_url: str) -> AsyncWebClient:
    """Make a client for idempotent calls, which waits and retries when rate-limited."""
    patient = AsyncRateLimitErrorRetryHandler(max_retry_count=READ_RETRIES)
    return _client(token, session, api_url, [patient])


def _client(
    token: str, session: aiohttp.ClientSession, api_url: str, retries: list[AsyncRetryHandler]
) -> AsyncWebClient:
    client = AsyncWebClient(
        token or None, base_url=api_url, session=session, retry_handlers=retries
    )
    if is_loopback(api_url):
        # The SDK uses HTTP_PROXY for every address, even for the playground on this machine.
        client.proxy = None
    return client
