"""The one offer in a long pause."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching import rest
from bot.domain.rest import RestChoice
from bot.slack import ids
from bot.slack.desk import Caller


def register(app: AsyncApp) -> None:
    """Listen to its three answers."""
    app.action(re.compile(rf"^{re.escape(ids.REST)}\."))(chosen)


async def chosen(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    choice = RestChoice(action["action_id"].removeprefix(f"{ids.REST}."))
    async with caller.kindly():
        await rest.answer(*caller.who, int(action["value"]), choice)
