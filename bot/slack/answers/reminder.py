"""The reminder about an unanswered nudge: its message, and its checkbox in the settings."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import CheckboxesElement, InputBlock, Option

from bot.domain.answers.reply import Outcome
from bot.domain.delivery.card import Reminder
from bot.domain.people.people import Member
from bot.slack.commands import ids
from bot.slack.delivery.kind_view import KindView
from bot.slack.views.blocks import Message, actions, button, escape, message, note, section
from bot.slack.views.say import Say


def reminder_card(reminder: Reminder, words: Say) -> Message:
    """Build a line about the open nudge, with four buttons; once answered, the line alone."""
    title = escape(reminder.title)
    if reminder.answered:
        return message([note(words.say("reminder-answered", nudge=title))])
    return message(
        [
            section(words.say("reminder", nudge=title)),
            actions(
                *(
                    button(
                        words.say(f"outcome-{outcome}"),
                        f"{ids.OUTCOME}.{outcome}",
                        reminder.delivery_id,
                    )
                    for outcome in Outcome
                )
            ),
            note(words.say("reminder-note")),
        ]
    )


def reminder_field(member: Member, words: Say) -> InputBlock:
    """Build the checkbox; off unless the member has turned it on."""
    option = Option(text=words.say("form-remind-on"), value="on")
    return InputBlock(
        block_id=ids.REMIND_BLOCK,
        label=words.say("form-remind"),
        element=CheckboxesElement(
            action_id=ids.FIELD,
            options=[option],
            initial_options=[option] if member.reminds else None,
        ),
        hint=words.say("form-remind-hint"),
        optional=True,
    )


def read_reminder(values: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> bool | None:
    """Return True if the checkbox is ticked, or None in an older form without it."""
    if ids.REMIND_BLOCK not in values:
        return None
    return bool(values[ids.REMIND_BLOCK].get(ids.FIELD, {}).get("selected_options"))


VIEWS = (KindView(Reminder, reminder_card),)
