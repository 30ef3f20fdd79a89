"""The check-in after a silence: one question, four buttons, and the choice made."""

import re
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.blocks import Block

from bot.coaching.check_ins import check_in
from bot.domain.check_ins.check_in import PAUSING, Choice
from bot.domain.delivery.card import CheckIn
from bot.slack.commands import ids
from bot.slack.delivery.kind_view import KindView
from bot.slack.requests.middleware import Caller
from bot.slack.schedule.settings import open_form
from bot.slack.views.blocks import Message, actions, button, escape, message, note, section, when
from bot.slack.views.say import Say


def check_in_card(check_in: CheckIn, words: Say) -> Message:
    """Ask what would suit, and say that nothing comes until then. No counts, no reproach."""
    if check_in.answered:
        told = note(_chosen(check_in, words), _following(check_in, words))
        return message([told, *_undo(check_in, words)])
    about = {"track": escape(check_in.track)}
    return message(
        [
            section(words.say("check-in-last" if check_in.is_last else "check-in", **about)),
            actions(
                *(
                    button(
                        words.say(f"check-in-{choice}"),
                        f"{ids.CHECK_IN}.{choice}",
                        check_in.delivery_id,
                    )
                    for choice in Choice
                )
            ),
            note(words.say("check-in-nothing-more" if check_in.is_last else "check-in-still")),
        ]
    )


def _undo(check_in: CheckIn, words: Say) -> list[Block]:
    if check_in.choice not in PAUSING or not check_in.is_paused:
        return []
    undo = button(words.say("check-in-undo"), ids.CHECK_IN_UNDO, check_in.delivery_id)
    return [actions(undo)]


def _chosen(check_in: CheckIn, words: Say) -> str:
    if check_in.choice is None:
        return words.say("check-in-back")
    if check_in.choice is Choice.TRACK and not check_in.coach:
        return words.say("check-in-chose-other-track-nobody")
    return words.say(f"check-in-chose-{check_in.choice}", coach=check_in.coach)


def _following(check_in: CheckIn, words: Say) -> str:
    if check_in.choice is Choice.TRACK or check_in.following is None:
        return ""
    moment = when(check_in.following, ZoneInfo(check_in.zone), words.language)
    return words.say("next-nudge", when=moment)


def register(app: AsyncApp) -> None:
    """Register the listeners for the four answers, and for taking one back."""
    app.action(f"{ids.CHECK_IN}.{Choice.TIME}")(change_time)
    app.action(re.compile(rf"^{re.escape(ids.CHECK_IN)}\."))(chosen)
    app.action(ids.CHECK_IN_UNDO)(undone)


async def chosen(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    choice = Choice(action["action_id"].removeprefix(f"{ids.CHECK_IN}."))
    async with caller.handle_errors():
        await check_in.answer(*caller.who, int(action["value"]), choice)


async def change_time(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    """Open the settings; the choice is made when they are saved."""
    await ack()
    async with caller.handle_errors():
        await check_in.check_own(*caller.who, int(action["value"]))
        await open_form(caller, int(action["value"]))


async def undone(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await check_in.undo(*caller.who, int(action["value"]))


VIEWS = (KindView(CheckIn, check_in_card, register),)
