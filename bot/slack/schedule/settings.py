"""Listeners for a member's settings: nudge times, pauses, leave, holidays and sharing."""

from asyncio import to_thread
from dataclasses import replace
from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching.answers import reminders
from bot.coaching.check_ins import check_in
from bot.coaching.privacy import sharing
from bot.coaching.schedule import settings
from bot.coaching.schedule.countries import read_country, read_part
from bot.coaching.schedule.settings import Wish
from bot.domain.check_ins.check_in import Choice
from bot.domain.errors import CoachingError
from bot.domain.people.people import Member
from bot.domain.schedule.time_off import Leave, joined, upcoming, without
from bot.domain.schedule.typed_dates import read_ranges, read_time, read_weekdays
from bot.slack.commands import ids
from bot.slack.practice.member_pages import problem
from bot.slack.requests.middleware import Caller
from bot.slack.schedule.settings_fields import Pause, Terms
from bot.slack.schedule.settings_form import TimeGiven, read_time_form, time_form
from bot.slack.schedule.settings_receipts import (
    country_page,
    leave_given,
    leave_page,
    settings_changed,
)

OFF = frozenset({"off", "none", "no", "clear"})
"""Words that clear leave or public holidays."""

BLOCK_OF = {
    "error-no-weekday": ids.WEEKDAYS_BLOCK,
    "error-country-part": ids.PART_BLOCK,
    "error-pause-day": ids.PAUSE_UNTIL_BLOCK,
    "error-date-past": ids.PAUSE_UNTIL_BLOCK,
    "error-pause-too-long": ids.PAUSE_UNTIL_BLOCK,
}
"""The block that shows each validation error. Errors not listed here concern leave."""


def register(app: AsyncApp) -> None:
    """Register the listeners for the settings form."""
    app.action(ids.CHANGE_TIME)(open_settings)
    app.view(ids.TIME_FORM)(settings_given)


