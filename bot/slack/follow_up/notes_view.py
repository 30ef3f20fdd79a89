"""The forms for a coach's private notes and promises."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from slack_sdk.models.blocks import DatePickerElement, InputBlock, PlainTextInputElement
from slack_sdk.models.views import View

from bot.domain.follow_up.notes import LONGEST_NOTE
from bot.domain.privacy.retention import KEPT
from bot.slack.commands import ids
from bot.slack.views.blocks import note, section
from bot.slack.views.say import Say

Values = Mapping[str, Any]


def note_form(person: str, words: Say, metadata: str) -> View:
    """Build the form for a note about a member."""
    return _form("note-form", ids.NOTE_FORM, person, [_text("note-text", words)], words, metadata)


def promise_form(person: str, due: date, words: Say, metadata: str) -> View:
    """Build the form for a promise to a member; *due* is the preselected date."""
    day = InputBlock(
        block_id=ids.DUE_BLOCK,
        label=words.say("promise-when"),
        element=DatePickerElement(action_id=ids.FIELD, initial_date=due.isoformat()),
    )
    fields = [_text("promise-text", words), day]
    return _form("promise-form", ids.PROMISE_FORM, person, fields, words, metadata)


def read_text(values: Values) -> str:
    """Return the text of a submitted form."""
    return str(values[ids.TEXT_BLOCK][ids.FIELD].get("value") or "")


def read_due(values: Values) -> date:
    """Return the chosen date. Slack doesn't submit the form without one."""
    return date.fromisoformat(values[ids.DUE_BLOCK][ids.FIELD]["selected_date"])


def _form(
    key: str, callback_id: str, person: str, fields: list[InputBlock], words: Say, metadata: str
) -> View:
    return View(
        type="modal",
        callback_id=callback_id,
        title=words.say(key),
        submit=words.say("form-save"),
        close=words.say("form-cancel"),
        blocks=[
            section(words.say(f"{key}-about", person=person)),
            *fields,
            note(words.say("note-private", days=KEPT.days)),
        ],
        private_metadata=metadata,
    )


def _text(label: str, words: Say) -> InputBlock:
    return InputBlock(
        block_id=ids.TEXT_BLOCK,
        label=words.say(label),
        element=PlainTextInputElement(
            action_id=ids.FIELD, multiline=True, max_length=LONGEST_NOTE, focus_on_load=True
        ),
    )
