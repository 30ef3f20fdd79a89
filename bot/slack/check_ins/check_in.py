"""Listeners for the check-in sent after a member goes silent."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching.check_ins import check_in
from bot.domain.check_ins.check_in import Choice
from bot.slack.commands import ids
from bot.slack.requests.middleware import Caller
from bot.slack.schedule.settings import show_settings


def register(app: AsyncApp) -> None:
    """Register the listeners for the four answers."""
    app.action(f"{ids.CHECK_IN}.{Choice.TIME}")(change_time)
    app.action(re.compile(rf"^{re.escape(ids.CHECK_IN)}\."))(chosen)


async def chosen(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    choice = Choice(action["action_id"].removeprefix(f"{ids.CHECK_IN}."))
    async with caller.handle_errors():
        await check_in.answer(*caller.who, int(action["value"]), choice)


async def change_time(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], caller: Caller
) -> None:
    await ack()
    async with caller.handle_errors():
        await show_settings(caller, "", body["trigger_id"])
        await check_in.answer(*caller.who, int(action["value"]), Choice.TIME)
