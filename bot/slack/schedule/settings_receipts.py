"""Confirmations shown to a member after they change their settings."""

from datetime import date, datetime

from slack_sdk.models.blocks import Block

from bot.coaching.schedule.countries import country_name
from bot.coaching.schedule.settings import Changed
from bot.domain.people.member_pages import MemberHome
from bot.domain.people.people import Member
from bot.domain.practice.track import Nudge
from bot.domain.schedule.date_words import WEEKDAYS
from bot.domain.schedule.schedule import next_holiday
from bot.domain.schedule.time_off import Leave, upcoming, without
from bot.slack.check_ins.pause_offer import ahead
from bot.slack.commands import ids
from bot.slack.commands.parse import STOPPING
from bot.slack.practice.member_pages import NONE
from bot.slack.practice.progress import leave_list, leave_range, paused, weekdays
from bot.slack.views.blocks import Message, actions, button, day, message, note, section, when
from bot.slack.views.say import Say

OFF = "off"
MOST_BUTTONS = 5
"""Most settings that get a button to undo their change; all are listed."""


def resumed(before: MemberHome, following: datetime | None, words: Say) -> Message:
    """Confirm that the pause is over, and say when the next nudge comes and how to pause again."""
    member, today = before.member, before.today_there
    leave, nudge = member.leave_on(today), before.today.ahead if before.today else None
    until = member.paused_until
    again = f"until {until}" if until and until > today else "1w"
    return message(
        [
            section(_planned("notice-resumed", member, following, words, ahead(nudge, words))),
            *([_still_on_leave(leave, words)] if leave else []),
            *(_back([f"pause {again}"], words) if member.paused_on(today) else []),
        ]
    )


def pausing(changed: Changed, nudge: Nudge | None, words: Say) -> Message:
    """Say how long nothing is sent, which day comes next, and how to get it sooner."""
    rest = words.say("notice-paused", next=ahead(nudge, words))
    asks = changed.after.paused_until is None and nudge is not None
    once = words.say("notice-paused-once") if asks else ""
    return message([section(paused(changed.after, changed.following, words)), note(rest, once)])


def stop_page(page: MemberHome, words: Say) -> Message:
    """Offer somebody who wants to stop a week, an open end, or to have everything erased."""
    choices = [
        button(words.say(key), f"{ids.NUDGE_DO}.{n}", command)
        for n, (key, command) in enumerate(STOPPING.items())
    ]
    is_paused = page.member.paused_on(page.today_there)
    return message([section(words.say("stop-paused" if is_paused else "stop")), actions(*choices)])


def settings_changed(changed: Changed, words: Say) -> Message:
    """List what changed, when the next nudge comes, and how to undo it."""
    after = changed.after
    told = [
        line
        for line in (
            _country_told(changed, words),
            _leave_told(changed, words),
            _reads_told(changed, words),
            _words_told(changed, words),
            _reminder_told(changed, words),
            _rest(changed, words) or _planned("notice-time", after, changed.following, words),
        )
        if line
    ]
    return message([section("\n".join(told)), *_back(_commands(changed), words)])


def leave_given(changed: Changed, leave: Leave, words: Say) -> Message:
    """Confirm the leave, and say what happens on return and how to undo it."""
    given = words.say("notice-leave", leave=leave_range(leave, words))
    told = section(f"{given} {_return(changed, words)}")
    return message([told, *_back(_commands(changed), words)])


def leave_page(member: Member, today: date, words: Say) -> Message:
    """List upcoming leave, and say how to add or remove some."""
    known = upcoming(member.cadence.days_off.leave, today)
    there = words.say("leave-list", leave=leave_list(known, words)) if known else ""
    return message([section(there or words.say("leave-none")), note(words.say("leave-how"))])


def country_page(member: Member, today: date, words: Say) -> Message:
    """Show the country whose public holidays count and the next one, and how to choose."""
    told = _free(member, today, words) or words.say("country-none")
    return message([section(told), note(words.say("country-how"))])


def _free(member: Member, today: date, words: Say) -> str:
    off = member.cadence.days_off
    if not off.country:
        return ""
    name = country_name(off.country, words.language)
    return words.say("notice-country", country=name, date=_next_holiday(member, today, words))


def _next_holiday(member: Member, today: date, words: Say) -> str:
    found = next_holiday(member.cadence, today)
    return day(found, words.language) if found else NONE


def _country_told(changed: Changed, words: Say) -> str:
    if changed.before.cadence.days_off.country == changed.after.cadence.days_off.country:
        return ""
    return _free(changed.after, changed.today, words) or words.say("notice-country-none")


