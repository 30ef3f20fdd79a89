"""Answers to coaches' commands: tracks, people, one member, help."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.domain.errors import CoachingError
from bot.domain.follow_up.coach_pages import MemberPage, Roster, RosterLine
from bot.domain.people.people import Mention
from bot.domain.practice.track import Needs, Nudge, Track
from bot.slack.commands import ids
from bot.slack.follow_up import member_page as one_member
from bot.slack.follow_up.roster_view import roster_line
from bot.slack.practice.member_pages import notice
from bot.slack.practice.progress import counted, journal_entry
from bot.slack.views.blocks import Message, button, escape, message, note, section, whole
from bot.slack.views.lists import lines, listing
from bot.slack.views.say import Say

LOG_SHOWN = 5
BARE = 2
"""Words in a line too short to repeat back: the command and its verb."""


def tracks_page(tracks: Sequence[Track], words: Say) -> Message:
    """List every assignable track, each with a button that shows its days."""
    rows = [_track_row(track, words) for track in tracks]
    return listing([section(words.say("tracks-title"))], rows, words)


def track_page(track: Track, words: Say) -> Message:
    """Show one track to a coach, day by day."""
    facts = [
        words.say("track-for", audience=escape(track.audience)),
        _needs(track.needs, words),
        "" if track.ready else words.say("track-draft"),
    ]
    head = [
        section(f"*{escape(track.title)}* · `{track.id}`\n{escape(track.purpose)}"),
        note(*facts),
        *([section(words.say("track-note", note=escape(track.note)))] if track.note else []),
    ]
    days = [_day(nudge, words) for nudge in track.nudges]
    return lines(head, days, words, [note(words.say("track-assign", track=track.id))])


def roster_page(roster: Roster, words: Say) -> Message:
    """Show a page of a coach's people, one line each."""
    if not roster.lines:
        return message([section(words.say("roster-empty"))])
    told = [_roster_line(line, words) for line in roster.lines]
    title = section(words.say("roster-title", count=roster.people))
    return lines([title], told, words, [*_pages(roster, words), note(words.say("roster-more"))])


def _pages(roster: Roster, words: Say) -> list[Block]:
    if not roster.first and not roster.after:
        return []
    last = roster.first + len(roster.lines)
    where = words.say("queue-range", first=roster.first + 1, last=last, count=roster.people)
    key = "queue-more" if roster.after else "queue-start"
    return [section(where, button(words.say(key), ids.SHOW_ROSTER, roster.after))]


def member_page(page: MemberPage, now: datetime, words: Say, done: str = "") -> Message:
    """
    Show a coach what they may see of one member, and say what's hidden.

    Args:
        done: The result of a press just made, or "".
    """
    zone = page.line.member.cadence.zone
    rows = [journal_entry(entry, zone, words) for entry in page.journal]
    above = [note(done)] if done else []
    title = [section(words.say("member-answers"))] if rows else []
    log = [note(*(escape(line) for line in page.log[:LOG_SHOWN]))] if page.log else []
    return listing([*above, *one_member.head(page, now, words), *title], rows, words, log)


def coach_help(words: Say, example_member: str, example_track: str) -> Message:
    """List common tasks, then every command in one line; each example would work as typed."""
    return message(
        [
            section(words.say("help-jobs", member=example_member, track=example_track)),
            section(words.say("help-coach", member=example_member, track=example_track)),
            note(words.say("help-coach-note")),
        ]
    )


def refused(refusal: CoachingError, line: Mention, words: Say) -> Message:
    """Give the reason for a refusal, and the typed line, so that it can be copied."""
    told = notice(refusal.key, words, **refusal.facts)
    if len(line.split()) <= BARE:
        return told
    return message([*told.blocks, *whole(words.say("coach-typed", line=line))])


def _track_row(track: Track, words: Say) -> list[Block]:
    draft = "" if track.ready else f"\n{words.say('track-draft')}"
    days = words.say("track-days", days=len(track))
    text = f"*{escape(track.title)}* · `{track.id}` · {days}\n{escape(track.audience)}{draft}"
    return [section(text, button(words.say("queue-show"), ids.SHOW_TRACK, track.id))]


def _needs(needs: Needs, words: Say) -> str:
    if needs.count:
        return words.say("track-needs-count", count=needs.count)
    if needs.either:
        return words.say("track-needs-either", tracks=_ids(needs.either))
    return words.say("track-needs-every", tracks=_ids(needs.every)) if needs.every else ""


def _ids(tracks: Sequence[str]) -> str:
    return ", ".join(f"`{track}`" for track in tracks)


def _day(nudge: Nudge, words: Say) -> str:
    kind = words.say(f"kind-{nudge.kind}")
    line = words.say("track-day", day=nudge.day, title=escape(nudge.title), kind=kind)
    return f"{line} · {words.say('track-private')}" if nudge.private else line


def _roster_line(line: RosterLine, words: Say) -> str:
    if line.progress is None:
        return roster_line(line, words)
    return f"{roster_line(line, words)}\n{counted(line.progress, words)}"
