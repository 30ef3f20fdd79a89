"""Listeners for a coach's notes and promises: commands, forms, and a promise's buttons."""

import re
import uuid
from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching.follow_up import notes
from bot.coaching.people import roles
from bot.domain.errors import CoachingError
from bot.domain.follow_up.follow_up import working_days_after
from bot.domain.people.people import Coach, mention
from bot.domain.privacy.retention import KEPT
from bot.slack.commands import ids
from bot.slack.commands.form_origin import origin_of, read_origin
from bot.slack.commands.parse import Line, dated, first_person
from bot.slack.follow_up import queue
from bot.slack.follow_up.notes_view import note_form, promise_form, read_due, read_text
from bot.slack.practice.member_pages import problem, safe
from bot.slack.requests.incoming import read_words
from bot.slack.requests.middleware import Caller

CLOSED_AS = {ids.PROMISE_KEPT: "kept", ids.PROMISE_DROPPED: "dropped"}


def register(app: AsyncApp) -> None:
    """Register the listeners for the forms and for the promise buttons."""
    app.action(ids.NOTE)(open_note)
    app.action(ids.PROMISE)(open_promise)
    app.view(ids.NOTE_FORM)(note_given)
    app.view(ids.PROMISE_FORM)(promise_given)
    app.action(re.compile(f"^({ids.PROMISE_KEPT}|{ids.PROMISE_DROPPED})$"))(close)
    app.action(ids.PROMISE_MOVE)(move)
    app.action(ids.NOTE_DELETE)(delete)


async def note(caller: Caller, me: Coach, line: Line) -> None:
    """Answer `/coach note @user TEXT`."""
    about, rest = first_person(line)
    text = await read_words(caller, rest)
    await notes.note(caller.coaching, me, about, text, uuid.uuid4().hex)
    await caller.say("coach-noted", person=mention(about), days=KEPT.days)


async def promise(caller: Caller, me: Coach, line: Line) -> None:
    """Answer `/coach promise @user DATE TEXT`."""
    about, rest = first_person(line)
    due, text = dated(await read_words(caller, rest), _today(caller, me))
    await notes.promise(caller.coaching, me, about, due, text, uuid.uuid4().hex)
    await caller.say("coach-promised", person=mention(about), date=due)


async def open_note(ack: AsyncAck, body: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await roles.coach(*caller.who)
        origin = origin_of(body, caller)
        form = note_form(mention(origin.about), caller.words, str(origin))
        await caller.open(form)


async def open_promise(ack: AsyncAck, body: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        me = await roles.coach(*caller.who)
        origin, tomorrow = origin_of(body, caller), working_days_after(_today(caller, me), 1)
        form = promise_form(mention(origin.about), tomorrow, caller.words, str(origin))
        await caller.open(form)


async def note_given(ack: AsyncAck, view: dict[str, Any], caller: Caller) -> None:
    await ack()
    origin, text = read_origin(view), read_text(view["state"]["values"])
    async with caller.handle_errors():
        me = await roles.coach(*caller.who)
        await notes.note(caller.coaching, me, origin.about, text, view["id"])
        facts = {"person": mention(origin.about), "days": KEPT.days}
        await queue.done(caller, me, origin, "coach-noted", **facts)


async def promise_given(ack: AsyncAck, view: dict[str, Any], caller: Caller) -> None:
    values, origin = view["state"]["values"], read_origin(view)
    due, text = read_due(values), read_text(values)
    try:
        me = await roles.coach(*caller.who)
        notes.check_due(due, _today(caller, me))
    except CoachingError as refusal:
        errors = {ids.DUE_BLOCK: problem(refusal, caller.words)}
        await ack(response_action="errors", errors=errors)
        return
    await ack()
    async with caller.handle_errors():
        await notes.promise(caller.coaching, me, origin.about, due, text, view["id"])
        await queue.done(
            caller, me, origin, "coach-promised", person=mention(origin.about), date=due
        )


async def close(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    how = CLOSED_AS[action["action_id"]]
    async with caller.handle_errors():
        me = await roles.coach(*caller.who)
        await notes.close(caller.coaching, me, int(action["value"]), how)
        await queue.redraw(caller, me, action, caller.words.say(f"coach-promise-{how}"))


async def delete(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        me = await roles.coach(*caller.who)
        await notes.delete_note(caller.coaching, me, int(action["value"]))
        await queue.redraw(caller, me, action, caller.words.say("coach-note-deleted"))


async def move(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    promised, _, days = action["selected_option"]["value"].partition(":")
    async with caller.handle_errors():
        me = await roles.coach(*caller.who)
        due = await notes.move(caller.coaching, me, int(promised), int(days))
        said = caller.words.say("coach-promise-moved", **safe({"date": due}, caller.words))
        await queue.redraw(caller, me, action, said)


def _today(caller: Caller, me: Coach) -> date:
    return caller.coaching.clock().astimezone(me.zone).date()
