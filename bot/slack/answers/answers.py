"""Listeners for members' answers to nudges: typed, tapped, or entered in a form."""

import logging
import re
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.coaching.answers import reply, said, snooze
from bot.coaching.answers.reply import Typed
from bot.coaching.delivery import cards
from bot.coaching.follow_up import conversation
from bot.coaching.plans import plans
from bot.coaching.ports import Place
from bot.domain.answers.reply import Outcome, Reply
from bot.domain.answers.snooze import Later
from bot.domain.delivery.card import Card
from bot.domain.errors import CoachingError
from bot.slack.answers.answer_forms import (
    AnswerGiven,
    answer_form,
    plan_form,
    read_answer_form,
    read_kept,
    read_plan_form,
)
from bot.slack.commands import ids
from bot.slack.plans.plan_time_fields import field_of, read_moment
from bot.slack.practice.member_pages import problem
from bot.slack.requests.incoming import read_words
from bot.slack.requests.message_events import Deleted, NotForUs, Written, read_message
from bot.slack.requests.middleware import Caller

log = logging.getLogger(__name__)


def register(app: AsyncApp) -> None:
    """Register the listeners for every kind of answer."""
    app.event("message")(message)
    app.action(re.compile(rf"^{ids.OUTCOME}\."))(outcome)
    app.action(re.compile(rf"^{ids.CHOICE}\."))(choice)
    app.action(ids.CONFIDENCE)(confidence)
    app.action(re.compile(f"^({ids.WRITE}|{ids.PLAN})$"))(open_form)
    app.action(re.compile(f"^({ids.KEEP}|{ids.SHARE})$"))(keep_or_share)
    app.action(ids.ASK_COACH)(ask_coach)
    app.action(ids.NOT_MEANT)(not_meant)
    app.action(re.compile(rf"^{ids.LATER}(\.|$)"))(put_off)
    app.view(ids.ANSWER_FORM)(answer_given)
    app.view(ids.PLAN_FORM)(plan_given)


async def message(event: dict[str, Any], context: AsyncBoltContext, caller: Caller) -> None:
    read = read_message(event, context.bot_user_id or "")
    if isinstance(read, NotForUs):
        log.debug("A message event is nobody's answer: %s.", read.why)
        return
    caller = replace(caller, slack_id=read.user)
    async with caller.handle_errors():
        if isinstance(read, Written):
            await _written(caller, await typed_of(caller, read))
        else:
            await _deleted(caller, _gone(caller, read))


async def _written(caller: Caller, typed: Typed) -> None:
    """Do what a member means by a line; an edit that leaves no text is a deletion."""
    if typed.edited and not typed.text.strip():
        await _deleted(caller, typed)
    else:
        await said.typed(caller.coaching, typed)


async def _deleted(caller: Caller, typed: Typed) -> None:
    if not await conversation.deleted(caller.coaching, typed):
        await reply.deleted(caller.coaching, typed)


