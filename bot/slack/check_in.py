"""The one tap after a silence."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching import check_in
from bot.domain.check_in import Choice
from bot.slack import ids
from bot.slack.desk import Caller
from bot.slack.hours import show_settings


def register(app: AsyncApp) -> None:
    """Listen to the four answers."""
    app.action(f"{ids.CHECK_IN}.{Choice.TIME}")(change_time)
    app.action(re.compile(rf"^{re.escape(ids.CHECK_IN)}\."))(chosen)


async def chosen(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    choice = Choice(action["action_id"].removeprefix(f"{ids.CHECK_IN}."))
    async with caller.kindly():
        await check_in.answer(*caller.who, int(action["value"]), choice)


async def change_time(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], caller: Caller
) -> None:
    await ack()
    async with caller.kindly():
        await show_settings(caller, "", body["trigger_id"])
        await check_in.answer(*caller.who, int(action["value"]), Choice.TIME)
