"""Lists of any length, in messages and views of limited length."""

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
"""Letters kept free for "… and 12 more."."""


def listing(head: Row, rows: Sequence[Row], words: Say, tail: Row = ()) -> Message:
    """A message of as many rows as Slack takes, and how many more there are."""
    blocks = MOST_BLOCKS - 1 - len(head) - len(tail)
    text = MOST_LETTERS - ROOM_FOR_MORE - letters([*head, *tail])
    shown = min(
        fitting([len(row) for row in rows], blocks),
        fitting([letters(row) for row in rows], text),
    )
    return message([*head, *first(rows, shown, words), *tail])


def lines(head: Row, entries: Sequence[str], words: Say, tail: Row = ()) -> Message:
    """A message of as many lines as Slack takes, packed tightly."""
    text = MOST_LETTERS - ROOM_FOR_MORE - letters([*head, *tail])
    shown = fitting([len(entry) + 1 for entry in entries], text)
    return message([*head, *pack(entries[:shown]), *_more(len(entries) - shown, words), *tail])


def first(rows: Sequence[Row], most: int, words: Say) -> list[Block]:
    """The first rows, and how many more there are."""
    shown = [block for row in rows[:most] for block in row]
    return [*shown, *_more(len(rows) - most, words)]


def _more(count: int, words: Say) -> list[Block]:
    return [note(words.say("list-more", count=count))] if count > 0 else []
