"""The coach's Monday digest, as one message."""

from datetime import time

from slack_sdk.models.blocks import Block

from bot.domain.follow_up.digest import Digest
from bot.domain.people.people import mention
from bot.slack.commands import ids
from bot.slack.delivery.kind_view import KindView
from bot.slack.views.blocks import Message, actions, button, day, escape, message, note, section
from bot.slack.views.say import Say

SHOWN = 7
"""Most people named in each part; `/coach queue` has the full list."""

MONDAYS = time(9)


def digest_page(digest: Digest, words: Say, at: time | None = MONDAYS) -> Message:
    """
    List who moved, who needs the coach, promises due, and one thing that went well.

    Args:
        at: Time of the automatic digest; None for never.
    """
    parts = [
        _moved(digest, words),
        _waiting(digest, words),
        _due(digest, words),
        _well(digest, words),
    ]
    blocks: list[Block] = [section(part) for part in parts if part]
    title = section(words.say("digest-title"))
    return message([title, *blocks, note(words.say("digest-note")), _buttons(at, words)])


def _moved(digest: Digest, words: Say) -> str:
    who = ", ".join(mention(slack_id) for slack_id in digest.moved[:SHOWN])
    more = max(len(digest.moved) - SHOWN, 0)
    said = words.say("digest-moved", count=len(digest.moved), members=digest.members)
    return f"{said}\n{who}{_more(more, words)}" if who else said


def _waiting(digest: Digest, words: Say) -> str:
    lines = [
        f"• {mention(one.slack_id)}: {words.say(f'reason-short-{one.reason}')}"
        for one in digest.waiting[:SHOWN]
    ]
    more = max(len(digest.waiting) - SHOWN, 0)
    said = words.say("digest-waiting", count=len(digest.waiting))
    return "\n".join((said, *lines)) + _more(more, words)


def _due(digest: Digest, words: Say) -> str:
    lines = [
        words.say("digest-promise", who=mention(one.slack_id), date=day(one.by, words.language))
        for one in digest.due[:SHOWN]
    ]
    more = max(len(digest.due) - SHOWN, 0)
    return "\n".join((words.say("digest-due"), *lines)) + _more(more, words) if lines else ""


def _well(digest: Digest, words: Say) -> str:
    if digest.well is None:
        return ""
    who, nudge = mention(digest.well.slack_id), escape(digest.well.nudge)
    return words.say("digest-well", who=who, nudge=nudge)


def _more(count: int, words: Say) -> str:
    return f"\n{words.say('list-more', count=count)}" if count else ""


def _buttons(at: time | None, words: Say) -> Block:
    action, key = (
        (ids.DIGEST_ON, "digest-switch-on")
        if at is None
        else (ids.DIGEST_OFF, "digest-switch-off")
    )
    return actions(
        button(words.say("digest-queue"), ids.QUEUE_FROM, 0), button(words.say(key), action, "0")
    )


VIEWS = (KindView(Digest, digest_page),)
