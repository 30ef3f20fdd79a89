"""Listeners for help before a hard talk: `/nudge help me with …`, shortcuts, *Do this now*."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching.practice import help_me
from bot.coaching.privacy import safety
from bot.domain.errors import CoachingError
from bot.slack.commands import ids
from bot.slack.practice import help_me_view as views
from bot.slack.practice.member_pages import problem
from bot.slack.requests.incoming import read_words
from bot.slack.requests.middleware import Caller
from bot.slack.requests.rich_text import words_of

MOST_OF_A_MESSAGE = 150
"""Most characters of a message that its shortcut copies into the form."""


def register(app: AsyncApp) -> None:
    """Register the listeners for the shortcuts, their form, and the button under each nudge."""
    app.shortcut(ids.HELP_WITH_TALK)(open_form)
    app.shortcut(ids.HELP_WITH_MESSAGE)(open_form)
    app.action(ids.HELP_OPEN)(open_empty_form)
    app.view(ids.HELP_FORM)(asked)
    app.action(ids.DO_NOW)(do_now)
    app.action(ids.HELP_ASK_COACH)(ask_coach)


async def help_with(caller: Caller, words: str) -> None:
    """Answer `/nudge help` followed by text."""
    found = await help_me.find(*caller.who, words)
    if found:
        await caller.tell(views.found(found, words, caller.words))


async def open_form(ack: AsyncAck, body: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        about = await read_words(caller, words_of(body.get("message") or {}))
        if safety.concern(caller.coaching, about):
            about = ""
        await caller.open(views.help_form(caller.words, about[:MOST_OF_A_MESSAGE].strip()))


async def open_empty_form(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await caller.open(views.help_form(caller.words, ""))


async def asked(ack: AsyncAck, view: dict[str, Any], caller: Caller) -> None:
    words = views.read_help_form(view["state"]["values"])
    try:
        found = await help_me.find(*caller.who, words)
    except CoachingError as refusal:
        errors = {ids.HELP_BLOCK: problem(refusal, caller.words)}
        await ack(response_action="errors", errors=errors)
        return
    if found:
        await ack(response_action="update", view=views.found_form(found, words, caller.words))
    else:
        await ack()


async def do_now(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], caller: Caller
) -> None:
    await ack()
    async with caller.handle_errors():
        key, facts = await _send(caller, action["value"])
        await _tell(caller, body, key, facts)


async def ask_coach(ack: AsyncAck, body: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        coach = await help_me.ask_coach(*caller.who)
        await _tell(caller, body, "notice-asked", {"coach": coach})


async def _tell(caller: Caller, body: dict[str, Any], key: str, facts: dict[str, object]) -> None:
    """Say it where they pressed: in the modal, or below the message."""
    if (body.get("view") or {}).get("type") == "modal":
        window = views.told_form(key, caller.words, **facts)
        await caller.client.views_update(view_id=body["view"]["id"], view=window)
    else:
        await caller.say(key, **facts)


async def _send(caller: Caller, nudge_id: str) -> tuple[str, dict[str, object]]:
    """Send the nudge; return the text key and facts to show, so that refusals fit a modal too."""
    try:
        await help_me.do_now(*caller.who, nudge_id)
    except CoachingError as refusal:
        return refusal.key, refusal.facts
    return "help-sent", {}
