"""Check pictures in blocks that are files of the workspace, and refuse them as Slack does."""

from collections.abc import Iterator
from typing import Any

from bot.playground.api.json_values import Json, Refused, invalid_arguments
from bot.playground.api.schema import problem
from bot.playground.workspace.files import Files

KINDS = frozenset({"png", "jpg", "jpeg", "gif"})


def check_message_pictures(files: Files, blocks: Any) -> None:
    """Refuse a message that shows a file which is missing or no picture."""
    found = [*_wrong(files, blocks or [], "/blocks")]
    if found:
        raise Refused("invalid_blocks", errors=found, response_metadata={"messages": found})


def check_view_pictures(files: Files, view: Json) -> None:
    """Refuse a view that shows a file which is missing or no picture."""
    found = [*_wrong(files, view["blocks"], "/view/blocks")]
    if found:
        raise invalid_arguments(*found)


def _wrong(files: Files, part: Any, pointer: str) -> Iterator[str]:
    if isinstance(part, list):
        for place, inside in enumerate(part):
            yield from _wrong(files, inside, f"{pointer}/{place}")
    elif isinstance(part, dict):
        shown = part.get("slack_file")
        if part.get("type") == "image" and shown and not _is_picture(files, shown):
            yield problem("invalid slack file", f"{pointer}/slack_file")
        for name in ("elements", "accessory"):
            yield from _wrong(files, part.get(name), f"{pointer}/{name}")


def _is_picture(files: Files, shown: Json) -> bool:
    try:
        file = files.get(str(shown.get("id") or str(shown.get("url")).split("/")[-2]))
    except (Refused, IndexError):
        return False
    return file.content is not None and file.kind in KINDS
