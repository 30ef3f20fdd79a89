"""Entry point for verified Slack requests, over HTTP or Socket Mode."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.slack.requests.payloads import problem

log = logging.getLogger(__name__)


async def dispatch(
    app: AsyncApp, body: Any, headers: Mapping[str, str | Sequence[str]] | None = None
) -> BoltResponse:
    """
    Dispatch a request to the app.

    A malformed request, or one of a kind that Baton doesn't use, is acknowledged and dropped:
    a resend wouldn't be any better.
    """
    why = problem(body)
    if why:
        log.info("A request of Slack's is left alone: it is %s.", why)
        return BoltResponse(status=200)
    request = AsyncBoltRequest(body=body, headers=dict(headers or {}), mode="socket_mode")
    return await app.async_dispatch(request)
