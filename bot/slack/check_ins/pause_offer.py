"""Listener for the single offer sent during a long pause."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching.check_ins import pause_offer
from bot.domain.check_ins.pause_offer import RestChoice
from bot.slack.commands import ids
from bot.slack.requests.middleware import Caller


def register(app: AsyncApp) -> None:
    """Register the listener for its three answers."""
    app.action(re.compile(rf"^{re.escape(ids.REST)}\."))(chosen)


async def chosen(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    choice = RestChoice(action["action_id"].removeprefix(f"{ids.REST}."))
    async with caller.handle_errors():
        await pause_offer.answer(*caller.who, int(action["value"]), choice)
