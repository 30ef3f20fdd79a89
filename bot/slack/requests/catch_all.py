"""Acknowledge requests that no other listener handles, so that Slack doesn't resend them."""

import logging
import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.requests.middleware import Caller

log = logging.getLogger(__name__)

ANYTHING = re.compile(".*")


def register(app: AsyncApp) -> None:
    """Listen to everything. Register this last: the first match wins."""
    app.event(ANYTHING)(event)
    app.action(ANYTHING)(pressed)
    app.view(ANYTHING)(acknowledged)
    app.view_closed(ANYTHING)(acknowledged)
    app.shortcut(ANYTHING)(acknowledged)
    app.command(ANYTHING)(acknowledged)


async def event(body: dict[str, Any]) -> None:
    log.debug("Nobody listens to %s events.", body["event"]["type"])


async def pressed(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    """Answer a press on a button from before an upgrade: say what does the same today."""
    await ack()
    log.info("Nobody listens to %s any more.", action["action_id"])
    async with caller.handle_errors():
        await caller.say("error-button-old")


async def acknowledged(ack: AsyncAck) -> None:
    await ack()
