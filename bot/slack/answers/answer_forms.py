"""The modals for answers and plans, and the parsing of their values."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.domain.answers.reply import LONGEST_TEXT, Outcome
from bot.domain.delivery.card import Card
from bot.slack.answers.answer_lines import RATINGS, rating
from bot.slack.commands import ids
from bot.slack.delivery.nudge_blocks import question
from bot.slack.plans.plan_time_fields import moment_fields
from bot.slack.views.blocks import BLANK, quote, section, shorten, with_gaps
from bot.slack.views.fields import Values, entry, field
from bot.slack.views.say import Say

LONGEST_OPTION = 75
LONGEST_BLANK = 300
LOOSE_ENDS = " \t\n.,;:"


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """
    The values of a submitted answer form.

    Attributes:
        choice: The index of the option, or None.
        private: Hidden from the coach. Always True on private days, when the form doesn't ask.
    """

    outcome: Outcome | None
    text: str
    choice: int | None
    confidence: int | None
    private: bool


def answer_form(card: Card, words: Say) -> View:
    """Build the form that asks for the answer, its outcome, and whether the coach may read it."""
    nudge, answer = card.nudge, card.answer
    blocks: list[Block] = [
        section(question(card)),
        *([_choice(card, words)] if nudge.choices else []),
        *([] if nudge.private else [_text(card, words)]),
        _outcome(answer.outcome, words),
        *([_confidence(answer.confidence, words)] if nudge.confidence else []),
        *([] if nudge.private else [_keep(card, words)]),
    ]
    return _modal("form-answer", ids.ANSWER_FORM, blocks, words, str(card.delivery_id))


def plan_form(card: Card, words: Say) -> View:
    """Build the plan form: a field for each gap in the sentence, and the plan's time."""
    sentence = card.nudge.plan
    blocks = [
        section(f"{question(card)}\n{quote(with_gaps(sentence))}"),
        *_blanks(sentence, card.answer.plan, words),
        *moment_fields(card.answer.open_plan, ZoneInfo(card.zone), words),
        *([] if card.nudge.private else [_keep(card, words)]),
    ]
    return _modal("form-plan", ids.PLAN_FORM, blocks, words, str(card.delivery_id))


def read_answer_form(values: Values) -> AnswerGiven:
    """Read an answer form. Empty fields stay empty."""
    outcome = _selected(values, ids.OUTCOME_BLOCK)
    choice = _selected(values, ids.CHOICE_BLOCK)
    confidence = _selected(values, ids.CONFIDENCE_BLOCK)
    return AnswerGiven(
        outcome=Outcome(outcome) if outcome else None,
        text=str(entry(values, ids.TEXT_BLOCK).get("value") or "").strip(),
        choice=int(choice) if choice else None,
        confidence=int(confidence) if confidence else None,
        private=read_kept(values),
    )


def read_plan_form(sentence: str, values: Values) -> str:
    """Fill the sentence's gaps with the values; strip stray commas and line breaks."""
    pieces = BLANK.split(sentence)
    filled = [
        " ".join(str(entry(values, f"{ids.BLANK_BLOCK}.{n}").get("value") or "").split())
        for n in range(len(pieces) - 1)
    ]
    told = [piece + words.strip(LOOSE_ENDS) for piece, words in zip(pieces, filled, strict=False)]
    return shorten("".join((*told, pieces[-1])), LONGEST_TEXT)


def read_kept(values: Values) -> bool:
    """Return True if only the member may read it: they ticked the box, or the day is private."""
    if ids.KEEP_BLOCK not in values:
        return True
    return bool(entry(values, ids.KEEP_BLOCK).get("selected_options"))


def _modal(
    key: str, callback_id: str, blocks: Sequence[Block], words: Say, metadata: str = ""
) -> View:
    return View(
        type="modal",
        callback_id=callback_id,
        title=words.say(key),
        submit=words.say("form-save"),
        close=words.say("form-cancel"),
        blocks=list(blocks),
        private_metadata=metadata,
    )


def _choice(card: Card, words: Say) -> InputBlock:
    options = [
        Option(text=shorten(choice, LONGEST_OPTION), value=str(n))
        for n, choice in enumerate(card.nudge.choices)
    ]
    chosen = dict(zip(card.nudge.choices, options, strict=True)).get(card.answer.choice)
    radio = RadioButtonsElement(action_id=ids.FIELD, options=options, initial_option=chosen)
    return field(ids.CHOICE_BLOCK, words.say("form-choice"), radio)


def _text(card: Card, words: Say) -> InputBlock:
    answer = card.answer
    typed = len(answer.words) > bool(answer.form_text)
    return field(
        ids.TEXT_BLOCK,
        words.say("form-text"),
        PlainTextInputElement(
            action_id=ids.FIELD,
            multiline=True,
            max_length=LONGEST_TEXT,
            initial_value=shorten(answer.form_text, LONGEST_TEXT) or None,
        ),
        hint=words.say("form-text-typed" if typed else "form-text-hint"),
    )


def _outcome(given: Outcome | None, words: Say) -> InputBlock:
    options = {o: Option(text=words.say(f"outcome-{o}"), value=str(o)) for o in Outcome}
    radio = RadioButtonsElement(
        action_id=ids.FIELD,
        options=list(options.values()),
        initial_option=options[given] if given else None,
    )
    return field(ids.OUTCOME_BLOCK, words.say("form-outcome"), radio)


def _confidence(given: int | None, words: Say) -> InputBlock:
    options = {n: Option(text=rating(n, words), value=str(n)) for n in RATINGS}
    select = StaticSelectElement(
        action_id=ids.FIELD,
        options=list(options.values()),
        initial_option=options[given] if given else None,
    )
    return field(ids.CONFIDENCE_BLOCK, words.say("form-confidence"), select)


def _keep(card: Card, words: Say) -> InputBlock:
    option = Option(text=words.say("form-keep"), value="keep")
    kept = card.answer.private or card.is_kept
    hint = "form-who-hint" if card.reader or card.helper else "form-who-hint-nobody"
    boxes = CheckboxesElement(
        action_id=ids.FIELD, options=[option], initial_options=[option] if kept else None
    )
    return field(ids.KEEP_BLOCK, words.say("form-who"), boxes, hint=words.say(hint))


def _blanks(sentence: str, plan: str, words: Say) -> list[InputBlock]:
    *before, _ = BLANK.split(sentence)
    return [
        field(
            f"{ids.BLANK_BLOCK}.{n}",
            words.say("form-blank" if n == 0 else "form-blank-next", words=piece.strip(" ,")),
            PlainTextInputElement(
                action_id=ids.FIELD, max_length=LONGEST_BLANK, initial_value=entered or None
            ),
            optional=False,
        )
        for n, (piece, entered) in enumerate(zip(before, _filled(sentence, plan), strict=True))
    ]


def _filled(sentence: str, plan: str) -> Sequence[str]:
    """Extract a plan's gap values. They're empty if the author has changed the sentence since."""
    first, *between, last = BLANK.split(sentence)
    if not plan.startswith(first) or not plan[len(first) :].endswith(last):
        return [""] * (len(between) + 1)
    rest, filled = plan[len(first) : len(plan) - len(last)], []
    for piece in between:
        words, there, rest = rest.partition(piece)
        if not there:
            return [""] * (len(between) + 1)
        filled.append(words)
    return [shorten(words, LONGEST_BLANK) for words in (*filled, rest)]


def _selected(values: Values, block_id: str) -> str:
    option = entry(values, block_id).get("selected_option")
    return str(option["value"]) if option else ""
