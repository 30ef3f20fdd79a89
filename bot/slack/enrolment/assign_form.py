"""The form of `/coach assign`: the same order, picked instead of typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    DatePickerElement,
    InputBlock,
    Option,
    OptionGroup,
    PlainTextInputElement,
    StaticMultiSelectElement,
    StaticSelectElement,
    TimePickerElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from bot.domain.enrolment.orders import LONGEST_NOTE
from bot.domain.practice.track import Track
from bot.slack.commands import ids
from bot.slack.views.blocks import shorten
from bot.slack.views.fields import entry, field
from bot.slack.views.say import Say

LONGEST_OPTION = 75
MOST_OPTIONS = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """A group or cohort to choose in the form: its value and its label."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class AssignGiven:
    """
    The values of a submitted form.

    Attributes:
        groups: Values of `Choice`.
    """

    people: tuple[str, ...]
    groups: tuple[str, ...]
    track: str
    start: date | None
    at: time | None
    note: str


def assign_form(
    tracks: Sequence[Track], choices: Mapping[str, Sequence[Choice]], words: Say
) -> View:
    """
    Build the form.

    Args:
        choices: Groups to choose from, by the text key of their collective label.
    """
    blocks: list[Block] = [
        field(
            ids.PEOPLE_BLOCK,
            words.say("form-assign-people"),
            UserMultiSelectElement(action_id=ids.FIELD),
        ),
        *_groups(choices, words),
        _track(tracks, words),
        field(
            ids.START_BLOCK,
            words.say("form-assign-start"),
            DatePickerElement(action_id=ids.FIELD),
            hint=words.say("form-assign-start-hint"),
        ),
        field(
            ids.AT_BLOCK,
            words.say("form-assign-at"),
            TimePickerElement(action_id=ids.FIELD),
            hint=words.say("form-assign-at-hint"),
        ),
        field(
            ids.NOTE_BLOCK,
            words.say("form-assign-note"),
            PlainTextInputElement(action_id=ids.FIELD, multiline=True, max_length=LONGEST_NOTE),
            hint=words.say("form-assign-note-hint"),
        ),
    ]
    return View(
        type="modal",
        callback_id=ids.ASSIGN_FORM,
        title=words.say("form-assign"),
        submit=words.say("form-assign-look"),
        close=words.say("form-cancel"),
        blocks=blocks,
    )


def read_assign_form(values: Mapping[str, Any]) -> AssignGiven:
    """Read the form. Slack doesn't submit it without a track."""
    groups = entry(values, ids.GROUPS_BLOCK).get("selected_options") or ()
    start = entry(values, ids.START_BLOCK).get("selected_date")
    at = entry(values, ids.AT_BLOCK).get("selected_time")
    return AssignGiven(
        people=tuple(entry(values, ids.PEOPLE_BLOCK).get("selected_users") or ()),
        groups=tuple(str(option["value"]) for option in groups),
        track=str(entry(values, ids.TRACK_BLOCK)["selected_option"]["value"]),
        start=date.fromisoformat(start) if start else None,
        at=time.fromisoformat(at) if at else None,
        note=str(entry(values, ids.NOTE_BLOCK).get("value") or "").strip(),
    )


def _groups(choices: Mapping[str, Sequence[Choice]], words: Say) -> list[Block]:
    found = {key: some for key, some in choices.items() if some}
    if not found:
        return []
    element = StaticMultiSelectElement(
        action_id=ids.FIELD,
        option_groups=[
            OptionGroup(
                label=words.say(key),
                options=[
                    Option(text=shorten(one.name, LONGEST_OPTION), value=one.value)
                    for one in some[:MOST_OPTIONS]
                ],
            )
            for key, some in found.items()
        ],
    )
    hint = words.say("form-assign-groups-hint")
    return [field(ids.GROUPS_BLOCK, words.say("form-assign-groups"), element, hint=hint)]


def _track(tracks: Sequence[Track], words: Say) -> InputBlock:
    options = [
        Option(
            text=shorten(track.title, LONGEST_OPTION),
            value=track.id,
            description=shorten(
                words.say("form-assign-track-about", days=len(track), purpose=track.purpose),
                LONGEST_OPTION,
            ),
        )
        for track in tracks
    ]
    element = StaticSelectElement(action_id=ids.FIELD, options=options[:MOST_OPTIONS])
    return field(ids.TRACK_BLOCK, words.say("form-assign-track"), element, optional=False)