def _leave_told(changed: Changed, words: Say) -> str:
    before, after = changed.before.cadence.days_off.leave, changed.after.cadence.days_off.leave
    if upcoming(before, changed.today) == after:
        return ""
    if not after:
        return words.say("leave-none")
    return words.say("leave-list", leave=leave_list(after, words))


def _reads_told(changed: Changed, words: Say) -> str:
    if changed.before.shares == changed.after.shares:
        return ""
    return words.say("notice-share-all" if changed.after.shares else "notice-keep-all")


def _words_told(changed: Changed, words: Say) -> str:
    if changed.before.keeps_words == changed.after.keeps_words:
        return ""
    return words.say("notice-words-kept" if changed.after.keeps_words else "notice-words-go")


def _reminder_told(changed: Changed, words: Say) -> str:
    if changed.before.reminds == changed.after.reminds:
        return ""
    return words.say("notice-reminder-on" if changed.after.reminds else "notice-reminder-off")


def _rest(changed: Changed, words: Say) -> str:
    """For a paused member, say when nudges would come and how long the pause lasts."""
    if not changed.after.paused_on(changed.today):
        return ""
    cadence = changed.after.cadence
    facts = {"days": weekdays(cadence.weekdays, words), "time": f"{cadence.at:%H:%M}"}
    lasts = paused(changed.after, changed.following, words)
    return f"{lasts} {words.say('notice-time-paused', **facts)}"


def _still_on_leave(leave: Leave, words: Say) -> Block:
    return note(words.say("notice-resumed-leave", leave=leave_range(leave, words)))


def _return(changed: Changed, words: Say) -> str:
    following, back = changed.following, changed.back
    if following is None or back is None:
        return words.say("notice-leave-open")
    zone = changed.after.cadence.zone
    moment = when(following, zone, words.language)
    if following < back:
        first = day(back.astimezone(zone).date(), words.language)
        return words.say("notice-leave-later", when=moment, back=first)
    return words.say("notice-leave-back", when=moment, next=ahead(changed.ahead, words))


def _planned(
    key: str, member: Member, following: datetime | None, words: Say, nudge: str = NONE
) -> str:
    cadence = member.cadence
    facts = {"days": weekdays(cadence.weekdays, words), "time": f"{cadence.at:%H:%M}"}
    if following is None:
        return words.say(f"{key}-open", **facts)
    moment = when(following, cadence.zone, words.language)
    return words.say(key, when=moment, next=nudge, **facts)


def _back(commands: list[str], words: Say) -> list[Block]:
    """List the commands that restore the previous settings, with a button for each."""
    if not commands:
        return []
    listed = ", ".join(f"`/nudge {one}`" for one in commands)
    undo = words.say("notice-undo")
    buttons = [
        button(undo if len(commands) == 1 else f"{undo}: {one}", f"{ids.NUDGE_DO}.{n}", one)
        for n, one in enumerate(commands[:MOST_BUTTONS])
    ]
    return [note(words.say("notice-back", commands=listed)), actions(*buttons)]


def _commands(changed: Changed) -> list[str]:
    before, after = changed.before.cadence, changed.after.cadence
    return [
        *_pause_command(changed),
        *([f"time {before.at:%H:%M}"] if before.at != after.at else []),
        *([f"days {_days(before.weekdays)}"] if before.weekdays != after.weekdays else []),
        *(
            [f"country {before.days_off.country or OFF}"]
            if before.days_off.country != after.days_off.country
            else []
        ),
        *_leave_commands(upcoming(before.days_off.leave, changed.today), after.days_off.leave),
    ]


def _pause_command(changed: Changed) -> list[str]:
    was, today = changed.before, changed.today
    if was.paused_until == changed.after.paused_until and was.paused_on(
        today
    ) == changed.after.paused_on(today):
        return []
    if not was.paused_on(today):
        return ["resume"]
    return [f"pause until {was.paused_until}" if was.paused_until else "pause"]


def _leave_commands(before: tuple[Leave, ...], after: tuple[Leave, ...]) -> list[str]:
    lost = [f"leave {one}" for one in _left_over(before, after)]
    return [*(f"leave {OFF} {one}" for one in _left_over(after, before)), *lost]


def _left_over(ranges: tuple[Leave, ...], gone: tuple[Leave, ...]) -> tuple[Leave, ...]:
    for one in gone:
        ranges = without(ranges, one)
    return ranges


def _days(of: frozenset[int]) -> str:
    return " ".join(WEEKDAYS[n][:3] for n in sorted(of))
