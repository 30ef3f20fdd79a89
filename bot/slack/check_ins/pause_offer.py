"""The single offer sent during a long pause, and the choice made."""

import re
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.blocks import ButtonElement, ConfirmObject

from bot.coaching.check_ins import pause_offer
from bot.domain.check_ins.pause_offer import PauseChoice
from bot.domain.delivery.card import PauseOffer
from bot.domain.practice.track import Nudge
from bot.slack.commands import ids
from bot.slack.delivery.kind_view import KindView
from bot.slack.practice.member_pages import NONE
from bot.slack.requests.middleware import Caller
from bot.slack.views.blocks import (
    Message,
    actions,
    button,
    escape,
    message,
    note,
    section,
    shorten,
    when,
)
from bot.slack.views.say import Say

LONGEST_QUESTION = 300
"""Longest text in Slack's confirmation dialog, in characters."""


def pause_offer_card(rest: PauseOffer, words: Say) -> Message:
    """Show their progress and three buttons, and say that this is asked only once."""
    if rest.answered:
        return message([note(_chosen(rest, words))])
    return message(
        [
            section(words.say("rest", track=escape(rest.track), next=ahead(rest.nudge, words))),
            actions(*(_button(rest, choice, words) for choice in PauseChoice)),
            note(words.say("rest-once")),
        ]
    )


def ahead(nudge: Nudge | None, words: Say) -> str:
    """Name the next day by number and title, or return `NONE` at the end of a track."""
    if nudge is None:
        return NONE
    return words.say("ahead", day=nudge.day, title=escape(nudge.title))


def _button(rest: PauseOffer, choice: PauseChoice, words: Say) -> ButtonElement:
    shown = button(words.say(f"rest-{choice}"), f"{ids.REST}.{choice}", rest.delivery_id)
    if choice is PauseChoice.STOP:
        shown.confirm = ConfirmObject(
            title=words.say("rest-stop-title"),
            text=shorten(_sure(rest, words), LONGEST_QUESTION),
            confirm=words.say("rest-stop"),
            deny=words.say("form-cancel"),
        )
    return shown


def _sure(rest: PauseOffer, words: Say) -> str:
    key = "rest-stop-sure" if rest.coach else "rest-stop-sure-nobody"
    return words.say(key, track=escape(rest.track), coach=rest.coach)


def _chosen(rest: PauseOffer, words: Say) -> str:
    if rest.choice is PauseChoice.STOP:
        key = "rest-chose-stop" if rest.coach else "rest-chose-stop-nobody"
        return words.say(key, track=escape(rest.track), coach=rest.coach)
    if rest.choice is PauseChoice.PEACE:
        return words.say("rest-chose-peace")
    if rest.following is None:
        return words.say("rest-over")
    moment = when(rest.following, ZoneInfo(rest.zone), words.language)
    return words.say("rest-chose-carry-on", when=moment, next=ahead(rest.nudge, words))


def register(app: AsyncApp) -> None:
    """Register the listener for its three answers."""
    app.action(re.compile(rf"^{re.escape(ids.REST)}\."))(chosen)


async def chosen(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    choice = PauseChoice(action["action_id"].removeprefix(f"{ids.REST}."))
    async with caller.handle_errors():
        await pause_offer.answer(*caller.who, int(action["value"]), choice)


VIEWS = (KindView(PauseOffer, pause_offer_card, register),)
