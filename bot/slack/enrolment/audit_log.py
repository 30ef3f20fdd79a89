"""Views of the audit log of coaches' and admins' actions, and of the results of undo."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.enrolment.audit_log import LOG_PAGE, Log, LogLine, Undone
from bot.domain.people.people import mention
from bot.slack.commands import ids
from bot.slack.delivery.prompts import offer
from bot.slack.practice.member_pages import NONE, safe
from bot.slack.views.blocks import Message, actions, button, escape, message, section, when
from bot.slack.views.say import Say

__all__ = ["Message", "asked_to_confirm", "log_page", "said", "undone"]

NAMED = 3
"""Most people named in a line; the others are counted."""


def log_page(log: Log, reader: str, zone: ZoneInfo, words: Say) -> Message:
    """Show who did what to whom, newest first, with undo for the reader's own actions."""
    if not log.lines:
        return message([section(words.say("log-empty"))])
    rows = [_row(line, reader, zone, words) for line in log.lines]
    return message([section(words.say("log-title")), *rows, *_pages(log, words)])


def undone(result: Undone, words: Say) -> Message:
    """Say what was undone, and for whom it couldn't be."""
    lines = [words.say(f"undone-{result.action}", count=result.count)]
    for one in result.kept:
        why = words.say(one.key, **safe(one.facts, words))
        lines.append(words.say("undone-not", why=why))
    shown = lines[: 1 + LOG_PAGE]
    if len(lines) > len(shown):
        shown.append(words.say("list-more", count=len(lines) - len(shown)))
    return message([section("\n".join(shown))])


def said(keys: Sequence[str], words: Say, **facts: object) -> Message:
    """Join several of the fixed texts in one message."""
    return message([section(" ".join(words.say(key, **safe(facts, words)) for key in keys))])


def asked_to_confirm(words: Say) -> Message:
    """Show the statement a coach must confirm, with the button."""
    return offer("coach-confirm", words)


def _row(line: LogLine, reader: str, zone: ZoneInfo, words: Say) -> Block:
    who = mention(line.actor) if line.actor else words.say("log-erased")
    facts = {"track": escape(line.track) or NONE, "to": mention(line.to) if line.to else ""}
    what = words.say(f"log-{line.action}", whom=_whom(line, words), **facts)
    told = what if line.actor == reader else words.say("log-by", actor=who, what=what)
    text = words.say("log-line", when=when(line.at, zone, words.language), what=told)
    if line.undone:
        text = f"{text} · {words.say('log-undone')}"
    return section(text, _undo(line, words))


def _undo(line: LogLine, words: Say) -> ButtonElement | None:
    if not line.undoable:
        return None
    return button(words.say("assigned-undo"), ids.UNDO, line.id)


def _whom(line: LogLine, words: Say) -> str:
    if not line.whom:
        return words.say("log-erased")
    named = ", ".join(mention(who) for who in line.whom[:NAMED])
    more = len(line.whom) - NAMED
    return words.say("log-and-more", whom=named, count=more) if more > 0 else named


def _pages(log: Log, words: Say) -> list[Block]:
    turns = []
    if log.first:
        turns.append(("log-newer", max(log.first - LOG_PAGE, 0)))
    if log.more:
        turns.append(("log-older", log.first + LOG_PAGE))
    # Slack allows an action id only once in a row of buttons.
    return [actions(button(words.say(key), ids.LOG_FROM, first)) for key, first in turns]
