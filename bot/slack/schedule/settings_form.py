"""The member's settings form: its fields, and the parsing of their values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby
from typing import Any

from babel.dates import get_day_names
from slack_sdk.models.blocks import (
    CheckboxesElement,
    DatePickerElement,
    HeaderBlock,
    InputBlock,
    Option,
    OptionGroup,
    PlainTextInputElement,
    StaticSelectElement,
    TimePickerElement,
)
from slack_sdk.models.views import View

from bot.coaching.schedule.countries import countries, country_name, country_of_zone
from bot.domain.people.people import Member
from bot.domain.schedule.time_off import upcoming
from bot.slack.answers.reminder import read_reminder, reminder_field
from bot.slack.commands import ids
from bot.slack.schedule.settings_fields import (
    NO_TERMS,
    Terms,
    pause_fields,
    read_terms,
    words_fields,
)
from bot.slack.views.blocks import shorten
from bot.slack.views.fields import entry, field
from bot.slack.views.say import Say

NO_COUNTRY = "none"
LONGEST_PART = 60
LONGEST_OPTION = 75


@dataclass(frozen=True, slots=True)
class TimeGiven:
    """
    The values of a submitted settings form.

    Attributes:
        weekdays: 0 for Monday.
        country: A country's code, or "".
        part: The typed code or name of a part of that country.
        first: The first day of leave, or None.
        last: The last one, or None.
        shown: The leave the form was opened with, as text, or "".
        check_in: The check-in the form was opened from, by its delivery's id, or None.
        reminds: True if the reminder is on; None in a form without that checkbox.
        terms: The pause, and the settings for answers and texts.
    """

    at: time
    weekdays: frozenset[int]
    country: str = ""
    part: str = ""
    first: date | None = None
    last: date | None = None
    shown: str = ""
    check_in: int | None = None
    reminds: bool | None = None
    terms: Terms = NO_TERMS


def time_form(member: Member, today: date, words: Say, check_in_id: int | None = None) -> View:
    """Build the form: nudge times, days off, who reads the answers, how long texts are kept."""
    leave = next(iter(upcoming(member.cadence.days_off.leave, today)), None)
    first, last = (leave.first, leave.last) if leave else (None, None)
    return View(
        type="modal",
        callback_id=ids.TIME_FORM,
        title=words.say("form-time"),
        submit=words.say("form-save"),
        close=words.say("form-cancel"),
        blocks=[
            _header("form-part-time", words),
            _at(member, words),
            _weekdays(member, words),
            reminder_field(member, words),
            *pause_fields(member, today, words),
            _header("form-part-off", words),
            _country(member, words),
            _part(member, words),
            _date(ids.LEAVE_FIRST_BLOCK, "form-leave-first", first, words),
            _date(ids.LEAVE_LAST_BLOCK, "form-leave-last", last, words),
            _header("form-part-words", words),
            *words_fields(member, words),
        ],
        private_metadata=f"{leave or ''};{check_in_id or ''}",
    )


def read_time_form(values: Mapping[str, Any], metadata: str) -> TimeGiven:
    """Read the settings form. Slack doesn't submit it without a time and a day."""
    shown, _, check_in_id = metadata.partition(";")
    country = entry(values, ids.COUNTRY_BLOCK).get("selected_option") or {}
    code = str(country.get("value") or NO_COUNTRY)
    ticked = entry(values, ids.WEEKDAYS_BLOCK)["selected_options"]
    return TimeGiven(
        at=time.fromisoformat(entry(values, ids.AT_BLOCK)["selected_time"]),
        weekdays=frozenset(int(option["value"]) for option in ticked),
        country="" if code == NO_COUNTRY else code,
        part=str(entry(values, ids.PART_BLOCK).get("value") or "").strip(),
        first=_picked(values, ids.LEAVE_FIRST_BLOCK),
        last=_picked(values, ids.LEAVE_LAST_BLOCK),
        shown=shown,
        check_in=int(check_in_id) if check_in_id.isdecimal() else None,
        reminds=read_reminder(values),
        terms=read_terms(values),
    )


def _header(key: str, words: Say) -> HeaderBlock:
    return HeaderBlock(text=words.say(key))


def _at(member: Member, words: Say) -> InputBlock:
    cadence = member.cadence
    return field(
        ids.AT_BLOCK,
        words.say("form-time-at"),
        TimePickerElement(action_id=ids.FIELD, initial_time=f"{cadence.at:%H:%M}"),
        hint=words.say("form-time-zone", zone=cadence.zone.key),
        optional=False,
    )


def _weekdays(member: Member, words: Say) -> InputBlock:
    names = get_day_names("wide", locale=words.language)
    days = [Option(text=names[n], value=str(n)) for n in range(7)]
    ticked = [days[n] for n in sorted(member.cadence.weekdays)]
    element = CheckboxesElement(action_id=ids.FIELD, options=days, initial_options=ticked)
    return field(ids.WEEKDAYS_BLOCK, words.say("form-time-days"), element, optional=False)


def _country(member: Member, words: Say) -> InputBlock:
    """Build the country field, with this member's likely choices first."""
    chosen = member.cadence.days_off.country.partition("-")[0]
    here = country_of_zone(member.cadence.zone.key)
    likely = tuple(dict.fromkeys(code for code in (chosen, here) if code))
    none = Option(text=words.say("form-country-none"), value=NO_COUNTRY)
    first = [none, *(_option(country_name(code, words.language), code) for code in likely)]
    likeliest = OptionGroup(label=words.say("form-country-first"), options=first)
    element = StaticSelectElement(
        action_id=ids.FIELD,
        option_groups=[likeliest, *_others(likely, words)],
        initial_option=first[1] if chosen else none,
    )
    return field(ids.COUNTRY_BLOCK, words.say("form-country"), element)


def _others(likely: Collection[str], words: Say) -> list[OptionGroup]:
    """Group all other countries by first letter: Slack allows a hundred options per group."""
    names = [(n, code) for n, code in countries(words.language).items() if code not in likely]
    return [
        OptionGroup(label=letter, options=[_option(*one) for one in group])
        for letter, group in groupby(names, lambda one: one[0][0])
    ]


def _part(member: Member, words: Say) -> InputBlock:
    part = member.cadence.days_off.country.partition("-")[2]
    element = PlainTextInputElement(
        action_id=ids.FIELD, initial_value=part or None, max_length=LONGEST_PART
    )
    hint = words.say("form-part-hint")
    return field(ids.PART_BLOCK, words.say("form-part"), element, hint=hint)


def _date(block_id: str, key: str, picked: date | None, words: Say) -> InputBlock:
    initial = picked.isoformat() if picked else None
    element = DatePickerElement(action_id=ids.FIELD, initial_date=initial)
    return field(block_id, words.say(key), element)


def _option(name: str, code: str) -> Option:
    return Option(text=shorten(name, LONGEST_OPTION), value=code)


def _picked(values: Mapping[str, Any], block_id: str) -> date | None:
    picked = entry(values, block_id).get("selected_date")
    return date.fromisoformat(picked) if picked else None
