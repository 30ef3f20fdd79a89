"""Views of a coach's people and their status."""

from datetime import date

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.follow_up.coach_pages import RosterLine
from bot.domain.schedule.schedule import local_date
from bot.slack.commands import ids
from bot.slack.practice.progress import counted
from bot.slack.views.blocks import button, day, escape, section, when
from bot.slack.views.say import Say

AWAY = frozenset({"paused", "on-leave"})
"""Statuses with an end date."""


def roster_row(line: RosterLine, words: Say) -> list[Block]:
    """Show one member on the coach's Home tab, with a button that opens their page."""
    return [section(standing_text(line, words), show(line.member.slack_id, words))]


def standing_text(line: RosterLine, words: Say) -> str:
    """Describe a member: name, track, progress, next nudge and last answer."""
    far = counted(line.progress, words) if line.progress else ""
    return _lines(roster_line(line, words), far, _next(line, words), _last(line, words))


def standing_in_full(line: RosterLine, words: Say) -> str:
    """Like `standing_text`, plus the counts, which a list has no room for."""
    if line.progress is None:
        return standing_text(line, words)
    done = line.progress
    counts = words.say("member-counts", sent=done.sent, answered=done.answered, did=done.did)
    far = counted(done, words)
    return _lines(roster_line(line, words), far, counts, _next(line, words), _last(line, words))


def roster_line(line: RosterLine, words: Say) -> str:
    """Return a member's name, track and status in one line."""
    waiting = (words.say(f"reason-short-{reason}") for reason in line.waiting)
    parts = (
        line.member.mention,
        f"*{escape(line.track)}*" if line.track else "",
        stands(line.standing, line.until, words),
        *waiting,
    )
    return " · ".join(part for part in parts if part)


def show(slack_id: str, words: Say) -> ButtonElement:
    """Build the button that opens a member's page."""
    return button(words.say("queue-show"), ids.SHOW_MEMBER, slack_id)


def stands(standing: str, until: date | None, words: Say) -> str:
    """Return a status in words, with the end date of a leave or pause."""
    if until is None or standing not in AWAY:
        return words.say(f"standing-{standing}")
    return words.say(f"standing-{standing}-until", date=day(until, words.language))


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _next(line: RosterLine, words: Say) -> str:
    if line.next_due is None:
        return ""
    moment = when(line.next_due, line.member.cadence.zone, words.language)
    return words.say("roster-next", when=moment)


def _last(line: RosterLine, words: Say) -> str:
    if line.last_reply is None:
        return ""
    date = local_date(line.member.cadence, line.last_reply)
    return words.say("roster-last", date=day(date, words.language))
