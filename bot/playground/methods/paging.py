"""Cursors for paging through lists."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from bot.playground.api.arguments import Arguments
from bot.playground.api.json_values import Json, Refused

Item = TypeVar("Item")


def page(items: Sequence[Item], arguments: Arguments, default: int) -> tuple[Sequence[Item], str]:
    """Return one page of a list, and the cursor of the next, empty at the end."""
    start = _start(arguments.text("cursor"))
    end = start + arguments.number("limit", default, 1000)
    cursor = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return items[start:end], cursor


def marked(cursor: str) -> Json:
    return {"response_metadata": {"next_cursor": cursor}}


def _start(cursor: str) -> int:
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:") or 0)
    except (ValueError, binascii.Error):
        raise Refused("invalid_cursor") from None
