"""Preview every message and form of one day, for somebody who answers it."""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.answers.reply import Answer, Outcome
from bot.domain.delivery.card import Card
from bot.domain.delivery.ledger import Form
from bot.domain.practice.progress import Progress
from bot.domain.practice.track import Nudge, ReplyKind
from bot.domain.practice.wordings import SECOND, in_wording
from bot.playground.gallery.figures import NOW, TYPICAL
from bot.playground.gallery.screen import Piece, Say, show
from bot.slack.answers.answer_forms import answer_form, plan_form
from bot.slack.delivery.card import nudge_card
from bot.slack.views.blocks import BLANK

SAID = "They asked who signs off the rota. I had never said."
FILLED = "Tuesday after the handover"


def screens(title: str, days: int, nudge: Nudge, words: Say) -> Iterator[Piece]:
    """Yield the day's messages and forms, in the order a member sees them."""
    card = _card(title, days, nudge)
    yield show("The message", nudge_card, card, words)
    if nudge.also:
        other = replace(card, nudge=in_wording(nudge, SECOND))
        yield show("The other wording", nudge_card, other, words)
    if nudge.reply is ReplyKind.PLAN:
        yield show("The plan", plan_form, card, words)
    yield show("The form", answer_form, card, words)
    yield show("Answered", nudge_card, _answered(card, _answer(nudge, Outcome.DID)), words)
    stuck = Answer(outcome=Outcome.STUCK, private=nudge.private, at=NOW)
    yield show("Stuck, with the smaller version", nudge_card, _answered(card, stuck), words)
    yield from _later(card, words)


def _later(card: Card, words: Say) -> Iterator[Piece]:
    """Yield the messages that may follow on other days."""
    nudge = card.nudge
    forms = (
        (nudge.smaller, Form.SMALLER, "The smaller version, later"),
        (nudge.again, Form.AGAIN, "Again, another time"),
        (nudge.review, Form.REVIEW, "The review"),
    )
    for written, form, name in forms:
        if written:
            yield show(name, nudge_card, replace(card, form=form), words)
    if nudge.review:
        recalled = _answered(replace(card, form=Form.REVIEW), _answer(nudge, Outcome.DID))
        yield show("The review, answered", nudge_card, recalled, words)


def _card(title: str, days: int, nudge: Nudge) -> Card:
    coach = TYPICAL.coach.mention
    return Card(
        delivery_id=nudge.day,
        track=title,
        days=days,
        nudge=nudge,
        form=Form.FULL,
        reader="" if nudge.private else coach,
        helper=coach,
        answer=Answer(),
        progress=Progress(title, days, nudge.day, nudge.day - 1, 0, 1, 1),
    )


def _answered(card: Card, answer: Answer) -> Card:
    done = replace(card.progress, answered=card.nudge.day, did=1)
    return replace(card, answer=answer, progress=done)


def _answer(nudge: Nudge, outcome: Outcome) -> Answer:
    typed = SAID if nudge.reply is ReplyKind.TEXT and not nudge.private else ""
    return Answer(
        outcome=outcome,
        words=(typed,) if typed else (),
        form_text=typed,
        choice=nudge.choices[-1] if nudge.choices else "",
        plan=BLANK.sub(FILLED, nudge.plan) if nudge.reply is ReplyKind.PLAN else "",
        confidence=4 if nudge.confidence else None,
        private=nudge.private,
        at=NOW,
    )