async def open_settings(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.handle_errors():
        await open_form(caller)


async def settings_given(ack: AsyncAck, view: dict[str, Any], caller: Caller) -> None:
    given = read_time_form(view["state"]["values"], view.get("private_metadata", ""))
    try:
        member, today = await settings.read(*caller.who)
        wish = _wish(caller, given, member, today)
        _check_pause(caller, given.terms, member)
    except CoachingError as error:
        block = BLOCK_OF.get(error.key, ids.LEAVE_LAST_BLOCK)
        await ack(response_action="errors", errors={block: problem(error, caller.words)})
        return
    await ack()
    async with caller.handle_errors():
        if given.check_in is not None:
            await check_in.answer(*caller.who, given.check_in, Choice.TIME)
        if given.reminds is not None:
            await reminders.choose(*caller.who, reminds=given.reminds)
        await _set_words(caller, given.terms, member)
        await _set_pause(caller, given.terms, member, today)
        changed = await settings.change(*caller.who, wish)
        await caller.tell(settings_changed(replace(changed, before=member), caller.words))


async def show_settings(caller: Caller, rest: str, trigger_id: str) -> None:
    await open_form(caller)


async def open_form(caller: Caller, check_in_id: int | None = None) -> None:
    """Open the settings form; saving it answers the check-in it was opened from, if any."""
    member, today = await settings.read(*caller.who)
    await caller.open(time_form(member, today, caller.words, check_in_id))


async def time(caller: Caller, rest: str, trigger_id: str) -> None:
    if not rest:
        await show_settings(caller, rest, trigger_id)
        return
    at = read_time(rest)
    if at is None:
        raise CoachingError("error-time-unclear", text=rest)
    await _change(caller, Wish(at=at))


async def days(caller: Caller, rest: str, trigger_id: str) -> None:
    if not rest:
        await show_settings(caller, rest, trigger_id)
        return
    weekdays = read_weekdays(rest)
    if weekdays is None:
        raise CoachingError("error-days-unclear", text=rest)
    await _change(caller, Wish(weekdays=weekdays))


async def country(caller: Caller, rest: str, trigger_id: str) -> None:
    member, today = await settings.read(*caller.who)
    if not rest:
        await caller.tell(country_page(member, today, caller.words))
        return
    is_off = rest.casefold() in OFF
    # A name in another language loads the names of all countries, which blocks the event loop.
    wanted = "" if is_off else await to_thread(read_country, rest, caller.words.language)
    await _change(caller, Wish(country=wanted))


async def leave(caller: Caller, rest: str, trigger_id: str) -> None:
    member, today = await settings.read(*caller.who)
    verb, _, days_meant = rest.partition(" ")
    if not rest:
        await caller.tell(leave_page(member, today, caller.words))
    elif verb.casefold() in OFF:
        await _take_back(caller, member, days_meant, today)
    else:
        given = _leave(rest, today)
        changed = await settings.add_leave(*caller.who, given)
        await caller.tell(leave_given(changed, given, caller.words))


async def _take_back(caller: Caller, member: Member, days_meant: str, today: date) -> None:
    known = upcoming(member.cadence.days_off.leave, today)
    if not known:
        raise CoachingError("error-no-leave")
    left = without(known, _leave(days_meant, today)) if days_meant else ()
    await _change(caller, Wish(leave=left))


async def _change(caller: Caller, wish: Wish) -> None:
    changed = await settings.change(*caller.who, wish)
    await caller.tell(settings_changed(changed, caller.words))


def _check_pause(caller: Caller, terms: Terms, member: Member) -> None:
    if terms.pause is not Pause.DATE or terms.until == member.paused_until is not None:
        return
    if terms.until is None:
        raise CoachingError("error-pause-day")
    settings.check_until(member, terms.until, caller.coaching.clock())


async def _set_words(caller: Caller, terms: Terms, member: Member) -> None:
    """Apply only what changed: each change is logged."""
    if terms.shares not in {None, member.shares}:
        await sharing.share(*caller.who, shares=not member.shares)
    if terms.keeps_words not in {None, member.keeps_words}:
        await sharing.keep_words(*caller.who, keeps=not member.keeps_words)


async def _set_pause(caller: Caller, terms: Terms, member: Member, today: date) -> None:
    is_paused = member.paused_on(today)
    until = terms.until if terms.pause is Pause.DATE else None
    if terms.pause is Pause.NONE and is_paused:
        await settings.resume(*caller.who)
    elif terms.pause is Pause.OPEN and not (is_paused and member.paused_until is None):
        await settings.pause(*caller.who, None)
    elif until is not None and until != member.paused_until:
        await settings.pause(*caller.who, until)


def _leave(text: str, today: date) -> Leave:
    found = [Leave(*one) for one in sorted(read_ranges(text, today))]
    if not found:
        raise CoachingError("error-leave-unclear", text=text)
    if len(found) > 1:
        first, second = map(str, found[:2])
        raise CoachingError("error-leave-either", text=text, first=first, second=second)
    return found[0]


def _wish(caller: Caller, given: TimeGiven, member: Member, today: date) -> Wish:
    if not given.weekdays:
        raise CoachingError("error-no-weekday")
    language = caller.words.language
    wanted = given.country and read_part(given.country, given.part, language)
    others = joined(one for one in member.cadence.days_off.leave if str(one) != given.shown)
    return Wish(given.at, given.weekdays, wanted, _with_leave(others, given, today))


def _with_leave(others: tuple[Leave, ...], given: TimeGiven, today: date) -> tuple[Leave, ...]:
    """Add the given leave. One date alone is a single day, or the end of leave already begun."""
    if given.last is None and given.first is None:
        return others
    last = given.last or given.first or today
    found = Leave(given.first or min(today, last), last)
    if str(found) != given.shown:
        settings.check_leave(found, today)
    return joined((*others, found))
