"""Fit lists of any length into messages and views of limited length."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.slack.views.blocks import (
    MOST_BLOCKS,
    MOST_LETTERS,
    Message,
    fitting,
    letters,
    message,
    note,
    pack,
)
from bot.slack.views.say import Say

Row = Sequence[Block]

ROOM_FOR_MORE = 100
"""Characters reserved for "… and 12 more."."""


def listing(head: Row, rows: Sequence[Row], words: Say, tail: Row = ()) -> Message:
    """Build a message with as many rows as Slack allows, and the number left out."""
    blocks = MOST_BLOCKS - 1 - len(head) - len(tail)
    text = MOST_LETTERS - ROOM_FOR_MORE - letters([*head, *tail])
    shown = min(
        fitting([len(row) for row in rows], blocks),
        fitting([letters(row) for row in rows], text),
    )
    return message([*head, *first(rows, shown, words), *tail])


def lines(head: Row, entries: Sequence[str], words: Say, tail: Row = ()) -> Message:
    """Build a message with as many lines as Slack allows, packed into few paragraphs."""
    text = MOST_LETTERS - ROOM_FOR_MORE - letters([*head, *tail])
    shown = fitting([len(entry) + 1 for entry in entries], text)
    return message([*head, *pack(entries[:shown]), *_more(len(entries) - shown, words), *tail])


def first(rows: Sequence[Row], most: int, words: Say) -> list[Block]:
    """Return the first rows, and the number left out."""
    shown = [block for row in rows[:most] for block in row]
    return [*shown, *_more(len(rows) - most, words)]


def _more(count: int, words: Say) -> list[Block]:
    return [note(words.say("list-more", count=count))] if count > 0 else []
