"""Blocks of a nudge's card: the whole act while it's open, a few lines once answered."""

from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    SectionBlock,
)

from bot.domain.answers.reply import Answer, Outcome
from bot.domain.delivery.card import Card
from bot.domain.delivery.ledger import Form
from bot.domain.practice.track import ReplyKind
from bot.slack.answers.answer_lines import answer_line
from bot.slack.commands import ids
from bot.slack.delivery.card_buttons import (
    afterwards,
    asks_for_more,
    choices,
    confidence,
    is_kept,
    keeping,
    later,
    outcomes,
    stays_open,
)
from bot.slack.plans.plans_view import standing
from bot.slack.views.blocks import (
    actions,
    bar,
    button,
    escape,
    note,
    quote,
    section,
    when,
    with_gaps,
)
from bot.slack.views.say import Say


def waiting(card: Card, words: Say) -> list[Block]:
    """Show track and day, the act, its question, the buttons, and who reads the answer."""
    return [
        _heading(card, words),
        *([note(words.say("card-return"))] if card.is_return else []),
        _act(card, words),
        *_why(card),
        *_ask(card, words),
        *([note(words.say("card-how"))] if asks_for_more(card.nudge) else []),
        actions(*outcomes(card, words), later(card, words)),
        *([confidence(card, words)] if card.nudge.confidence else []),
        *([note(back)] if (back := _comes_back(card, words)) else []),
        *_reader(card, words),
    ]


def answered(card: Card, words: Say) -> list[Block]:
    """Show thanks, the answer, the member's progress, and the remaining buttons."""
    return [
        _heading(card, words),
        *([_act(card, words)] if stays_open(card) else []),
        section(_thanks(card, words)),
        *_smaller(card, words),
        *_recalled(card, words),
        *_still_wanted(card, words),
        note(*filter(None, (_progress(card, words), _reads(card, words)))),
        actions(*afterwards(card, words)),
    ]


def _heading(card: Card, words: Say) -> ContextBlock:
    key = "card-back" if card.is_back else f"card-day-{card.form}"
    key = "card-aside" if card.is_aside else key
    return note(words.say(key, track=escape(card.track), day=card.nudge.day, days=card.days))


def _act(card: Card, words: Say) -> SectionBlock:
    return section(f"*{escape(card.nudge.title)}*\n{escape(_what_to_do(card, words))}")


def _what_to_do(card: Card, words: Say) -> str:
    nudge = card.nudge
    shown: dict[str, str] = {
        Form.SMALLER: nudge.smaller,
        Form.AGAIN: nudge.again,
        Form.REVIEW: words.say("card-review"),
    }
    return shown.get(card.form) or nudge.message


def _why(card: Card) -> list[Block]:
    """Show the reason in small print; a spaced review needs none."""
    if card.form == Form.REVIEW or not card.nudge.why:
        return []
    return [note(escape(card.nudge.why))]


def question(card: Card) -> str:
    """Return the nudge's question; a spaced review has its own."""
    review = card.nudge.review if card.form == Form.REVIEW else ""
    return f"*{escape(review or card.nudge.ask)}*"


def _ask(card: Card, words: Say) -> list[Block]:
    nudge, delivery = card.nudge, card.delivery_id
    if nudge.choices:
        return [section(question(card)), choices(card)]
    if nudge.reply is ReplyKind.PLAN:
        make = button(words.say("card-plan"), ids.PLAN, delivery, "primary")
        return [section(f"{question(card)}\n{quote(with_gaps(nudge.plan))}", make)]
    if nudge.reply is ReplyKind.TEXT and not nudge.private:
        return [section(question(card), button(words.say("card-write"), ids.WRITE, delivery))]
    return [section(question(card))]


def _comes_back(card: Card, words: Say) -> str:
    if card.comes_back is None:
        return ""
    return words.say(
        "card-comes-back", when=when(card.comes_back, ZoneInfo(card.zone), words.language)
    )


