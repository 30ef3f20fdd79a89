"""A nudge's blocks: the whole act while it waits, a few lines once it is answered."""

from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    InteractiveElement,
    Option,
    SectionBlock,
    StaticSelectElement,
)

from bot.domain.card import Card
from bot.domain.later import Later
from bot.domain.ledger import Form
from bot.domain.reply import Answer, Outcome
from bot.domain.track import Nudge, ReplyKind
from bot.slack import ids
from bot.slack.views.answers import RATINGS, answer_line, rating
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
from bot.slack.views.plans import standing
from bot.slack.views.say import Say

STILL_OPEN = (Outcome.NOT_YET, Outcome.STUCK)
"""After these the act stays on the card, with its smaller version and the coach beside it."""


def waiting(card: Card, words: Say) -> list[Block]:
    """Track and day, the act, its question, what to press, who reads it."""
    return [
        _heading(card, words),
        _act(card, words),
        *_why(card),
        *_ask(card, words),
        *([note(words.say("card-how"))] if _asks_for_more(card.nudge) else []),
        actions(*_outcomes(card, words), _later(card, words)),
        *([_confidence(card, words)] if card.nudge.confidence else []),
        *([note(back)] if (back := _comes_back(card, words)) else []),
        *_reader(card, words),
    ]


def answered(card: Card, words: Say) -> list[Block]:
    """A word of thanks, the answer, how far it brings the member, what can still be pressed."""
    return [
        _heading(card, words),
        *([_act(card, words)] if _stays_open(card) else []),
        section(_thanks(card, words)),
        *_smaller(card, words),
        *_recalled(card, words),
        *_still_wanted(card, words),
        note(_progress(card, words), _reads(card, words)),
        actions(*_afterwards(card, words)),
    ]


def _heading(card: Card, words: Say) -> ContextBlock:
    key = "card-back" if card.is_back else f"card-day-{card.form}"
    return note(words.say(key, track=escape(card.track), day=card.nudge.day, days=card.days))


def _act(card: Card, words: Say) -> SectionBlock:
    return section(f"*{escape(card.nudge.title)}*\n{escape(_what_to_do(card, words))}")


def _what_to_do(card: Card, words: Say) -> str:
    nudge = card.nudge
    shown = {
        Form.SMALLER: nudge.smaller,
        Form.AGAIN: nudge.again,
        Form.REVIEW: words.say("card-review"),
    }
    return shown.get(card.form) or nudge.message


def _why(card: Card) -> list[Block]:
    """The reason, in small print; a spaced review needs none."""
    if card.form is Form.REVIEW or not card.nudge.why:
        return []
    return [note(escape(card.nudge.why))]


def question(card: Card) -> str:
    """The one question; a spaced review has its own."""
    review = card.nudge.review if card.form is Form.REVIEW else ""
    return f"*{escape(review or card.nudge.ask)}*"


def _ask(card: Card, words: Say) -> list[Block]:
    nudge, delivery = card.nudge, card.delivery_id
    if nudge.choices:
        return [section(question(card)), _choices(card)]
    if nudge.reply is ReplyKind.PLAN:
        make = button(words.say("card-plan"), ids.PLAN, delivery, "primary")
        return [section(f"{question(card)}\n{quote(with_gaps(nudge.plan))}", make)]
    if nudge.reply is ReplyKind.TEXT and not nudge.private:
        return [section(question(card), button(words.say("card-write"), ids.WRITE, delivery))]
    return [section(question(card))]


def _choices(card: Card) -> ActionsBlock:
    return actions(
        *(
            button(choice, f"{ids.CHOICE}.{n}", f"{card.delivery_id}:{n}")
            for n, choice in enumerate(card.nudge.choices)
        )
    )


def _outcomes(card: Card, words: Say) -> list[InteractiveElement]:
    return [_outcome(card, outcome, words) for outcome in Outcome]


def _later(card: Card, words: Say) -> InteractiveElement:
    """Another moment; what has come back once has had its moment of the day."""
    if card.is_back:
        value = f"{card.delivery_id}:{Later.TOMORROW}"
        return button(words.say("later-tomorrow"), ids.LATER, value)
    options = [
        Option(text=words.say(f"later-{later}"), value=f"{card.delivery_id}:{later}")
        for later in Later
    ]
    return StaticSelectElement(
        placeholder=words.say("card-later"), action_id=ids.LATER, options=options
    )


def _comes_back(card: Card, words: Say) -> str:
    if card.comes_back is None:
        return ""
    return words.say(
        "card-comes-back", when=when(card.comes_back, ZoneInfo(card.zone), words.language)
    )


