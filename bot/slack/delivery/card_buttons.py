"""Buttons on a nudge's card: outcomes, snooze, confidence rating, who may read the answer."""

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    InteractiveElement,
    Option,
    StaticSelectElement,
)

from bot.domain.answers.reply import Outcome
from bot.domain.answers.snooze import Later
from bot.domain.delivery.card import Card
from bot.domain.practice.track import Nudge, ReplyKind
from bot.slack.answers.answer_lines import RATINGS, rating
from bot.slack.commands import ids
from bot.slack.views.blocks import actions, button
from bot.slack.views.say import Say

STILL_OPEN = (Outcome.NOT_YET, Outcome.STUCK)
"""Outcomes that keep the act on the card, with its smaller version and the coach's button."""


def choices(card: Card) -> ActionsBlock:
    """Build one button for each option of the day."""
    return actions(
        *(
            button(choice, f"{ids.CHOICE}.{n}", f"{card.delivery_id}:{n}")
            for n, choice in enumerate(card.nudge.choices)
        )
    )


def outcomes(card: Card, words: Say) -> list[InteractiveElement]:
    """Build the four outcome buttons, in one row."""
    return [outcome_button(card, outcome, words) for outcome in Outcome]


def later(card: Card, words: Say) -> InteractiveElement:
    """Build the snooze control; a nudge that's back from one can only move to tomorrow."""
    if card.is_back:
        value = f"{card.delivery_id}:{Later.TOMORROW}"
        return button(words.say("later-again-tomorrow"), ids.LATER, value)
    options = [
        Option(text=words.say(f"later-{later}"), value=f"{card.delivery_id}:{later}")
        for later in Later
    ]
    return StaticSelectElement(
        placeholder=words.say("card-later"), action_id=ids.LATER, options=options
    )


def outcome_button(card: Card, outcome: Outcome, words: Say) -> ButtonElement:
    """Build an outcome button; *did* is the primary button unless a plan or choice comes first."""
    stands_out = outcome is Outcome.DID and not asks_for_more(card.nudge)
    return button(
        words.say(f"outcome-{outcome}"),
        f"{ids.OUTCOME}.{outcome}",
        card.delivery_id,
        "primary" if stands_out else None,
    )


def asks_for_more(nudge: Nudge) -> bool:
    """Return True if a plan or choice comes first, so no outcome may be the primary button."""
    return nudge.reply is ReplyKind.PLAN or bool(nudge.choices)


def confidence(card: Card, words: Say) -> ActionsBlock:
    """Build the confidence select, 1 to 5."""
    options = [Option(text=rating(n, words), value=f"{card.delivery_id}:{n}") for n in RATINGS]
    return actions(
        StaticSelectElement(
            placeholder=words.say("card-confidence"), action_id=ids.CONFIDENCE, options=options
        )
    )


def is_kept(card: Card) -> bool:
    """Return True if only the member may read the answer."""
    return card.answer.private or card.is_kept


def stays_open(card: Card) -> bool:
    """Return True if the act stays on the card after the answer."""
    return card.answer.outcome in STILL_OPEN


def afterwards(card: Card, words: Say) -> list[InteractiveElement]:
    """Return the buttons of an answered card."""
    pressable: list[InteractiveElement] = [*_ways_on(card, words), *_changes(card, words)]
    if card.nudge.private:
        return pressable
    shared = [sharing(card, words)] if card.is_earlier and not is_kept(card) else []
    return [*pressable, *shared, keeping(card, words)]


def sharing(card: Card, words: Say) -> ButtonElement:
    """Build the button that lets the current coach read an answer from before their time."""
    return button(words.say("card-share"), ids.SHARE, card.delivery_id)


def keeping(card: Card, words: Say) -> ButtonElement:
    """Build the button that keeps an answer private or shares it, before or after it's given."""
    key, action = ("card-share", ids.SHARE) if is_kept(card) else ("card-keep", ids.KEEP)
    return button(words.say(key), action, card.delivery_id)


def _ways_on(card: Card, words: Say) -> list[InteractiveElement]:
    """Return the buttons for *not yet* and *stuck*; for *stuck*, asking the coach comes first."""
    if not stays_open(card):
        return []
    ways: list[InteractiveElement] = [outcome_button(card, Outcome.DID, words)]
    if card.helper and not card.nudge.private:
        ask = button(words.say("card-ask-coach"), ids.ASK_COACH, card.delivery_id)
        ways.insert(0 if card.answer.outcome is Outcome.STUCK else 1, ask)
    return ways


def _changes(card: Card, words: Say) -> list[InteractiveElement]:
    wordless = card.nudge.reply is ReplyKind.TEXT and not card.answer.words
    write = words.say("card-add" if wordless else "card-change")
    changes: list[InteractiveElement] = [button(write, ids.WRITE, card.delivery_id)]
    if card.answer.plan:
        changes.insert(0, button(words.say("card-change-plan"), ids.PLAN, card.delivery_id))
    return changes
