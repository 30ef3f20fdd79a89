"""Convert Slack's mrkdwn to the plain text a person typed."""

import re
from collections.abc import Mapping

from bot.slack.views.say import Say

REFERENCE = re.compile(r"<([^<>]+)>|<([@#!][A-Za-z0-9^]+)\Z")
"""A reference to a person, group, channel, date or link. A literal `<` arrives as `&lt;`. The
last reference may be cut off."""

PERSON = re.compile(r"@([UW][A-Z0-9]+)")
GROUP = re.compile(r"!subteam\^(S[A-Z0-9]+)")
ENTITY = re.compile("&(amp|lt|gt);")
SIGNS = {"amp": "&", "lt": "<", "gt": ">"}
SCHEME = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)


def people_in(text: str) -> tuple[str, ...]:
    """Return the Slack ids of the people mentioned, in order."""
    return _named(PERSON, text)


def groups_in(text: str) -> tuple[str, ...]:
    """Return the Slack ids of the user groups mentioned, in order."""
    return _named(GROUP, text)


def plain(text: str, names: Mapping[str, str], words: Say) -> str:
    """
    Remove Slack's markup: replace references with words, and unescape `&amp;` once.

    Args:
        text: A message or a command, as Slack sends it.
        names: Known names of the people mentioned, by Slack id.
        words: Source of the text for a person, group or channel without a name.
    """
    return "".join(
        _reference(piece, names, words) if is_reference else unescaped(piece)
        for is_reference, piece in pieces(text)
    )


def pieces(text: str) -> list[tuple[bool, str]]:
    """Split text into pairs: True and a reference without its brackets, or False and text."""
    found, end = [], 0
    for match in REFERENCE.finditer(text):
        found += [(False, text[end : match.start()]), (True, match[1] or match[2])]
        end = match.end()
    return [*found, (False, text[end:])]


def unescaped(text: str) -> str:
    """Unescape Slack's three entities, once: `&amp;lt;` becomes the typed `&lt;`."""
    return ENTITY.sub(lambda found: SIGNS[found[1]], text)


def person_of(reference: str) -> str:
    """Return the Slack id of the person a reference names, or ""."""
    return _id(PERSON, reference)


def group_of(reference: str) -> str:
    """Return the Slack id of the user group a reference names, or ""."""
    return _id(GROUP, reference)


def _named(kind: re.Pattern[str], text: str) -> tuple[str, ...]:
    found = (_id(kind, piece) for is_reference, piece in pieces(text) if is_reference)
    return tuple(dict.fromkeys(filter(None, found)))


def _id(kind: re.Pattern[str], reference: str) -> str:
    match = kind.fullmatch(reference.partition("|")[0])
    return match[1] if match else ""


def _reference(reference: str, names: Mapping[str, str], words: Say) -> str:
    target, _, label = reference.partition("|")
    called = unescaped(label).strip()
    if target.startswith("@"):
        who = names.get(target[1:]) or called.removeprefix("@")
        return f"@{who}" if who else words.say("mention-somebody")
    if target.startswith("#"):
        return f"#{called.removeprefix('#')}" if called else words.say("mention-channel")
    if target.startswith("!"):
        return called_out(target[1:], called, words)
    return _link(unescaped(target), called)


def called_out(target: str, called: str, words: Say) -> str:
    """Convert a reference with an exclamation mark: `!here`, a user group or a date."""
    kind = target.partition("^")[0]
    if kind == "date":
        return called or words.say("mention-date")
    if kind == "subteam":
        return f"@{called.removeprefix('@')}" if called else words.say("mention-group")
    return f"@{(called or kind).removeprefix('@')}"


def _link(address: str, label: str) -> str:
    """Return a link's address as people write it, plus its label if that differs."""
    bare = SCHEME.sub("", address, count=1)
    shown = bare if address.startswith(("mailto:", "tel:")) else address
    if not label or label == address:
        return shown
    return label if _same(label, bare) else f"{label} ({shown})"


def _same(label: str, bare: str) -> bool:
    """Return True if Slack turned typed text into a link by itself: example.com, +49 30 123."""
    return label == bare.removesuffix("/") or "".join(label.split()) == bare
