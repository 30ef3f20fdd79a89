"""Listeners for the coach's queue, and display of a member's page: both redrawn in place."""

import re
from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching.follow_up import coach_homes, follow_up
from bot.coaching.people import roles
from bot.domain.people.people import Coach
from bot.slack.commands import ids
from bot.slack.commands.form_origin import FormOrigin
from bot.slack.commands.responders import pressed_in
from bot.slack.follow_up.coach_pages import member_page
from bot.slack.follow_up.queue_view import queue_page
from bot.slack.practice.member_pages import safe
from bot.slack.requests.middleware import Caller
from bot.slack.views.blocks import Message, message, section

QUEUE_TITLE, MEMBER_TITLE = "window-queue", "window-member"


def register(app: AsyncApp) -> None:
    """Register the listeners for the queue's buttons."""
    app.action(re.compile(f"^({ids.FOLLOW_UP_TALKED}|{ids.FOLLOW_UP_DISMISS})$"))(close)
    app.action(ids.FOLLOW_UP_SNOOZE)(snooze)
    app.action(ids.QUEUE_FROM)(turn_page)
    app.action(ids.OPEN_DM)(open_dm)


async def show(caller: Caller, me: Coach, first: int = 0, done: str = "") -> None:
    """
    Show a page of the queue; what's shown counts as read.

    Args:
        done: The result of a press in it, or "".
    """
    board = await follow_up.board(caller.coaching, me, first)
    first = board.begin(first)
    page = queue_page(board, _now(caller, me), caller.words, first, done)
    await pressed_in(caller, QUEUE_TITLE).show(page)
    await follow_up.note_read(caller.coaching, me, board.page(first))


async def show_member(caller: Caller, me: Coach, slack_id: str) -> None:
    """
    Open one member's page in a modal, even for a command, so that none of it stays in Messages.

    Raises:
        CoachingError: The person is not this coach's member.
    """
    page = await _member_page(caller, me, slack_id, "")
    await caller.tell_in_a_window(page, MEMBER_TITLE)


async def close(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    how = "talked" if action["action_id"] == ids.FOLLOW_UP_TALKED else "not-needed"
    async with caller.handle_errors():
        me = await roles.coach(*caller.who)
        await _note_home_read(caller, me)
        await follow_up.close(caller.coaching, me, int(action["value"]), how)
        await redraw(caller, me, action, caller.words.say(f"coach-{how}"))


async def snooze(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    item, _, days = action["selected_option"]["value"].partition(":")
    async with caller.handle_errors():
        me = await roles.coach(*caller.who)
        await _note_home_read(caller, me)
        until = await follow_up.snooze(caller.coaching, me, int(item), int(days))
        said = caller.words.say("coach-snoozed", **safe({"date": until}, caller.words))
        await redraw(caller, me, action, said)


async def turn_page(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await show(caller, await roles.coach(*caller.who), int(action["value"]))


async def open_dm(ack: AsyncAck) -> None:
    """Ack only: the button is a link, which Slack has opened already."""
    await ack()


async def redraw(caller: Caller, me: Coach, action: dict[str, Any], done: str) -> None:
    """Redraw the view that was pressed in, with the result of the press, and the Home tab."""
    where, _, rest = action.get("block_id", "").partition(":")
    which = rest.partition(":")[0]
    passing = bool(caller.window) or caller.ephemeral
    if passing and where == ids.QUEUE_BLOCK:
        await show(caller, me, int(which), done)
    elif passing and where == ids.MEMBER_BLOCK:
        page = await _member_page(caller, me, which, done)
        await pressed_in(caller, MEMBER_TITLE).show(page)
    elif caller.context.response_url:
        await caller.redraw(message([section(done)]))
    await coach_homes.refresh(caller.coaching, caller.workspace, me)


async def done(caller: Caller, me: Coach, origin: FormOrigin, key: str, **facts: object) -> None:
    """Show the result of a form in the place it was opened from."""
    said = caller.words.say(key, **safe(facts, caller.words))
    if origin.url or origin.window:
        await redraw(origin.back_to(caller), me, {"block_id": origin.block}, said)
    else:
        await caller.tell(message([section(said)]))
        await coach_homes.refresh(caller.coaching, caller.workspace, me)


async def _note_home_read(caller: Caller, me: Coach) -> None:
    """Record what the Home tab shows as read if it's pressed in: it may have been redrawn."""
    if not (caller.window or caller.context.response_url):
        board = await follow_up.board(caller.coaching, me, 0)
        await follow_up.note_read(caller.coaching, me, board.page(0))


async def _member_page(caller: Caller, me: Coach, slack_id: str, done: str) -> Message:
    page = await follow_up.member_page(caller.coaching, caller.workspace, me, slack_id)
    return member_page(page, _now(caller, me), caller.words, done)


def _now(caller: Caller, me: Coach) -> datetime:
    """Return the time in the coach's zone: overdue means overdue by their date."""
    return caller.coaching.clock().astimezone(me.zone)
