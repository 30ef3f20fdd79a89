"""Block Kit building blocks: escape text, cut it to Slack's limits, add fallback text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import accumulate
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    InteractiveElement,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from bot.domain.text.text import cut

LONGEST_SECTION = 3000
LONGEST_BUTTON = 75
LONGEST_FALLBACK = 4000
"""`chat.update` refuses a longer `text` (slack-facts 1.7)."""

MOST_BLOCKS = 50

MOST_LETTERS = 11_500
"""Most characters in a message's blocks: Slack refuses about 13,200 (slack-facts 1.7)."""

DAY = "EEEE d MMMM"
TIME = "HH:mm"

FULL, EMPTY = "▰", "▱"
AT = re.compile(r"(?<!\w)@(?=\w)")
CUT = re.compile(r"&[a-z]*$|<[^<>]*$")
"""The start of an HTML entity or a mention whose end was cut off."""
UNCUT = re.compile(r"&[a-z]+;|<[^<>]*>|[^&<]{1,200}|.")
"""Pieces that mustn't be split: HTML entities and mentions."""

MOST_PARTS = MOST_LETTERS // LONGEST_SECTION
GAP = "[…]"
BLANK = re.compile(r"_{3,}")
BAR = re.compile(f"[{FULL}{EMPTY}]+ *")


class Checked(JsonObject):
    """Looks up its checks once per class; the SDK does so on every render."""

    def validate_json(self) -> None:
        """See `JsonObject.validate_json`."""
        for check in _checks(type(self)):
            getattr(self, check)()


class Section(Checked, SectionBlock):
    """A paragraph."""


class Note(Checked, ContextBlock):
    """Small print."""


class Actions(Checked, ActionsBlock):
    """A row of interactive elements."""


class Button(Checked, ButtonElement):
    """A button."""


class Text(Checked, MarkdownTextObject):
    """Text in Slack's mrkdwn."""


class Label(Checked, PlainTextObject):
    """Text without markup."""


@cache
def _checks(kind: type[JsonObject]) -> tuple[str, ...]:
    return tuple(name for name in dir(kind) if hasattr(getattr(kind, name, None), "validator"))


@dataclass(frozen=True, slots=True)
class Message:
    """
    A message to post: its blocks, and a fallback `text` with everything they say.

    Attributes:
        drawn: The blocks as dicts. Validating and rendering them is expensive, so do it once.
    """

    text: str
    blocks: tuple[Block, ...]
    drawn: tuple[dict[str, Any], ...]

    def payload(self) -> dict[str, Any]:
        """The arguments of `chat.postMessage`, `chat.update` and `respond`."""
        return {"text": self.text, "blocks": list(self.drawn)}


def message(blocks: Sequence[Block]) -> Message:
    """Build a message whose fallback `text` comes from its blocks, so that the two agree."""
    drawn = tuple(block.to_dict() for block in blocks)
    return Message(_spoken(drawn), tuple(blocks), drawn)


def spoken(blocks: Sequence[Block]) -> str:
    """Return the blocks' text, line by line, with buttons in brackets and without bars."""
    return _spoken([block.to_dict() for block in blocks])


def _spoken(drawn: Sequence[dict[str, Any]]) -> str:
    lines = (" ".join(_sayings(block)) for block in drawn)
    return shorten("\n".join(line for line in lines if line), LONGEST_FALLBACK)


def _sayings(part: dict[str, Any]) -> Iterator[str]:
    if part["type"] in ("mrkdwn", "plain_text"):
        yield _saying(part)
    elif part["type"] == "button":
        yield f"[{escape(part['text']['text'])}]"
    elif part["type"] == "static_select":
        yield f"[{escape(part['placeholder']['text'])}]"
    else:
        inside = (part.get("text"), *part.get("elements", ()), part.get("accessory"))
        for child in filter(None, inside):
            yield from _sayings(child)


def _saying(text: dict[str, Any]) -> str:
    words: str = text["text"]
    return BAR.sub("", words) if text["type"] == "mrkdwn" else escape(words)


def escape(text: str) -> str:
    """Escape user text for mrkdwn: no markup takes effect, and no mention notifies anyone."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return AT.sub("@\u2060", safe)


def shorten(text: str, limit: int) -> str:
    """Cut text to *limit* characters, ending in an ellipsis if anything was cut."""
    if len(text) <= limit:
        return text
    return CUT.sub("", cut(text, limit)[:-1]).rstrip() + "…"


def quote(text: str, limit: int = 400) -> str:
    """Quote a person's text, with its lines joined into one."""
    words = " ".join(line for line in escape(text).splitlines() if line.strip())
    return f"> {shorten(words, limit)}"


def with_gaps(sentence: str) -> str:
    """Show a plan's blanks as gaps: Slack may read underscores as italics."""
    return BLANK.sub(GAP, sentence)


def section(text: str, accessory: InteractiveElement | None = None) -> SectionBlock:
    """Build a paragraph, with at most one interactive element beside it."""
    return Section(text=Text(text=shorten(text, LONGEST_SECTION)), accessory=accessory)


def note(*lines: str) -> ContextBlock:
    """Build small print. Empty lines are left out."""
    text = "\n".join(line for line in lines if line)
    return Note(elements=[Text(text=shorten(text, LONGEST_SECTION))])


def button(label: str, action_id: str, value: object, style: str | None = None) -> ButtonElement:
    """Build a button; a press sends *value* back."""
    text = Label(text=shorten(label, LONGEST_BUTTON))
    return Button(text=text, action_id=action_id, value=str(value), style=style)


def actions(*elements: InteractiveElement) -> ActionsBlock:
    """Build a row of interactive elements."""
    return Actions(elements=list(elements))


def bar(share: float, width: int = 10) -> str:
    """Draw progress as a bar: never empty once begun, never full before the end."""
    full = max(int(share * width), 1) if share > 0 else 0
    return FULL * min(full, width) + EMPTY * (width - min(full, width))


def when(instant: datetime, zone: ZoneInfo, language: str = "en") -> str:
    """Format an instant in the reader's time zone: "Tuesday 3 March, 09:00"."""
    return format_datetime(instant.astimezone(zone), f"{DAY}, {TIME}", locale=language)


def day(of: date, language: str = "en") -> str:
    """Format a date: "Tuesday 3 March"."""
    return format_date(of, DAY, locale=language)


def fitting(sizes: Sequence[int], budget: int) -> int:
    """Return how many items, from the first on, fit into *budget*."""
    return sum(total <= budget for total in accumulate(sizes))


def letters(blocks: Sequence[Block]) -> int:
    """Count the characters in the blocks, as Slack does for a message."""
    return sum(len(saying) for block in blocks for saying in _sayings(block.to_dict()))


def whole(text: str) -> list[Block]:
    """Split a text longer than a paragraph into as many notes as it takes."""
    parts = [""]
    for piece in UNCUT.findall(text):
        if len(parts[-1]) + len(piece) > LONGEST_SECTION:
            parts.append("")
        parts[-1] += piece
    return [note(part) for part in parts[:MOST_PARTS]]


def pack(lines: Sequence[str]) -> list[Block]:
    """Pack lines into as few paragraphs as Slack's length limit allows."""
    packed: list[str] = []
    for line in lines:
        if packed and len(packed[-1]) + len(line) < LONGEST_SECTION:
            packed[-1] += f"\n{line}"
        else:
            packed.append(line)
    return [section(text) for text in packed]
