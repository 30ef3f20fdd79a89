"""Extract the text of a message or view, as a person reads it."""

from collections.abc import Iterator
from typing import Any

from bot.playground.api.json_values import Json

READ = (
    *("title", "subtitle", "text", "label", "hint", "fields", "body", "description", "alt_text"),
    *("element", "accessory", "elements", "actions", "child_blocks", "rows", "tasks"),
    *("placeholder", "options", "option_groups", "initial_value"),
)
"""Keys that contain text, in reading order."""


def texts_of(message: Json) -> str:
    """
    Return all text a person sees, one line each.

    Blocks replace the message's own text, as they do on screen.
    """
    seen: list[str] = []
    if message.get("blocks"):
        buttons = [message.get("submit"), message.get("close")]
        for part in [message.get("title"), *message["blocks"], *buttons]:
            seen += _words(part)
    else:
        seen += _words(message.get("text"))
    seen += [str(file.get("title") or file.get("name")) for file in message.get("files") or []]
    return "\n".join(words for words in seen if words)


def _words(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for item in part:
            yield from _words(item)
    elif isinstance(part, dict):
        yield from _words_in(part)


def _words_in(part: Json) -> Iterator[str]:
    if str(part.get("type", "")).startswith("rich_text_"):
        yield _rich_text(part)
        return
    for name in READ:
        yield from _words(part.get(name))


def _rich_text(part: Json) -> str:
    if part["type"] == "rich_text_list":
        return "\n".join(_rich_text(item) for item in part.get("elements", []))
    return "".join(_run(run) for run in part.get("elements", []))


def _run(run: Json) -> str:
    if run.get("type") == "user":
        return f"<@{run.get('user_id')}>"
    if run.get("type") == "emoji":
        return f":{run.get('name')}:"
    return str(run.get("text") or run.get("url") or "")
