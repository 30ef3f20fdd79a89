"""`/coach show TRACK DAY`: preview a day as members get it, drafts included, to the coach only."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching.enrolment import assign
from bot.domain.answers.reply import Answer
from bot.domain.delivery.card import Card
from bot.domain.delivery.ledger import Form
from bot.domain.errors import CoachingError
from bot.domain.people.people import Coach
from bot.domain.practice.progress import Progress
from bot.domain.practice.track import Nudge, Track
from bot.slack.commands import ids
from bot.slack.delivery.card import nudge_card
from bot.slack.requests.middleware import Caller
from bot.slack.views.blocks import message, note

NO_DELIVERY = 0
"""Delivery id on a preview's buttons. No delivery has it, so nothing can be answered."""

ON_CARDS = re.compile(
    rf"^({ids.OUTCOME}\.|{ids.CHOICE}\.|{ids.CONFIDENCE}$|{ids.WRITE}$|{ids.PLAN}$|{ids.KEEP}$"
    rf"|{ids.SHARE}$|{ids.ASK_COACH}$)"
)

LONGEST_DAY = 3
"""Most digits in a day's number."""


def register(app: AsyncApp) -> None:
    """Register the listener for presses in a preview, before the one that takes answers."""
    app.action(ON_CARDS, matchers=[_is_preview])(pressed)


def track_and_day(rest: str) -> tuple[str, int] | None:
    """Parse a track and a day number; return None if there's no number."""
    *track, day = rest.split() or [""]
    if len(track) > 1 and track[-1].casefold() == "day":
        track.pop()
    is_day = day.isdecimal() and day.isascii() and len(day) <= LONGEST_DAY
    return (" ".join(track), int(day)) if track and is_day else None


async def show_day(caller: Caller, me: Coach, word: str, day: int) -> None:
    """
    Show one day as a complete message, without storing anything.

    Raises:
        CoachingError: There is no such track or day.
    """
    track = assign.track_for_coaches(caller.coaching, word)
    nudge = next((nudge for nudge in track.nudges if nudge.day == day), None)
    if nudge is None:
        raise CoachingError("error-no-such-day", track=track.title, days=len(track), day=day)
    card = nudge_card(_card(track, nudge, me), caller.words)
    said = caller.words.say("preview-note" if track.ready else "preview-draft")
    await caller.tell(message([note(said), *card.blocks]))


async def pressed(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await caller.say("notice-preview")


async def _is_preview(action: dict[str, Any]) -> bool:
    chosen = action.get("selected_option") or action
    return str(chosen.get("value")).partition(":")[0] == str(NO_DELIVERY)


def _card(track: Track, nudge: Nudge, me: Coach) -> Card:
    return Card(
        delivery_id=NO_DELIVERY,
        track=track.title,
        days=len(track),
        nudge=nudge,
        form=Form.FULL,
        reader="" if nudge.private else me.mention,
        helper=me.mention,
        answer=Answer(),
        progress=Progress(track.title, len(track), 0, 0, 0, 0, 0),
    )
