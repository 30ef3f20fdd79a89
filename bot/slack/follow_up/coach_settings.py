"""The coach's settings form: the Monday digest and its time."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from slack_sdk.models.blocks import CheckboxesElement, InputBlock, Option, TimePickerElement
from slack_sdk.models.views import View

from bot.domain.people.people import Coach
from bot.slack.commands import ids
from bot.slack.views.blocks import note
from bot.slack.views.say import Say

ON = "on"


def coach_settings_form(me: Coach, usual: time, words: Say) -> View:
    """Build the form for the Monday digest and its time; *usual* is the default time."""
    return View(
        type="modal",
        callback_id=ids.COACH_SETTINGS_FORM,
        title=words.say("coach-settings"),
        submit=words.say("form-save"),
        close=words.say("form-cancel"),
        blocks=[
            _switch(me, words),
            _hour(me, usual, words),
            note(words.say("coach-settings-note")),
        ],
    )


def read_coach_settings(values: Mapping[str, Any]) -> time | None:
    """Return the time of the digest, or None if it's off."""
    if not values[ids.DIGEST_BLOCK][ids.FIELD].get("selected_options"):
        return None
    return time.fromisoformat(values[ids.AT_BLOCK][ids.FIELD]["selected_time"])


def _switch(me: Coach, words: Say) -> InputBlock:
    option = Option(text=words.say("coach-settings-on"), value=ON)
    return InputBlock(
        block_id=ids.DIGEST_BLOCK,
        label=words.say("coach-settings-digest"),
        element=CheckboxesElement(
            action_id=ids.FIELD,
            options=[option],
            initial_options=[option] if me.digest_at else None,
        ),
        optional=True,
    )


def _hour(me: Coach, usual: time, words: Say) -> InputBlock:
    return InputBlock(
        block_id=ids.AT_BLOCK,
        label=words.say("coach-settings-at"),
        element=TimePickerElement(
            action_id=ids.FIELD, initial_time=f"{me.digest_at or usual:%H:%M}"
        ),
        hint=words.say("coach-settings-zone", zone=me.zone.key),
    )
