"""Slack's way of writing a message, read as the plain words a person typed."""

import re
from collections.abc import Mapping
from html import unescape

PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
EVERYONE = re.compile(r"<!(channel|here|everyone)(?:\|[^>]*)?>")
NAMED = re.compile(r"<(?:!subteam\^[A-Z0-9]+|#[A-Z0-9]+)\|([^>]+)>")
LINK = re.compile(r"<((?:https?|mailto):[^|>]+)(?:\|([^>]*))?>")


def people_in(text: str) -> tuple[str, ...]:
    """The Slack ids of those mentioned."""
    return tuple(dict.fromkeys(PERSON.findall(text)))


def plain(text: str, names: Mapping[str, str]) -> str:
    """
    Take out Slack's markup: mentions become names, links their address, `&amp;` an &.

    Args:
        text: As the event has it.
        names: What each mentioned person is called; whoever is not in it is "somebody".
    """
    read = PERSON.sub(lambda found: f"@{names.get(found[1], 'somebody')}", text)
    read = EVERYONE.sub(r"@\1", read)
    read = NAMED.sub(r"\1", read)
    read = LINK.sub(lambda found: _link(found[1], found[2]), read)
    return unescape(read)


def _link(address: str, label: str | None) -> str:
    address = address.removeprefix("mailto:")
    return address if not label or label == address else f"{label} ({address})"
