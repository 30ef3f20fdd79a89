"""Listeners for the buttons below a line that Baton wasn't sure about, or took for a wish."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching.answers import reply, said
from bot.coaching.answers.reply import Typed
from bot.coaching.check_ins import pause_offer
from bot.domain.errors import CoachingError
from bot.slack.answers import said_view
from bot.slack.answers.answers import typed_of
from bot.slack.client.find_message import message_at
from bot.slack.commands import ids
from bot.slack.requests.message_events import Written, read_message
from bot.slack.requests.middleware import Caller


def register(app: AsyncApp) -> None:
    """Register the listeners that put a wrong guess right, and those of wishes without a card."""
    app.shortcut(ids.SAID_MESSAGE)(not_meant)
    app.action(ids.SAID_ANSWER)(was_answer)
    app.action(ids.SAID_COACH)(for_coach)
    app.action(ids.SAID_NOT_ANSWER)(not_answer)
    app.action(ids.SAID_ASK)(ask_coach)
    app.action(ids.SAID_STOP)(stop)


async def not_meant(ack: AsyncAck, body: dict[str, Any], caller: Caller) -> None:
    """Offer to file a line elsewhere, from the menu of any message to Baton."""
    await ack()
    async with caller.handle_errors():
        channel, written = body.get("channel"), body.get("message")
        if not (isinstance(channel, dict) and isinstance(written, dict)):
            raise CoachingError("error-line-not-yours")
        line = await _typed(caller, written, str(channel.get("id") or ""))
        if line is None:
            raise CoachingError("error-line-not-yours")
        key, facts = await said.look(caller.coaching, line)
        await caller.tell(said_view.said(key, caller.words, **facts))


async def was_answer(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], caller: Caller
) -> None:
    await ack()
    async with caller.handle_errors():
        line = await _line(caller, action, body)
        title = await said.answer(caller.coaching, line)
        if title:
            await caller.correct("notice-filed", nudge=title)


async def for_coach(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], caller: Caller
) -> None:
    await ack()
    async with caller.handle_errors():
        line = await _line(caller, action, body)
        coach, is_sent = await said.send_to_coach(caller.coaching, line)
        key = "notice-sent-to-coach" if is_sent else "notice-asked-without-words"
        await caller.correct(key, coach=coach.mention)


async def not_answer(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], caller: Caller
) -> None:
    await ack()
    async with caller.handle_errors():
        line = await _line(caller, action, body)
        await said.take_back(caller.coaching, line)
        coach = await said.coach_of(*caller.who)
        facts = {"line": action["value"], "coach": coach}
        await caller.redraw(said_view.said("said-taken-back", caller.words, **facts))


async def ask_coach(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        coach, is_news = await reply.ask_coach(*caller.who)
        await caller.say("notice-asked" if is_news else "notice-asked-before", coach=coach)


async def stop(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        track = await pause_offer.stop_for_good(*caller.who)
        await caller.correct("notice-stopped-for-good", track=track)


async def _line(caller: Caller, action: dict[str, Any], body: dict[str, Any]) -> Typed:
    """
    Read the line that a button carries the place of, as it is now in Slack.

    Raises:
        CoachingError: It has been deleted, isn't theirs, or can't be read now.
    """
    channel = str((body.get("container") or {}).get("channel_id") or "")
    ts, _, thread_ts = str(action.get("value") or "").partition(":")
    message = await message_at(caller.client, channel, ts, thread_ts)
    line = await _typed(caller, message or {}, channel)
    if line is None:
        raise CoachingError("error-line-gone")
    return line


async def _typed(caller: Caller, message: dict[str, Any], channel: str) -> Typed | None:
    """Return a message as the use cases take it; None if it isn't the caller's line to Baton."""
    read = read_message({**message, "channel": channel})
    if not isinstance(read, Written) or read.user != caller.slack_id:
        return None
    line = await typed_of(caller, read)
    changed = (message.get("edited") or {}).get("ts")
    return replace(line, at=datetime.fromtimestamp(float(changed), UTC)) if changed else line
