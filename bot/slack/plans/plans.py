"""Listeners for `/nudge plan` and for the follow-up question about each plan."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching.plans import plans
from bot.domain.plans.plan import Came
from bot.slack.commands import ids
from bot.slack.plans.plans_view import dropped, plans_page
from bot.slack.requests.middleware import Caller


def register(app: AsyncApp) -> None:
    """Register the listeners for a plan's buttons."""
    app.action(re.compile(rf"^{re.escape(ids.PLAN_CAME)}\."))(came)
    app.action(ids.PLAN_ANSWER_ANEW)(came_after_all)
    app.action(ids.PLAN_DROP)(drop)
    app.action(ids.PLAN_BRING_BACK)(bring_back)
    app.action(ids.PLAN_ASK)(ask_now)


async def came(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    said = Came(action["action_id"].removeprefix(f"{ids.PLAN_CAME}."))
    async with caller.handle_errors():
        await _answer(caller, int(action["value"]), said)


async def came_after_all(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    plan_id, _, said = action["selected_option"]["value"].partition(":")
    async with caller.handle_errors():
        await _answer(caller, int(plan_id), Came(said))


async def drop(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        plan = await plans.drop(*caller.who, int(action["value"]))
        await caller.tell(dropped(plan, caller.words))


async def bring_back(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await plans.bring_back(*caller.who, int(action["value"]))
        await caller.say("plan-back")


async def ask_now(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await plans.ask_now(*caller.who, int(action["value"]))


async def show(caller: Caller, rest: str, trigger_id: str) -> None:
    """Answer `/nudge plan`."""
    await caller.tell(plans_page(await plans.page(*caller.who), caller.words))


async def _answer(caller: Caller, plan_id: int, said: Came) -> None:
    asked = await plans.answer(*caller.who, plan_id, said)
    if asked.occasion_id is None:
        await caller.say("plan-noted")
