"""Views of a coach's message to a member and the member's answer, with the forms for both."""

from textwrap import wrap

from slack_sdk.models.blocks import Block, InputBlock, PlainTextInputElement
from slack_sdk.models.views import View

from bot.domain.delivery.card import CoachWords
from bot.domain.follow_up.notes import LONGEST_NOTE
from bot.domain.privacy.retention import KEPT
from bot.slack.commands import ids
from bot.slack.delivery.kind_view import KindView
from bot.slack.views.blocks import Message, actions, button, escape, message, note, pack, section
from bot.slack.views.say import Say

LONGEST_LINE = 500
"""Longest line of a person's text, in characters: escaping can make it five times as long."""


def coach_words(item: CoachWords, words: Say) -> Message:
    """Show a coach's message, with their name and how to answer."""
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
    Build the form for a coach's message to a member.

    Args:
        away: Text saying that the member gets nothing else just now, or "".
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
    """Build the form for a member's answer to their coach."""
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
    """Quote a person's text in full, in as many paragraphs as it needs."""
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


VIEWS = (KindView(CoachWords, coach_words),)
