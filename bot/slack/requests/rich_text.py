"""Extract a message's text from its `text` field or, if that's empty, its rich text blocks."""

from collections.abc import Callable, Iterator
from typing import Any

Element = dict[str, Any]

OF_LINES = ("rich_text", "rich_text_list")
"""Elements that hold one line after another; all others are a single line."""


def words_of(message: dict[str, Any]) -> str:
    """
    Return what a person typed, in Slack's markup.

    Slack's clients send the same text twice, as `text` and as blocks; other clients may send only
    blocks. Attachments, such as a forwarded message, are ignored: others wrote them.
    """
    text = message.get("text")
    if isinstance(text, str) and text.strip():
        return text
    blocks = [one for one in _parts(message, "blocks") if one.get("type") == "rich_text"]
    return "\n".join(filter(None, (_joined(block).strip() for block in blocks)))


def _joined(element: Element) -> str:
    """Return the text of an element and its children."""
    written = WRITTEN.get(str(element.get("type")))
    if written:
        return written(element)
    within = [_joined(one) for one in _parts(element, "elements")]
    return ("\n" if element.get("type") in OF_LINES else "").join(within)


def _plain(element: Element) -> str:
    text = str(element.get("text") or "")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _link(element: Element) -> str:
    url, label = str(element.get("url") or ""), _plain(element)
    return f"<{url}|{label}>" if label else f"<{url}>"


WRITTEN: dict[str, Callable[[Element], str]] = {
    "text": _plain,
    "link": _link,
    "emoji": lambda element: f":{element.get('name') or ''}:",
    "user": lambda element: f"<@{element.get('user_id') or ''}>",
    "channel": lambda element: f"<#{element.get('channel_id') or ''}>",
    "usergroup": lambda element: f"<!subteam^{element.get('usergroup_id') or ''}>",
    "broadcast": lambda element: f"<!{element.get('range') or ''}>",
    "date": lambda element: str(element.get("fallback") or ""),
}
"""Slack markup for each type of rich text element."""


def _parts(about: Element, name: str) -> Iterator[Element]:
    found = about.get(name)
    return (one for one in (found if isinstance(found, list) else ()) if isinstance(one, dict))
