"""Listeners for `/coach digest` and `/coach settings`: the week's digest and its schedule."""

from datetime import time
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching.follow_up import digest
from bot.coaching.people import roles
from bot.domain.errors import CoachingError
from bot.domain.people.people import Coach
from bot.domain.schedule.typed_dates import read_time
from bot.slack.commands import ids
from bot.slack.commands.parse import Line
from bot.slack.follow_up.coach_settings import coach_settings_form, read_coach_settings
from bot.slack.follow_up.digest_view import digest_page
from bot.slack.requests.middleware import Caller

OFF = frozenset({"off", "no", "none", "never", "stop"})
ON = frozenset({"on", "yes"})


def register(app: AsyncApp) -> None:
    """Register the listeners for the digest's buttons and the settings form."""
    app.action(ids.DIGEST_OFF)(switch_off)
    app.action(ids.DIGEST_ON)(switch_on)
    app.action(ids.COACH_SETTINGS)(open_settings)
    app.view(ids.COACH_SETTINGS_FORM)(settings_given)


async def typed(caller: Caller, me: Coach, line: Line) -> None:
    """Answer `/coach digest [off | on | 08:30]`."""
    word = line.words.casefold().removeprefix("at ").strip()
    if not word:
        told = await digest.digest(caller.coaching, me)
        await caller.tell(digest_page(told, caller.words, me.digest_at))
    elif word in OFF:
        await _set(caller, me, None)
    else:
        at = digest.USUAL if word in ON else read_time(word)
        if at is None:
            raise CoachingError("error-digest-unclear", text=line.words)
        await _set(caller, me, at)


async def settings(caller: Caller, me: Coach, line: Line) -> None:
    """Answer `/coach settings`: open the settings form."""
    await _open_form(caller, me)


async def _open_form(caller: Caller, me: Coach) -> None:
    form = coach_settings_form(me, digest.USUAL, caller.words)
    await caller.open(form)


async def open_settings(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await _open_form(caller, await roles.coach(*caller.who))


async def settings_given(ack: AsyncAck, view: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        me = await roles.coach(*caller.who)
        await _set(caller, me, read_coach_settings(view["state"]["values"]))


async def switch_off(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await _set(caller, await roles.coach(*caller.who), None)


async def switch_on(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await _set(caller, await roles.coach(*caller.who), digest.USUAL)


async def _set(caller: Caller, me: Coach, at: time | None) -> None:
    await digest.set_hour(caller.coaching, me, at)
    if at is None:
        await caller.say("digest-off")
    else:
        await caller.say("digest-on", at=f"{at:%H:%M}", zone=me.zone.key)
