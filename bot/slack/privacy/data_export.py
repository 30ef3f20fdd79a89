"""Listeners for a member's own data: export it, erase it, or keep texts for longer."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching.privacy import data_export, forget, sharing
from bot.slack.commands import ids
from bot.slack.privacy.forget_form import forget_form
from bot.slack.requests.middleware import Caller


def register(app: AsyncApp) -> None:
    """Register the listeners for the erasure form, and for the buttons about keeping texts."""
    app.view(ids.FORGET_FORM)(forget_confirmed)
    app.action(ids.DATA_SEND)(send_data)
    app.action(ids.FORGET_OPEN)(open_forget)
    app.action(re.compile(f"^({ids.KEEP_WORDS}|{ids.LET_WORDS_GO})$"))(keep_words_or_not)


async def my_data(caller: Caller, rest: str, trigger_id: str) -> None:
    """Answer `/nudge my-data`."""
    await data_export.send(*caller.who, caller.words)
    await caller.say("my-data-sent")


async def forget_me(caller: Caller, rest: str, trigger_id: str) -> None:
    """Answer `/nudge forget-me`: open the form. Nothing is erased until it's submitted."""
    held = await forget.held(*caller.who)
    await caller.open(forget_form(held, caller.words))


async def send_data(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await my_data(caller, "", "")


async def open_forget(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await forget_me(caller, "", "")


async def forget_confirmed(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await forget.forget(*caller.who)


async def keep_words_or_not(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    keeps = action["action_id"] == ids.KEEP_WORDS
    async with caller.handle_errors():
        await sharing.keep_words(*caller.who, keeps=keeps)
        await caller.say("notice-words-kept" if keeps else "notice-words-go")
