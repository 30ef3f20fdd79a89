"""Everything that Slack will show of one day, to somebody who answers it."""

from collections.abc import Iterator

from bot.domain.card import Card
from bot.domain.ledger import Form
from bot.domain.progress import Progress
from bot.domain.reply import Answer, Outcome
from bot.domain.track import Nudge, ReplyKind
from bot.playground.gallery.figures import NOW, TYPICAL
from bot.playground.gallery.piece import Piece, Say, show
from bot.slack.views.blocks import BLANK
from bot.slack.views.card import nudge_card
from bot.slack.views.forms import answer_form, plan_form

SAID = "They asked who signs off the rota. I had never said."
FILLED = "Tuesday after the handover"


def screens(title: str, days: int, nudge: Nudge, words: Say) -> Iterator[Piece]:
    """The day's messages and forms, in the order a member meets them."""

    def card(form: Form = Form.FULL, answer: Answer | None = None) -> Card:
        done = answer is not None
        return Card(
            delivery_id=nudge.day,
            track=title,
            days=days,
            nudge=nudge,
            form=form,
            reader="" if nudge.private else TYPICAL.coach.mention,
            helper=TYPICAL.coach.mention,
            answer=answer or Answer(),
            progress=Progress(title, days, nudge.day, nudge.day - (not done), done, 1, 1),
        )

    yield show("The message", nudge_card, card(), words)
    if nudge.reply is ReplyKind.PLAN:
        yield show("The plan", plan_form, card(), words)
    yield show("The form", answer_form, card(), words)
    yield show("Answered", nudge_card, card(answer=_answer(nudge, Outcome.DID)), words)
    stuck = Answer(outcome=Outcome.STUCK, private=nudge.private, at=NOW)
    yield show("Stuck, with the smaller version", nudge_card, card(answer=stuck), words)
    if nudge.smaller:
        yield show("The smaller version, later", nudge_card, card(Form.SMALLER), words)
    if nudge.again:
        yield show("Again, another time", nudge_card, card(Form.AGAIN), words)
    if nudge.review:
        yield show("The review", nudge_card, card(Form.REVIEW), words)
        recalled = card(Form.REVIEW, _answer(nudge, Outcome.DID))
        yield show("The review, answered", nudge_card, recalled, words)


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