async def outcome(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    tapped = Outcome(action["action_id"].removeprefix(f"{ids.OUTCOME}."))
    async with caller.handle_errors():
        await reply.tapped(*caller.who, int(action["value"]), Reply(outcome=tapped, at=caller.at))


async def choice(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    delivery_id, index = _pair(action["value"])
    async with caller.handle_errors():
        card = await card_of(caller, delivery_id)
        chosen = _option(card, index)
        await reply.tapped(*caller.who, delivery_id, Reply(choice=chosen, at=caller.at))


async def confidence(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    delivery_id, rating = _pair(action["selected_option"]["value"])
    async with caller.handle_errors():
        await reply.tapped(*caller.who, delivery_id, Reply(confidence=rating, at=caller.at))


async def open_form(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    caller: Caller,
) -> None:
    await ack()
    async with caller.handle_errors():
        card = await card_of(caller, int(action["value"]))
        form = plan_form if action["action_id"] == ids.PLAN else answer_form
        await caller.open(form(card, caller.words))


async def keep_or_share(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    private = action["action_id"] == ids.KEEP
    async with caller.handle_errors():
        await reply.keep_private(*caller.who, int(action["value"]), private=private, at=caller.at)


async def ask_coach(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        coach, is_news = await reply.ask_coach(*caller.who, int(action["value"]))
        await caller.say("notice-asked" if is_news else "notice-asked-before", coach=coach)


async def not_meant(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    delivery_id, _, source = str(action.get("value") or "").partition(":")
    async with caller.handle_errors():
        if source:
            await reply.show_again(*caller.who, int(delivery_id), source)
        await caller.correct("safety-cleared")


async def put_off(ack: AsyncAck, action: dict[str, Any], caller: Caller) -> None:
    await ack()
    chosen = action["selected_option"]["value"] if "selected_option" in action else action["value"]
    delivery_id, _, wanted = chosen.partition(":")
    async with caller.handle_errors():
        await snooze.put_off(*caller.who, int(delivery_id), Later(wanted))


async def answer_given(ack: AsyncAck, view: dict[str, Any], caller: Caller) -> None:
    delivery_id, given = int(view["private_metadata"]), read_answer_form(view["state"]["values"])
    await ack()
    async with caller.handle_errors():
        await give(caller, delivery_id, given)


async def give(caller: Caller, delivery_id: int, given: AnswerGiven) -> None:
    """
    Record an answer form; it replaces the whole answer.

    Raises:
        CoachingError: The card isn't theirs, or is gone.
    """
    card = await card_of(caller, delivery_id)
    answer = Reply(
        outcome=given.outcome,
        text=given.text,
        choice=_option(card, given.choice),
        plan=card.answer.plan,
        confidence=given.confidence,
        private=given.private,
        at=caller.at,
    )
    await reply.tapped(*caller.who, delivery_id, answer, whole=True)


async def plan_given(ack: AsyncAck, view: dict[str, Any], caller: Caller) -> None:
    delivery_id, values = int(view["private_metadata"]), view["state"]["values"]
    when = read_moment(values)
    try:
        wanted = await plans.wanted(*caller.who, when)
    except CoachingError as refusal:
        await caller.send_back(ack, {field_of(when, refusal): problem(refusal, caller.words)})
        return
    await ack()
    async with caller.handle_errors():
        card = await card_of(caller, delivery_id)
        plan = read_plan_form(card.nudge.plan, values)
        planned = Reply(plan=plan, private=read_kept(values), wanted=wanted, at=caller.at)
        await reply.tapped(*caller.who, delivery_id, planned)


async def card_of(caller: Caller, delivery_id: int) -> Card:
    """
    Return one of the caller's cards in its current state.

    Raises:
        CoachingError: It isn't theirs, or is gone.
    """
    card = await cards.card(caller.coaching, caller.workspace.id, caller.slack_id, delivery_id)
    if card is None:
        raise CoachingError("error-card-gone")
    return card


def _option(card: Card, index: int | None) -> str:
    """Return the option at an index; its author may have removed some since the card was sent."""
    if index is None:
        return ""
    if index >= len(card.nudge.choices):
        raise CoachingError("error-card-gone")
    return card.nudge.choices[index]


def _pair(value: str) -> tuple[int, int]:
    first, _, second = value.partition(":")
    return int(first), int(second)


async def typed_of(caller: Caller, read: Written) -> Typed:
    """Return what a member wrote as the use cases take it."""
    return Typed(
        workspace=caller.workspace,
        slack_id=read.user,
        place=Place(read.channel, read.ts),
        thread_ts=read.thread_ts,
        text=await read_words(caller, read.text),
        at=read.at,
        has_file=read.has_file,
        edited=read.edited,
    )


def _gone(caller: Caller, read: Deleted) -> Typed:
    place = Place(read.channel, read.ts)
    return Typed(caller.workspace, read.user, place, read.thread_ts, text="", at=read.at)
