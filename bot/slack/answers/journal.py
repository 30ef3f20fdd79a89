"""Listeners for the journal: open it from the Home tab, browse it in a modal, edit entries."""

import re
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View

from bot.coaching.answers import journal, reply
from bot.coaching.answers.journal import Wanted
from bot.coaching.practice.track_summary import look_back
from bot.slack.answers import answers
from bot.slack.answers.answer_forms import answer_form, read_answer_form
from bot.slack.answers.journal_view import (
    journal_form,
    kept,
    read_search,
    take_back_form,
    wanted_of,
)
from bot.slack.commands import ids
from bot.slack.practice.track_summary import look_back_page
from bot.slack.requests.middleware import Caller


def register(app: AsyncApp) -> None:
    """Register the listeners that open the journal and handle its actions."""
    app.action(ids.JOURNAL)(opened)
    app.view(ids.JOURNAL_FORM)(searched)
    app.action(re.compile(f"^({ids.JOURNAL_NEWER}|{ids.JOURNAL_OLDER})$"))(turned)
    app.action(ids.JOURNAL_DO)(correct)
    app.view(ids.JOURNAL_ANSWER_FORM)(changed)
    app.view(ids.TAKE_BACK_FORM)(taken_back)
    app.action(ids.LOOK_BACK)(looked_back)


async def opened(ack: AsyncAck, body: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        view = await _drawn(caller, Wanted())
        await caller.open(view)


async def searched(ack: AsyncAck, view: dict[str, Any], caller: Caller) -> None:
    wanted = read_search(view["state"]["values"])
    async with caller.handle_errors():
        await ack(response_action="update", view=await _drawn(caller, wanted))


async def turned(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], caller: Caller
) -> None:
    await ack()
    window = body["view"]
    async with caller.handle_errors():
        wanted = replace(wanted_of(window["private_metadata"]), first=int(action["value"]))
        await _redraw(caller, window["id"], wanted)


async def correct(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], caller: Caller
) -> None:
    """Change, keep private, share or withdraw one entry, from the modal or the Home tab."""
    await ack()
    what, _, delivery = action["selected_option"]["value"].partition(":")
    async with caller.handle_errors():
        if what in {"keep", "share"}:
            private = what == "keep"
            await reply.keep_private(*caller.who, int(delivery), private=private, at=caller.at)
            await _redraw_window(caller, body["view"])
            return
        await caller.open(await _form(caller, what, int(delivery), body["view"]))


async def changed(ack: AsyncAck, view: dict[str, Any], caller: Caller) -> None:
    await ack()
    delivery_id, wanted = _carried(view)
    async with caller.handle_errors():
        await answers.give(caller, delivery_id, read_answer_form(view["state"]["values"]))
        await _redraw_below(caller, view, wanted)


async def taken_back(ack: AsyncAck, view: dict[str, Any], caller: Caller) -> None:
    await ack()
    delivery_id, wanted = _carried(view)
    async with caller.handle_errors():
        await journal.take_back(caller.who, delivery_id, caller.at)
        await _redraw_below(caller, view, wanted)


async def looked_back(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], caller: Caller
) -> None:
    await ack()
    async with caller.handle_errors():
        seen = await look_back(*caller.who, int(action["value"]))
        view = look_back_page(seen, caller.words)
        await caller.open(view)


async def _form(caller: Caller, what: str, delivery_id: int, window: dict[str, Any]) -> View:
    """Build the requested form; its metadata records the page shown by the modal below it."""
    below = window["private_metadata"] if window["type"] == "modal" else kept(Wanted())
    metadata = f"{delivery_id} {below}"
    if what == "withdraw":
        entry = await journal.entry(caller.who, delivery_id)
        return take_back_form(entry, caller.words, metadata)
    form = answer_form(await answers.card_of(caller, delivery_id), caller.words)
    form.callback_id, form.private_metadata = ids.JOURNAL_ANSWER_FORM, metadata
    return form


def _carried(view: dict[str, Any]) -> tuple[int, Wanted]:
    delivery, _, below = view["private_metadata"].partition(" ")
    return int(delivery), wanted_of(below)


async def _redraw_below(caller: Caller, view: dict[str, Any], wanted: Wanted) -> None:
    if view.get("previous_view_id"):
        await _redraw(caller, view["previous_view_id"], wanted)


async def _redraw_window(caller: Caller, window: dict[str, Any]) -> None:
    if window["type"] == "modal":
        await _redraw(caller, window["id"], wanted_of(window["private_metadata"]))


async def _redraw(caller: Caller, view_id: str, wanted: Wanted) -> None:
    await caller.client.views_update(view_id=view_id, view=await _drawn(caller, wanted))


async def _drawn(caller: Caller, wanted: Wanted) -> View:
    return journal_form(await journal.page(caller.who, wanted), caller.words)
