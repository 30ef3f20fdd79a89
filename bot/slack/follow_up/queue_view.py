"""Views of the coach's queue: each person to reach out to, the reason, and the buttons."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    InteractiveElement,
    Option,
    StaticSelectElement,
)

from bot.domain.follow_up.follow_up import FollowUp, Queue, Reason
from bot.domain.people.people import mention
from bot.slack.answers.answer_lines import quoted
from bot.slack.commands import ids
from bot.slack.follow_up.roster_view import show
from bot.slack.views.blocks import (
    Message,
    actions,
    button,
    day,
    escape,
    message,
    note,
    section,
    shorten,
)
from bot.slack.views.say import Say

SNOOZE_DAYS = (1, 3, 5)

ROOM = 8_000
"""Characters for the reasons on a page; buttons and surrounding lines need the rest."""

CLOSED_ACCOUNT = frozenset({"account_inactive", "user_disabled", "deactivated"})
"""Slack's error codes for people who have left."""


def queue_page(queue: Queue, now: datetime, words: Say, first: int = 0, done: str = "") -> Message:
    """
    List the people to reach out to, most urgent first, one page at a time.

    Args:
        done: The result of a press just made, or "".
    """
    head = [note(done)] if done else []
    if not queue.rows:
        return message([*head, *queue_blocks(queue, now, words)])
    title = section(words.say("queue-title", count=len(queue.rows)))
    rows = _rows(queue, now, words, first)
    return message([*head, title, *rows, *_tail(queue, words, first)])


def queue_blocks(queue: Queue, now: datetime, words: Say) -> list[Block]:
    """Return the first page of the queue as blocks for a larger view."""
    if not queue.rows:
        return [section(words.say("queue-empty")), *_held_back(queue, words)]
    return [*_rows(queue, now, words, 0), *_tail(queue, words, 0)]


def _rows(queue: Queue, now: datetime, words: Say, first: int) -> list[Block]:
    page = queue.page(first)
    room = ROOM // len(page)
    return [block for row in page for block in _row(row, now, words, first, room)]


def _row(follow_up: FollowUp, now: datetime, words: Say, first: int, room: int) -> list[Block]:
    """Show one person to reach out to; the block id says which page to redraw after a press."""
    row = actions(*pressable(follow_up, words))
    row.block_id = f"{ids.QUEUE_BLOCK}:{first}:{follow_up.reason}.{follow_up.id}"
    return [section(shorten(why(follow_up, now, words), room)), row]


def pressable(follow_up: FollowUp, words: Say) -> list[InteractiveElement]:
    """Return an item's buttons; someone who has left can't get a message or a promise."""
    who = follow_up.slack_id
    note_it = button(words.say("queue-note"), ids.NOTE, who)
    if _has_left(follow_up):
        return [*closing(follow_up, words), note_it, show(who, words)]
    return [
        button(words.say("queue-write"), ids.WRITE_TO, who, "primary"),
        *closing(follow_up, words),
        note_it,
        button(words.say("queue-promise"), ids.PROMISE, who),
        open_dm(follow_up.team_id, who, words),
        show(who, words),
    ]


def _has_left(follow_up: FollowUp) -> bool:
    return follow_up.away == "deactivated" or follow_up.detail in CLOSED_ACCOUNT


def closing(follow_up: FollowUp, words: Say) -> list[InteractiveElement]:
    """Return the buttons that remove an item from the queue, for good or for some days."""
    if follow_up.reason is Reason.PROMISE:
        return [
            button(words.say("promise-kept"), ids.PROMISE_KEPT, follow_up.id),
            _later(follow_up, ids.PROMISE_MOVE, "promise-move", words),
            button(words.say("promise-dropped"), ids.PROMISE_DROPPED, follow_up.id),
        ]
    return [
        button(words.say("queue-talked"), ids.FOLLOW_UP_TALKED, follow_up.id),
        _later(follow_up, ids.FOLLOW_UP_SNOOZE, "queue-snooze", words),
        button(words.say("queue-not-needed"), ids.FOLLOW_UP_DISMISS, follow_up.id),
    ]


def why(follow_up: FollowUp, now: datetime, words: Say) -> str:
    """Give the reason to reach out, its subject, and the deadline."""
    about = words.say("queue-about", nudge=escape(follow_up.nudge)) if follow_up.nudge else ""
    lines = (_reason(follow_up, words), about, _words(follow_up, words), _also(follow_up, words))
    return "\n".join(line for line in (*lines, _by(follow_up, now, words)) if line)


def _reason(follow_up: FollowUp, words: Say) -> str:
    return words.say(
        f"reason-{follow_up.reason}",
        who=mention(follow_up.slack_id),
        count=follow_up.count,
        detail=escape(follow_up.detail),
        away="deactivated" if _has_left(follow_up) else follow_up.away or "none",
    )


def _words(follow_up: FollowUp, words: Say) -> str:
    return words.say("queue-kept") if follow_up.withheld else quoted(*follow_up.words)


def _also(follow_up: FollowUp, words: Say) -> str:
    if not follow_up.also:
        return ""
    reasons = (words.say(f"reason-short-{reason}") for reason in follow_up.also)
    return words.say("queue-also", reasons=" · ".join(reasons))


def _by(follow_up: FollowUp, now: datetime, words: Say) -> str:
    kind = "promise" if follow_up.reason is Reason.PROMISE else "queue"
    key = f"{kind}-late" if follow_up.reach_by < now.date() else f"{kind}-by"
    return words.say(key, date=day(follow_up.reach_by, words.language))


def _later(
    follow_up: FollowUp, action_id: str, placeholder: str, words: Say
) -> StaticSelectElement:
    options = [
        Option(text=words.say(f"queue-snooze-{days}"), value=f"{follow_up.id}:{days}")
        for days in SNOOZE_DAYS
    ]
    return StaticSelectElement(
        placeholder=words.say(placeholder), action_id=action_id, options=options
    )


def open_dm(team_id: str, slack_id: str, words: Say) -> ButtonElement:
    """Build a button with Slack's deep link to a conversation, which opens in the app."""
    link = button(words.say("queue-dm"), ids.OPEN_DM, slack_id)
    link.url = f"slack://user?team={team_id}&id={slack_id}"
    return link


def _tail(queue: Queue, words: Say, first: int) -> list[Block]:
    """Suggest an opening line, say who is held back, and add the paging buttons."""
    return [
        note(words.say("queue-opener")),
        *_held_back(queue, words),
        *_pages(queue, words, first),
    ]


def _held_back(queue: Queue, words: Say) -> list[Block]:
    resting = words.say("queue-resting", count=queue.resting) if queue.resting else ""
    snoozed = words.say("queue-snoozed", count=queue.snoozed) if queue.snoozed else ""
    return [note(resting, snoozed)] if resting or snoozed else []


def _pages(queue: Queue, words: Say, first: int) -> Sequence[Block]:
    following = queue.after(first)
    if not first and not following:
        return []
    last = first + len(queue.page(first))
    where = words.say("queue-range", first=first + 1, last=last, count=len(queue.rows))
    key, to = ("queue-more", following) if following else ("queue-start", 0)
    return [section(where, button(words.say(key), ids.QUEUE_FROM, to))]
