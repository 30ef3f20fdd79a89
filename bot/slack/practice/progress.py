"""Views of a member's progress, schedule and answers."""

from collections.abc import Collection, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import get_day_names
from slack_sdk.models.blocks import Block

from bot.coaching.schedule.countries import country_name
from bot.domain.people.member_pages import JournalEntry, MemberHome, Today
from bot.domain.people.people import Member
from bot.domain.practice.progress import Progress
from bot.domain.schedule.schedule import local_date, next_working_day
from bot.domain.schedule.time_off import Leave, upcoming
from bot.slack.answers.answer_lines import answer_line, quoted
from bot.slack.plans.plans_view import story
from bot.slack.views.blocks import bar, day, escape, section, when
from bot.slack.views.say import Say

SHORTEST_RUN = 3
WEEK = 7


def counted(progress: Progress, words: Say) -> str:
    """Return the progress bar with its numbers."""
    of = words.say("progress-of", answered=progress.answered, days=progress.days)
    return f"{bar(progress.share)} {of}"


def progress_text(progress: Progress, words: Say) -> str:
    """Return the bar and how many recent nudges were acted on; a zero is never shown."""
    lines = [counted(progress, words)]
    if progress.recent:
        lines.append(words.say("progress-recent", did=progress.recent, of=progress.recent_of))
    return "\n".join(lines)


def next_up(home: MemberHome, today: Today, words: Say) -> str:
    """Say what happens next on the track, or why nothing does."""
    member = home.member
    if member.paused_on(home.today_there):
        return paused(member, today.next_due, words)
    leave = member.leave_on(home.today_there)
    return "\n".join(line for line in (_leave(leave, words), _next(member, today, words)) if line)


def _next(member: Member, today: Today, words: Say) -> str:
    if today.keeps_still:
        return words.say("next-still")
    if today.next_due is not None:
        key = "next-nudge" if today.progress.sent else "next-first"
        return words.say(key, when=when(today.next_due, member.cadence.zone, words.language))
    return words.say("next-unreachable" if member.unreachable else "next-none")


def _leave(leave: Leave | None, words: Say) -> str:
    return words.say("on-leave", date=day(leave.last, words.language)) if leave else ""


def paused(member: Member, following: datetime | None, words: Say) -> str:
    """
    Say how long the pause lasts.

    Args:
        following: When the next nudge is due, UTC, or None if none is planned.
    """
    if member.paused_until is None:
        return words.say("paused-open")
    back = next_working_day(member.cadence, member.paused_until)
    if following is not None:
        back = max(back, local_date(member.cadence, following))
    return words.say("paused-until", date=day(back, words.language))


def hours(home: MemberHome, words: Say) -> str:
    """Say when nudges come: days, time and time zone, and the days off."""
    cadence = home.member.cadence
    come = words.say(
        "home-hours",
        days=weekdays(cadence.weekdays, words),
        time=f"{cadence.at:%H:%M}",
        zone=cadence.zone.key,
    )
    off = cadence.days_off
    free = country_name(off.country, words.language)
    lines = [words.say("home-holidays", country=free)] if off.country else []
    coming = upcoming(off.leave, home.today_there)
    if coming:
        lines.append(words.say("home-leave", leave=leave_list(coming, words)))
    return "\n".join([come, *lines])


def leave_list(ranges: Sequence[Leave], words: Say) -> str:
    """Format leave: "Thursday 24 December to Sunday 3 January, Monday 1 February"."""
    return ", ".join(leave_range(leave, words) for leave in ranges)


def leave_range(leave: Leave, words: Say) -> str:
    """Format a range of leave, or its only day."""
    first = day(leave.first, words.language)
    if leave.first == leave.last:
        return first
    return words.say("leave-range", first=first, last=day(leave.last, words.language))


def weekdays(of: Collection[int], words: Say) -> str:
    """Format days of the week, 0 for Monday: "Mon, Wed, Fri", or as a run, "Sun to Thu"."""
    names = get_day_names("abbreviated", locale=words.language)
    days = sorted(of)
    begins = [n for n in days if (n - 1) % WEEK not in of] or days[:1]
    if len(days) >= SHORTEST_RUN and len(begins) == 1:
        last = names[(begins[0] + len(days) - 1) % WEEK]
        return words.say("weekdays-run", first=names[begins[0]], last=last)
    return ", ".join(names[n] for n in days)


def track_blocks(home: MemberHome, today: Today, words: Say) -> list[Block]:
    """Show the current track: its name, purpose, progress and next nudge."""
    title = f"*{escape(today.track.title)}*\n{escape(today.track.purpose)}"
    waiting = (
        [section(words.say("waiting-open", nudge=escape(today.open_title)))]
        if today.open_title
        else []
    )
    return [
        section(f"{title}\n{progress_text(today.progress, words)}"),
        *waiting,
        section(next_up(home, today, words)),
    ]


def journal_entry(
    entry: JournalEntry, zone: ZoneInfo, words: Say, *, own: bool = False
) -> list[Block]:
    """
    Show one nudge and its answer.

    Args:
        own: True if the reader is the member; coaches don't see the rating.
    """
    date = day(entry.sent_at.astimezone(zone).date(), words.language)
    head = words.say("journal-entry", nudge=escape(entry.nudge), date=date)
    return [section(f"{head}\n{_answer(entry, zone, words, own=own)}")]


def _read(entry: JournalEntry, zone: ZoneInfo, words: Say) -> str:
    """Say which coach has read the answer, even if it has become private since."""
    if entry.read_by is None:
        return ""
    date = day(entry.read_by.at.astimezone(zone).date(), words.language)
    return words.say("journal-read", coach=entry.read_by.coach, date=date)


def _answer(entry: JournalEntry, zone: ZoneInfo, words: Say, *, own: bool) -> str:
    if not entry.read:
        return words.say("journal-private-day" if entry.private_day else "journal-kept")
    if not entry.answer.given:
        return words.say("journal-withheld" if entry.answer.withheld and own else "journal-empty")
    lines = (
        answer_line(entry.answer, words, confidence=own),
        quoted(*_words(entry)),
        story(entry.answer, words),
        words.say("journal-aged") if entry.answer.aged else "",
        words.say("journal-earlier") if entry.answer.is_earlier else "",
        _read(entry, zone, words) if own else "",
        words.say("journal-yours") if own and (entry.answer.private or entry.private_day) else "",
    )
    return "\n".join(line for line in lines if line)


def _words(entry: JournalEntry) -> tuple[str, ...]:
    """Return the member's own texts, except a plan that's shown with its outcome."""
    told = any(plan.came and plan.text == entry.answer.plan for plan in entry.answer.plans)
    return ("" if told else entry.answer.plan, *entry.answer.words)
