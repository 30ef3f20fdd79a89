"""The one pooled session to Slack, and the clients that share it."""

from collections.abc import Callable

import aiohttp
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.coaching.delivery.deliver import AT_ONCE
from bot.config import is_loopback
from bot.slack.client.send_deadline import trace_config

CONNECTIONS = AT_ONCE + 100
"""Requests at once: a whole rush, and room for answers beside it."""

ANSWER_WITHIN = aiohttp.ClientTimeout(total=20, connect=5)
"""Seconds. The clients' own `timeout` counts for nothing once they share a session."""

READ_RETRIES = 2
"""How often a rate-limited look-up waits and asks again."""


def open_session(
    connections: int = CONNECTIONS, watch: Callable[[aiohttp.TraceConfig], None] | None = None
) -> aiohttp.ClientSession:
    """
    Open the pool that every call to Slack goes through.

    Keep it open until the last client is done: with a closed session, the SDK would quietly
    open a new one for each call.

    Args:
        connections: How many requests may be under way at once; further ones wait.
        watch: Looks on beside the fence; on the same trace, since each one costs every call.
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
    Make a client that tries once: a repeated post could show twice.

    Args:
        token: The bot token, or "" where each call brings its own.
        session: From `open_session`.
        api_url: `SLACK_API_URL`.
    """
    return _client(token, session, api_url, [])


def reading_client(token: str, session: aiohttp.ClientSession, api_url: str) -> AsyncWebClient:
    """Make a client for calls that may be repeated: it waits when asked to slow down."""
    patient = AsyncRateLimitErrorRetryHandler(max_retry_count=READ_RETRIES)
    return _client(token, session, api_url, [patient])


def _client(
    token: str, session: aiohttp.ClientSession, api_url: str, retries: list[AsyncRetryHandler]
) -> AsyncWebClient:
    client = AsyncWebClient(
        token or None, base_url=api_url, session=session, retry_handlers=retries
    )
    if is_loopback(api_url):
        # The SDK takes HTTP_PROXY for every address, the playground's on this machine too.
        client.proxy = None
    return client
