"""What is held of a member, in their own hands: as a file, erased, or kept for longer."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching.privacy import data_export, forget, sharing
from bot.slack.commands import ids
from bot.slack.privacy.forget_form import forget_form
from bot.slack.requests.middleware import Caller


def register(app: AsyncApp) -> None:
    """Listen to the form that erases, and to the buttons about words that grow old."""
    app.view(ids.FORGET_FORM)(forget_confirmed)
    app.action(re.compile(f"^({ids.KEEP_WORDS}|{ids.LET_WORDS_GO})$"))(keep_words_or_not)


async def my_data(caller: Caller, rest: str, trigger_id: str) -> None:
    """Answer `/nudge my-data`."""
    await data_export.send(*caller.who, caller.words)
    await caller.say("my-data-sent")


async def forget_me(caller: Caller, rest: str, trigger_id: str) -> None:
    """Answer `/nudge forget-me`: nothing is erased before the form is sent."""
    held = await forget.held(*caller.who)
    await caller.open(forget_form(held, caller.words))


async def forget_confirmed(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.kindly():
        await forget.forget(*caller.who)


async def keep_words_or_not(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    keeps = action["action_id"] == ids.KEEP_WORDS
    async with caller.kindly():
        await sharing.keep_words(*caller.who, keeps=keeps)
        await caller.say("notice-words-kept" if keeps else "notice-words-go")
