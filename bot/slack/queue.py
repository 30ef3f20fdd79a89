"""The coach's queue: shown a page at a time, and drawn anew after each press in it."""

import re
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching import follow_up, roles
from bot.domain.people import Coach
from bot.slack import ids
from bot.slack.desk import Caller
from bot.slack.spot import Spot
from bot.slack.views.blocks import message, section
from bot.slack.views.coach import member_page
from bot.slack.views.member import safe
from bot.slack.views.queue import queue_page


def register(app: AsyncApp) -> None:
    """Listen to the queue's buttons."""
    app.action(re.compile(f"^({ids.FOLLOW_UP_TALKED}|{ids.FOLLOW_UP_DISMISS})$"))(close)
    app.action(ids.FOLLOW_UP_SNOOZE)(snooze)
    app.action(ids.QUEUE_FROM)(turn_page)
    app.action(ids.OPEN_DM)(open_dm)


async def show(caller: Caller, me: Coach, first: int = 0) -> None:
    """Answer `/coach queue`: what is shown is read."""
    board = await follow_up.board(caller.coaching, me, first)
    first = board.begin(first)
    await caller.tell(queue_page(board, _now(caller, me), caller.words, first))
    await follow_up.note_read(caller.coaching, me, board.page(first))


async def close(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    how = "talked" if action["action_id"] == ids.FOLLOW_UP_TALKED else "not-needed"
    async with caller.kindly():
        me = await roles.coach(*caller.who)
        await follow_up.close(caller.coaching, me, int(action["value"]), how)
        await redraw(caller, me, action, caller.words.say(f"coach-{how}"))


async def snooze(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    item, _, days = action["selected_option"]["value"].partition(":")
    async with caller.kindly():
        me = await roles.coach(*caller.who)
        until = await follow_up.snooze(caller.coaching, me, int(item), int(days))
        said = caller.words.say("coach-snoozed", **safe({"date": until}, caller.words))
        await redraw(caller, me, action, said)


async def turn_page(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.kindly():
        me = await roles.coach(*caller.who)
        if caller.context.response_url:
            await _redraw_queue(caller, me, int(action["value"]), "")
        else:
            await show(caller, me, int(action["value"]))


async def open_dm(ack: AsyncAck) -> None:
    """A link: Slack has opened it already."""
    await ack()


async def redraw(caller: Caller, me: Coach, action: dict[str, Any], done: str) -> None:
    """Draw what was pressed in anew, with what came of the press; the Home tab by itself."""
    where, _, rest = action.get("block_id", "").partition(":")
    which = rest.partition(":")[0]
    if caller.context.response_url and where == ids.QUEUE_BLOCK:
        await _redraw_queue(caller, me, int(which), done)
    elif caller.context.response_url and where == ids.MEMBER_BLOCK:
        page = await follow_up.member_page(caller.coaching, caller.workspace, me, which)
        await caller.redraw(member_page(page, _now(caller, me), caller.words, done))
    elif caller.context.response_url:
        await caller.redraw(message([section(done)]))
    await follow_up.refresh_home(caller.coaching, caller.workspace, me)


async def done(caller: Caller, me: Coach, spot: Spot, key: str, **facts: object) -> None:
    """Say what came of a form where it was opened from."""
    said = caller.words.say(key, **safe(facts, caller.words))
    if spot.url:
        caller.stand_at(spot.url)
        await redraw(caller, me, {"block_id": spot.block}, said)
    else:
        await caller.tell(message([section(said)]))
        await follow_up.refresh_home(caller.coaching, caller.workspace, me)


async def _redraw_queue(caller: Caller, me: Coach, first: int, done: str) -> None:
    board = await follow_up.board(caller.coaching, me, first)
    first = board.begin(first)
    await caller.redraw(queue_page(board, _now(caller, me), caller.words, first, done))
    await follow_up.note_read(caller.coaching, me, board.page(first))


def _now(caller: Caller, me: Coach) -> datetime:
    """On the coach's own clock: what is late is late by their date."""
    return caller.coaching.clock().astimezone(me.zone)
