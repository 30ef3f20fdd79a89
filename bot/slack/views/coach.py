"""What coaches are told when they ask: tracks, people, the queue, and what came of an order."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.domain.pages import Assigned, Assignment, MemberPage, NotAssigned, RosterLine
from bot.domain.track import Needs, Nudge, Track
from bot.slack import ids
from bot.slack.views.blocks import Message, actions, button, escape, message, note, section, when
from bot.slack.views.lists import lines, listing
from bot.slack.views.member import safe
from bot.slack.views.people import roster_line, standing_in_full
from bot.slack.views.progress import counted, journal_entry
from bot.slack.views.queue import closing, why
from bot.slack.views.say import Say

LOG_SHOWN = 5


def assignment(result: Assignment, words: Say) -> Message:
    """Who starts when, who does not and why, and the way back."""
    title = section(
        words.say("assigned-title", track=escape(result.track.title), count=len(result.done))
    )
    told = [_assigned(done, words) for done in result.done]
    told += [_not_assigned(refused, words) for refused in result.refused]
    return lines([title], told, words, _undo(result, words))


def tracks_page(tracks: Sequence[Track], words: Say) -> Message:
    """Every track that can be assigned, with the way to its days."""
    rows = [_track_row(track, words) for track in tracks]
    return listing([section(words.say("tracks-title"))], rows, words)


def track_page(track: Track, words: Say) -> Message:
    """One track as a coach should know it, day by day."""
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


def roster_page(roster: Sequence[RosterLine], now: datetime, words: Say) -> Message:
    """All of a coach's people, a line each."""
    if not roster:
        return message([section(words.say("roster-empty"))])
    told = [_roster_line(line, words) for line in roster]
    title = section(words.say("roster-title", count=len(roster)))
    return lines([title], told, words, [note(words.say("roster-more"))])


def member_page(page: MemberPage, now: datetime, words: Say) -> Message:
    """What a coach may know of one member, and what they may not read."""
    zone = page.line.member.cadence.zone
    waiting: list[Block] = []
    for item in page.follow_ups:
        waiting += [section(why(item, now, words)), actions(*closing(item, words))]
    rows = [journal_entry(entry, zone, words) for entry in page.journal]
    title = [section(words.say("member-answers"))] if rows else []
    log = [note(*(escape(line) for line in page.log[:LOG_SHOWN]))] if page.log else []
    head = [section(standing_in_full(page.line, words)), *waiting, *title]
    return listing(head, rows, words, log)


def coach_help(words: Say, example_member: str, example_track: str) -> Message:
    """Every `/coach` command in a line, with an example that would work."""
    return message(
        [
            section(words.say("help-coach", member=example_member, track=example_track)),
            note(words.say("help-coach-note")),
        ]
    )


def _assigned(done: Assigned, words: Say) -> str:
    who = done.member.mention
    if done.first is None:
        key = "assigned-behind" if done.behind else "assigned-later"
        return words.say(key, who=who, track=escape(done.behind))
    zone = done.member.cadence.zone
    first = when(done.first, zone, words.language)
    return words.say("assigned-first", who=who, when=first, zone=zone.key)


def _not_assigned(refused: NotAssigned, words: Say) -> str:
    why = words.say(refused.key, **safe(refused.facts, words))
    return words.say("assigned-not", who=f"<@{refused.slack_id}>", why=why)


def _undo(result: Assignment, words: Say) -> list[Block]:
    if result.audit_id is None or not result.done:
        return []
    return [actions(button(words.say("assigned-undo"), ids.UNDO, result.audit_id))]


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
