"""A coach's page about one member: progress, notes and contacts, and what isn't shown."""

from collections import Counter
from datetime import datetime

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, ConfirmObject

from bot.domain.answers.reply import LONGEST_TEXT
from bot.domain.follow_up.coach_pages import Contact, MemberPage
from bot.domain.follow_up.notes import Note
from bot.domain.plans.plan import Plan
from bot.domain.practice.coach_view import Mark
from bot.domain.privacy.retention import KEPT
from bot.slack.commands import ids
from bot.slack.follow_up.queue_view import closing, open_dm, why
from bot.slack.follow_up.roster_view import standing_in_full
from bot.slack.views.blocks import (
    actions,
    button,
    day,
    escape,
    note,
    quote,
    section,
    shorten,
    when,
)
from bot.slack.views.say import Say

MARKS = {
    Mark.DID: "✓",
    Mark.NOT_YET: "…",
    Mark.NOT_FOR_ME: "⊘",
    Mark.STUCK: "?",
    Mark.ANSWERED: "•",
    Mark.KEPT: "▪",
    Mark.OPEN: "○",
    Mark.COMING: "▫",
}

LONGEST_WHY = 500
LONGEST_LINE = 200
"""Longest open item, and longest note, promise or contact, in characters."""


def head(page: MemberPage, now: datetime, words: Say) -> list[Block]:
    """Build everything above the answers."""
    return [
        section(f"{standing_in_full(page.line, words)}\n{_path(page, words)}".strip()),
        note(_confidence(page, words), words.say("member-not-shown")),
        _ways(page, words),
        *_waiting(page, now, words),
        *_listed("member-plans", _plans(page, words), words),
        *_listed("member-promises", _promises(page, words), words),
        *_notes(page, now, words),
        *_contacts(page, now, words),
    ]


def _path(page: MemberPage, words: Say) -> str:
    """Draw the track as one mark per day, with a legend that counts each mark."""
    if not page.path:
        return ""
    counts = Counter(page.path)
    legend = (
        f"{MARKS[mark]} {words.say(f'path-{mark}', count=counts[mark])}"
        for mark in Mark
        if counts[mark]
    )
    return f"{' '.join(MARKS[mark] for mark in page.path)}\n{' · '.join(legend)}"


def _confidence(page: MemberPage, words: Say) -> str:
    return words.say(f"trend-{page.trend}")


def _ways(page: MemberPage, words: Say) -> ActionsBlock:
    who = page.line.member.slack_id
    row = actions(
        button(words.say("queue-write"), ids.WRITE_TO, who, "primary"),
        button(words.say("queue-note"), ids.NOTE, who),
        button(words.say("queue-promise"), ids.PROMISE, who),
        open_dm(page.team_id, who, words),
    )
    row.block_id = f"{ids.MEMBER_BLOCK}:{who}:ways"
    return row


def _waiting(page: MemberPage, now: datetime, words: Say) -> list[Block]:
    blocks: list[Block] = []
    for item in page.follow_ups:
        row = actions(*closing(item, words))
        row.block_id = f"{ids.MEMBER_BLOCK}:{item.slack_id}:{item.reason}.{item.id}"
        blocks += [section(shorten(why(item, now, words), LONGEST_WHY)), row]
    return blocks


def _listed(title: str, lines: list[str], words: Say) -> list[Block]:
    return [section("\n".join([words.say(title), *lines]))] if lines else []


def _plans(page: MemberPage, words: Say) -> list[str]:
    return [
        f"{quote(plan.text, LONGEST_LINE)}\n{_asked(page, plan, words)}" for plan in page.plans
    ]


def _asked(page: MemberPage, plan: Plan, words: Say) -> str:
    """Say when Baton asks the member about the plan, in the member's time zone."""
    if plan.occasion_id:
        return words.say("member-plan-asked")
    if plan.asks_at is None:
        return words.say("member-plan-no-time")
    there = page.line.member.cadence.zone
    return words.say("member-plan-asks", when=when(plan.asks_at, there, words.language))


def _promises(page: MemberPage, words: Say) -> list[str]:
    return [
        words.say(
            "member-promise-kept" if promise.kept_at else "member-promise",
            date=day(promise.due, words.language),
            text=_short(promise.text),
        )
        for promise in page.promises
    ]


def _notes(page: MemberPage, now: datetime, words: Say) -> list[Block]:
    """Show each note with its delete button, and say how long notes are kept."""
    if not page.notes:
        return []
    rows: list[Block] = [section(words.say("member-notes"))]
    for one in page.notes:
        text = words.say("member-note", date=_date(one.at, now, words), text=_short(one.text))
        row = section(text, _delete(one, words))
        row.block_id = f"{ids.MEMBER_BLOCK}:{page.line.member.slack_id}:note.{one.id}"
        rows.append(row)
    return [*rows, note(words.say("member-notes-age", days=KEPT.days))]


def _delete(one: Note, words: Say) -> ButtonElement:
    press = button(words.say("note-delete"), ids.NOTE_DELETE, one.id)
    press.confirm = ConfirmObject(
        title=words.say("note-delete-title"),
        text=words.say("note-delete-sure"),
        confirm=words.say("note-delete"),
        deny=words.say("form-cancel"),
    )
    return press


def _contacts(page: MemberPage, now: datetime, words: Say) -> list[Block]:
    """Show the newest answer in full, since it appears nowhere else, then earlier contacts."""
    newest = next((one for one in page.contacts if one.kind == "answered"), None)
    earlier = [one for one in page.contacts if one is not newest]
    short = [_contact(one, now, words, LONGEST_LINE) for one in earlier]
    full = [section(_contact(newest, now, words, LONGEST_TEXT))] if newest else []
    return [*full, *_listed("member-contacts", short, words)]


def _contact(contact: Contact, now: datetime, words: Say, longest: int) -> str:
    said = words.say(f"contact-{contact.kind}", date=_date(contact.at, now, words))
    return shorten("\n".join([said, *(quote(text, longest) for text in contact.words)]), longest)


def _short(text: str) -> str:
    return shorten(escape(" ".join(text.split())), LONGEST_LINE)


def _date(at: datetime, now: datetime, words: Say) -> str:
    """Format a date in the coach's time zone, which is that of *now*."""
    return day(at.astimezone(now.tzinfo).date(), words.language)
