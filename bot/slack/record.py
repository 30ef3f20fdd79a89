"""`/nudge my-data` and `/nudge forget-me`: what is held of a member, in their own hands."""

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching import forget, record
from bot.slack import ids
from bot.slack.desk import Caller
from bot.slack.views.forget import forget_form


def register(app: AsyncApp) -> None:
    """Listen to the form that erases."""
    app.view(ids.FORGET_FORM)(forget_confirmed)


async def my_data(caller: Caller, rest: str, trigger_id: str) -> None:
    """Answer `/nudge my-data`."""
    await record.send(*caller.who, caller.words)
    await caller.say("my-data-sent")


async def forget_me(caller: Caller, rest: str, trigger_id: str) -> None:
    """Answer `/nudge forget-me`: nothing is erased before the form is sent."""
    held = await forget.held(*caller.who)
    await caller.client.views_open(trigger_id=trigger_id, view=forget_form(held, caller.words))


async def forget_confirmed(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.kindly():
        await forget.forget(*caller.who)
