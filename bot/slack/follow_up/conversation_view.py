"""A coach's words to a member, the member's answer, and the forms for both."""

from textwrap import wrap

from slack_sdk.models.blocks import Block, InputBlock, PlainTextInputElement
from slack_sdk.models.views import View

from bot.domain.delivery.card import CoachWords
from bot.domain.follow_up.notes import LONGEST_NOTE
from bot.domain.privacy.retention import KEPT
from bot.slack.commands import ids
from bot.slack.views.blocks import Message, actions, button, escape, message, note, pack, section
from bot.slack.views.say import Say

LONGEST_LINE = 500
"""Letters of a person's words in one line: made safe they may grow to five times as many."""


def coach_words(item: CoachWords, words: Say) -> Message:
    """What a coach has written, by name, and how to answer."""
    answer = button(words.say("words-answer"), ids.ANSWER_COACH, item.delivery_id)
    key = "words-from-coach" if item.reads else "words-from-former-coach"
    how = "words-how" if item.reads else "words-over"
    return message(
        [
            section(words.say(key, coach=item.coach)),
            *_said(item.text),
            *([actions(answer)] if item.reads else []),
            note(words.say(how, coach=item.coach)),
        ]
    )


def write_form(person: str, away: str, words: Say, metadata: str) -> View:
    """
    A coach's message to a member.

    Args:
        away: The sentence that says so, where nothing else reaches the member just now, or "".
    """
    return View(
        type="modal",
        callback_id=ids.WRITE_FORM,
        title=words.say("write-form"),
        submit=words.say("write-send"),
        close=words.say("form-cancel"),
        blocks=[
            section(words.say("write-form-about", person=person)),
            *([note(away)] if away else []),
            _field(words.say("write-text")),
            note(words.say("write-how", days=KEPT.days), words.say("queue-opener")),
        ],
        private_metadata=metadata,
    )


def answer_coach_form(delivery_id: str, words: Say) -> View:
    """A member's answer to their coach."""
    return View(
        type="modal",
        callback_id=ids.ANSWER_COACH_FORM,
        title=words.say("answer-coach-form"),
        submit=words.say("write-send"),
        close=words.say("form-cancel"),
        blocks=[_field(words.say("answer-coach-text")), note(words.say("answer-coach-how"))],
        private_metadata=delivery_id,
    )


def _said(text: str) -> list[Block]:
    """A person's words whole, as a quotation, in as many paragraphs as they need."""
    lines = [part for line in text.splitlines() for part in wrap(line, LONGEST_LINE) or [""]]
    return pack([f"> {escape(line)}" for line in lines])


def _field(label: str) -> InputBlock:
    return InputBlock(
        block_id=ids.TEXT_BLOCK,
        label=label,
        element=PlainTextInputElement(
            action_id=ids.FIELD, multiline=True, max_length=LONGEST_NOTE, focus_on_load=True
        ),
    )
