"""Tell a person that Baton isn't installed in their workspace, if their request allows it."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.slack.people.not_served_view import not_served_window
from bot.slack.views.say import Say

TELL_SECONDS = 1.5
"""Timeout for sending the notice, so that there's time left to acknowledge the request."""

log = logging.getLogger(__name__)


async def tell_not_served(
    body: dict[str, Any], context: AsyncBoltContext, words: Say
) -> BoltResponse:
    """Acknowledge a request from a workspace that isn't served, and say so if possible."""
    log.warning("A request came from a workspace that isn't served.")
    sentence = words.say("error-not-served")
    if "command" in body:
        return BoltResponse(status=200, body={"response_type": "ephemeral", "text": sentence})
    if body.get("type") == "view_submission":
        view = not_served_window(words).to_dict()
        return BoltResponse(status=200, body={"response_action": "update", "view": view})
    if context.response_url and context.respond:
        with suppress(ClientError, TimeoutError, OSError):
            async with asyncio.timeout(TELL_SECONDS):
                await context.respond(
                    text=sentence, response_type="ephemeral", replace_original=False
                )
    return BoltResponse(status=200)
