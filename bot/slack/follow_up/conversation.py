"""Listeners for messages from a coach to a member through Baton, and for the answers."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching.follow_up import conversation, follow_up
from bot.coaching.people import roles
from bot.domain.answers.reply import Reply
from bot.domain.people.people import mention
from bot.slack.commands import ids
from bot.slack.commands.form_origin import origin_of, read_origin
from bot.slack.follow_up import queue
from bot.slack.follow_up.conversation_view import answer_coach_form, write_form
from bot.slack.follow_up.notes_view import read_text
from bot.slack.follow_up.roster_view import stands
from bot.slack.requests.middleware import Caller


def register(app: AsyncApp) -> None:
    """Register the listeners for both buttons and both forms."""
    app.action(ids.WRITE_TO)(open_write)
    app.view(ids.WRITE_FORM)(written)
    app.action(ids.ANSWER_COACH)(open_answer)
    app.view(ids.ANSWER_COACH_FORM)(answered)


async def open_write(ack: AsyncAck, body: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        me = await roles.coach(*caller.who)
        origin = origin_of(body, caller)
        away, until = await follow_up.away(caller.coaching, me, origin.about)
        said = stands(away, until, caller.words) if away else ""
        form = write_form(mention(origin.about), said, caller.words, str(origin))
        await caller.open(form)


async def written(ack: AsyncAck, view: dict[str, Any], caller: Caller) -> None:
    await ack()
    origin, text = read_origin(view), read_text(view["state"]["values"])
    async with caller.handle_errors():
        me = await roles.coach(*caller.who)
        arrived = await conversation.write(caller.coaching, me, origin.about, text, view["id"])
        key = "coach-wrote" if arrived else "coach-writing"
        await queue.done(caller, me, origin, key, person=mention(origin.about))


async def open_answer(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], caller: Caller
) -> None:
    await ack()
    async with caller.handle_errors():
        form = answer_coach_form(action["value"], caller.words)
        await caller.open(form)


async def answered(ack: AsyncAck, view: dict[str, Any], caller: Caller) -> None:
    await ack()
    text = read_text(view["state"]["values"]).strip()
    reply = Reply(source=view["id"], text=text, at=caller.at)
    async with caller.handle_errors():
        await conversation.given(*caller.who, int(view["private_metadata"]), reply)
