"""Where verified requests enter the app, whichever way they came."""

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
    Hand a request to the app.

    What doesn't have the shape of one of Slack's, or is of a kind that Baton has no use for, is
    acknowledged and goes no further: sent again, it would be no better.
    """
    why = problem(body)
    if why:
        log.info("A request of Slack's is left alone: it is %s.", why)
        return BoltResponse(status=200)
    request = AsyncBoltRequest(body=body, headers=dict(headers or {}), mode="socket_mode")
    return await app.async_dispatch(request)