def _reader(card: Card, words: Say) -> list[Block]:
    """Say who will read the answer, with a button that changes it."""
    if card.nudge.private:
        return [note(_reads(card, words))]
    typing = _typing(card, words)
    reads = section(_reads(card, words), keeping(card, words))
    return [reads, note(typing)] if typing else [reads]


def _reads(card: Card, words: Say) -> str:
    if card.nudge.private:
        return words.say("card-reads-private")
    if not card.reader and not card.helper:
        return words.say("card-reads-nobody")
    if is_kept(card):
        return words.say("card-reads-you")
    return words.say(
        "card-reads-since" if card.is_earlier else "card-reads-coach", coach=card.reader
    )


def _typing(card: Card, words: Say) -> str:
    wants_text = card.nudge.reply is ReplyKind.TEXT and not card.nudge.private
    return words.say("card-typing") if wants_text else ""


def _thanks(card: Card, words: Say) -> str:
    """Acknowledge the answer and repeat it in one line, without typed text."""
    answer = card.answer
    title = "" if stays_open(card) else f"*{escape(card.nudge.title)}*"
    prefix = f"ack-{_tone(card)}-"
    thanks = words.say(words.pick(prefix, card.nth))
    lines = (
        title,
        thanks,
        words.say("card-answer", answer=line) if (line := answer_line(answer, words)) else "",
        quote(answer.plan) if answer.plan else "",
        standing(answer.plans[-1], ZoneInfo(card.zone), words) if answer.plans else "",
        words.say("card-words-in") if answer.words and _tone(card) != "text" else "",
    )
    return "\n".join(line for line in lines if line)


def _tone(card: Card) -> str:
    """Choose the kind of acknowledgement: a bad outcome matters more than the text or plan."""
    answer = card.answer
    if card.nudge.private:
        return "private"
    if answer.outcome and answer.outcome is not Outcome.DID:
        return str(answer.outcome)
    return _handed_in(answer)


def _handed_in(answer: Answer) -> str:
    given = {
        "plan": answer.plan,
        "choice": answer.choice,
        "text": answer.words,
        "did": answer.outcome,
    }
    return next((kind for kind, value in given.items() if value), "choice")


def _smaller(card: Card, words: Say) -> list[Block]:
    smaller = card.nudge.smaller
    if not stays_open(card) or not smaller or card.form == Form.SMALLER:
        return []
    return [section(f"*{words.say('card-smaller')}*\n{escape(smaller)}")]


def _recalled(card: Card, words: Say) -> list[Block]:
    """Show a spaced review's answer, once the member has tried to recall it."""
    if card.form != Form.REVIEW or not card.nudge.answer:
        return []
    return [section(f"*{words.say('card-recalled')}*\n{escape(card.nudge.answer)}")]


def _still_wanted(card: Card, words: Say) -> list[Block]:
    """Offer what's still missing, so that a partial answer can be completed."""
    answer, nudge = card.answer, card.nudge
    wanted: list[Block] = []
    if asks_for_more(nudge) and not (answer.choice or answer.plan or _declined(answer)):
        wanted += _ask(card, words)
    if answer.outcome is None:
        wanted += [note(words.say(_one_more(answer))), actions(*outcomes(card, words))]
    if nudge.confidence and not answer.confidence and answer.outcome in (None, Outcome.DID):
        wanted.append(confidence(card, words))
    return wanted


def _one_more(answer: Answer) -> str:
    return "card-one-more-plan" if answer.plan else "card-one-more"


def _declined(answer: Answer) -> bool:
    return answer.outcome is Outcome.NOT_FOR_ME


def _progress(card: Card, words: Say) -> str:
    if card.is_aside:
        return ""
    progress = card.progress
    counted = words.say("progress-of", answered=progress.answered, days=progress.days)
    return f"{bar(progress.share)} {counted}"
