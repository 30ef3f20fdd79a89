"""Views of the Home tab: for members, for coaches, and for anyone who is neither yet."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock, HeaderBlock
from slack_sdk.models.views import View

from bot.domain.follow_up.coach_pages import CoachHome, Roster
from bot.domain.people.member_pages import JournalEntry, MemberHome, Today
from bot.domain.people.people import Member
from bot.slack.answers.journal_view import own_entry
from bot.slack.commands import ids
from bot.slack.follow_up.queue_view import queue_blocks
from bot.slack.follow_up.roster_view import roster_row
from bot.slack.practice.progress import hours, paused, track_blocks
from bot.slack.reports.month_view import (
    month_blocks,
    path_blocks,
    plan_blocks,
    reads_now,
    skill_blocks,
)
from bot.slack.reports.report_view import ALL
from bot.slack.views.blocks import actions, button, note, section
from bot.slack.views.lists import first
from bot.slack.views.say import Say

JOURNAL_SHOWN = 10


def member_home(page: MemberHome, words: Say) -> View:
    """Show today, the track, the last answers and the settings."""
    return _home(
        [
            _header("home-today", words),
            *_today(page, words),
            *(path_blocks(page.glance.path, words) if page.glance else []),
            *(skill_blocks(page.glance.skills, words) if page.glance else []),
            *(month_blocks(page.glance, words) if page.glance else []),
            *(plan_blocks(page.glance, page.member, words) if page.glance else []),
            *_journal(page, words),
            DividerBlock(),
            _header("home-settings", words),
            section(hours(page, words)),
            actions(*_settings(page, words)),
            note(_reads(page, words)),
        ]
    )


def coach_home(page: CoachHome, words: Say) -> View:
    """Show the coach's queue, then all their people."""
    return _home(
        [
            _header("home-queue", words),
            *queue_blocks(page.queue, page.now, words),
            actions(*_ways(words)),
            DividerBlock(),
            _header("home-roster", words),
            *_people(page.roster, words),
            note(words.say("home-coach-help")),
        ]
    )


def _ways(words: Say) -> list[ButtonElement]:
    """Build buttons for a coach's occasional tasks."""
    return [
        button(words.say("home-assign"), ids.ASSIGN_OPEN, "assign"),
        button(words.say("home-report"), ids.REPORT_SHOW, ALL),
        button(words.say("home-settings"), ids.COACH_SETTINGS, "settings"),
    ]


def _people(roster: Roster, words: Say) -> list[Block]:
    """Show the first people of the roster, with a button for the rest."""
    if not roster.lines:
        return [section(words.say("roster-empty"))]
    rows = [block for line in roster.lines for block in roster_row(line, words)]
    if not roster.after:
        return rows
    others = words.say("list-more", count=roster.people - len(roster.lines))
    more = button(words.say("roster-others"), ids.SHOW_ROSTER, roster.after)
    return [*rows, section(others, more)]


def stranger_home(words: Say) -> View:
    """Explain what Baton is, and how to get a track."""
    return _home(
        [
            _header("stranger-title", words),
            section(words.say("stranger-what")),
            section(words.say("stranger-how")),
            note(words.say("stranger-admin")),
        ]
    )


def _home(blocks: Sequence[Block]) -> View:
    return View(type="home", blocks=list(blocks))


def _header(key: str, words: Say) -> HeaderBlock:
    return HeaderBlock(text=words.say(key))


def _today(page: MemberHome, words: Say) -> list[Block]:
    if page.today is None:
        is_paused = page.member.paused_on(page.today_there)
        rest = [section(paused(page.member, None, words))] if is_paused else []
        return [section(words.say("home-no-track")), *rest]
    now = [actions(button(words.say("settings-now"), ids.NUDGE_NOW, "now"))]
    return [
        *track_blocks(page, page.today, words),
        *(now if _may_have_one_now(page, page.today) else []),
    ]


def _may_have_one_now(page: MemberHome, today: Today) -> bool:
    is_planned = today.next_due is not None and not page.member.paused_on(page.today_there)
    return is_planned and not today.open_title


def _journal(page: MemberHome, words: Say) -> list[Block]:
    rows = [_own(entry, page.member, words) for entry in page.journal if entry.answer.given]
    if not rows:
        return []
    return [
        DividerBlock(),
        _header("home-journal", words),
        *first(rows, JOURNAL_SHOWN, words),
        actions(button(words.say("journal-open"), ids.JOURNAL, page.member.id)),
    ]


def _own(entry: JournalEntry, member: Member, words: Say) -> list[Block]:
    return own_entry(entry, member, words)


def _settings(page: MemberHome, words: Say) -> list[ButtonElement]:
    member, is_paused = page.member, page.member.paused_on(page.today_there)
    stop_or_go = ("settings-resume", ids.RESUME) if is_paused else ("settings-pause", ids.PAUSE)
    pressable = (("settings-all", ids.CHANGE_TIME), stop_or_go, ("settings-privacy", ids.PRIVACY))
    return [button(words.say(key), action_id, member.id) for key, action_id in pressable]


def _reads(page: MemberHome, words: Say) -> str:
    if page.today is None:
        return words.say("home-reads-you")
    if page.today.coach is None:
        return words.say("home-reads-nobody")
    key = "home-reads-coach" if page.member.shares else "home-reads-only-you"
    rule = words.say(key, coach=page.today.coach.mention)
    now = reads_now(page.today, page.glance, words) if page.glance else ""
    return f"{rule} {now}".rstrip()
