"""Settings form fields: pausing, who reads the answers, and how long texts are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from slack_sdk.models.blocks import (
    CheckboxesElement,
    DatePickerElement,
    InputBlock,
    Option,
    RadioButtonsElement,
    StaticSelectElement,
)

from bot.domain.people.people import Member
from bot.slack.commands import ids
from bot.slack.views.say import Say

COACH, ONLY_ME = "coach", "me"


class Pause(StrEnum):
    """The kinds of pause: none, open-ended, or until a date."""

    NONE = "none"
    OPEN = "open"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Terms:
    """
    The values of these fields; None for a field that an older form didn't have.

    Attributes:
        until: The day nudges resume, or None.
    """

    pause: Pause | None = None
    until: date | None = None
    shares: bool | None = None
    keeps_words: bool | None = None


NO_TERMS = Terms()


def pause_fields(member: Member, today: date, words: Say) -> list[InputBlock]:
    """Build the fields for a pause and its end."""
    is_paused = member.paused_on(today)
    until = member.paused_until if is_paused else None
    stands = (Pause.DATE if until else Pause.OPEN) if is_paused else Pause.NONE
    options = {one: Option(text=words.say(f"form-pause-{one}"), value=one) for one in Pause}
    chosen = StaticSelectElement(
        action_id=ids.FIELD, options=list(options.values()), initial_option=options[stands]
    )
    day = DatePickerElement(action_id=ids.FIELD, initial_date=until.isoformat() if until else None)
    label, day_label = words.say("form-pause"), words.say("form-pause-until")
    return [
        InputBlock(block_id=ids.PAUSE_BLOCK, label=label, element=chosen),
        InputBlock(block_id=ids.PAUSE_UNTIL_BLOCK, label=day_label, element=day, optional=True),
    ]


def words_fields(member: Member, words: Say) -> list[InputBlock]:
    """Build the fields for the default reader of answers, and for erasing old texts."""
    readers = {
        one: Option(text=words.say(f"form-reads-{one}"), value=one) for one in (COACH, ONLY_ME)
    }
    reads = RadioButtonsElement(
        action_id=ids.FIELD,
        options=list(readers.values()),
        initial_option=readers[COACH if member.shares else ONLY_ME],
    )
    keep = Option(text=words.say("form-words-keep"), value="keep")
    stay = CheckboxesElement(
        action_id=ids.FIELD,
        options=[keep],
        initial_options=[keep] if member.keeps_words else None,
    )
    return [
        InputBlock(
            block_id=ids.READS_BLOCK,
            label=words.say("form-reads"),
            element=reads,
            hint=words.say("form-reads-hint"),
        ),
        InputBlock(
            block_id=ids.WORDS_BLOCK,
            label=words.say("form-words"),
            element=stay,
            hint=words.say("form-words-hint"),
            optional=True,
        ),
    ]


def read_terms(values: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Terms:
    """Read these fields. A field that's missing or not chosen leaves its setting unchanged."""
    pause, reads = _chosen(values, ids.PAUSE_BLOCK), _chosen(values, ids.READS_BLOCK)
    until = values.get(ids.PAUSE_UNTIL_BLOCK, {}).get(ids.FIELD, {}).get("selected_date")
    ticked = values.get(ids.WORDS_BLOCK, {}).get(ids.FIELD, {}).get("selected_options")
    return Terms(
        pause=Pause(pause) if pause else None,
        until=date.fromisoformat(until) if until else None,
        shares=reads == COACH if reads else None,
        keeps_words=bool(ticked) if ids.WORDS_BLOCK in values else None,
    )


def _chosen(values: Mapping[str, Mapping[str, Mapping[str, Any]]], block_id: str) -> str:
    option = values.get(block_id, {}).get(ids.FIELD, {}).get("selected_option") or {}
    return str(option.get("value") or "")