def _outcome(card: Card, outcome: Outcome, words: Say) -> ButtonElement:
    stands_out = outcome is Outcome.DID and not _asks_for_more(card.nudge)
    return button(
        words.say(f"outcome-{outcome}"),
        f"{ids.OUTCOME}.{outcome}",
        card.delivery_id,
        "primary" if stands_out else None,
    )


def _asks_for_more(nudge: Nudge) -> bool:
    """A plan or a choice comes before the outcome, so nothing may outshine it."""
    return nudge.reply is ReplyKind.PLAN or bool(nudge.choices)


def _confidence(card: Card, words: Say) -> ActionsBlock:
    options = [Option(text=rating(n, words), value=f"{card.delivery_id}:{n}") for n in RATINGS]
    return actions(
        StaticSelectElement(
            placeholder=words.say("card-confidence"), action_id=ids.CONFIDENCE, options=options
        )
    )


def _reader(card: Card, words: Say) -> list[Block]:
    """Who will read the answer, and beside it the way to turn that round."""
    if card.nudge.private:
        return [note(_reads(card, words))]
    typing = _typing(card, words)
    reads = section(_reads(card, words), _keeping(card, words))
    return [reads, note(typing)] if typing else [reads]


def _reads(card: Card, words: Say) -> str:
    if card.nudge.private:
        return words.say("card-reads-private")
    if _kept(card):
        return words.say("card-reads-you")
    return words.say("card-reads-coach", coach=card.reader)


def _kept(card: Card) -> bool:
    return card.answer.private or not card.reader


def _typing(card: Card, words: Say) -> str:
    wants_text = card.nudge.reply is ReplyKind.TEXT and not card.nudge.private
    return words.say("card-typing") if wants_text else ""


def _stays_open(card: Card) -> bool:
    return card.answer.outcome in STILL_OPEN


def _thanks(card: Card, words: Say) -> str:
    """What Baton says back, and the answer in a line; typed words are not repeated here."""
    answer = card.answer
    title = "" if _stays_open(card) else f"*{escape(card.nudge.title)}*"
    prefix = f"ack-{_tone(card)}-"
    thanks = words.say(words.pick(prefix, str(card.delivery_id)))
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
    """The family of acknowledgements: what went badly is heard before what was handed in."""
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
    if not _stays_open(card) or not smaller or card.form is Form.SMALLER:
        return []
    return [section(f"*{words.say('card-smaller')}*\n{escape(smaller)}")]


def _recalled(card: Card, words: Say) -> list[Block]:
    """What a spaced review asked for, once the member has had their own try."""
    if card.form is not Form.REVIEW or not card.nudge.answer:
        return []
    return [section(f"*{words.say('card-recalled')}*\n{escape(card.nudge.answer)}")]


def _still_wanted(card: Card, words: Say) -> list[Block]:
    """What is left to tap, so that half an answer can become a whole one."""
    answer, nudge = card.answer, card.nudge
    wanted: list[Block] = []
    if _asks_for_more(nudge) and not (answer.choice or answer.plan or _declined(answer)):
        wanted += _ask(card, words)
    if answer.outcome is None:
        wanted += [note(words.say(_one_more(answer))), actions(*_outcomes(card, words))]
    if nudge.confidence and not answer.confidence and answer.outcome in (None, Outcome.DID):
        wanted.append(_confidence(card, words))
    return wanted


def _one_more(answer: Answer) -> str:
    return "card-one-more-plan" if answer.plan else "card-one-more"


def _declined(answer: Answer) -> bool:
    return answer.outcome is Outcome.NOT_FOR_ME


def _progress(card: Card, words: Say) -> str:
    progress = card.progress
    counted = words.say("progress-of", answered=progress.answered, days=progress.days)
    return f"{bar(progress.share)} {counted}"


def _afterwards(card: Card, words: Say) -> list[InteractiveElement]:
    pressable: list[InteractiveElement] = [*_ways_on(card, words), *_changes(card, words)]
    return pressable if card.nudge.private else [*pressable, _keeping(card, words)]


def _keeping(card: Card, words: Say) -> ButtonElement:
    """Turns round who reads the answer, before it is given or after."""
    key, action = ("card-share", ids.SHARE) if _kept(card) else ("card-keep", ids.KEEP)
    return button(words.say(key), action, card.delivery_id)


def _ways_on(card: Card, words: Say) -> list[InteractiveElement]:
    """Out of *not yet* and *stuck*; who is stuck is most likely to want the coach."""
    if not _stays_open(card):
        return []
    ways: list[InteractiveElement] = [_outcome(card, Outcome.DID, words)]
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
