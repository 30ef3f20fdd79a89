"""Slack's way of writing text, read as the plain words a person typed."""

import re
from collections.abc import Mapping

from bot.slack.views.say import Say

REFERENCE = re.compile(r"<([^<>]+)>|<([@#!][A-Za-z0-9^]+)\Z")
"""A person, a group, a channel, a date, a link: Slack writes a `<` of the person's own as `&lt;`.
The last one may have been cut off."""

PERSON = re.compile(r"@([UW][A-Z0-9]+)")
GROUP = re.compile(r"!subteam\^(S[A-Z0-9]+)")
ENTITY = re.compile("&(amp|lt|gt);")
SIGNS = {"amp": "&", "lt": "<", "gt": ">"}
SCHEME = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)


def people_in(text: str) -> tuple[str, ...]:
    """The Slack ids of those mentioned, in order."""
    return _named(PERSON, text)


def groups_in(text: str) -> tuple[str, ...]:
    """The Slack ids of the user groups mentioned, in order."""
    return _named(GROUP, text)


def plain(text: str, names: Mapping[str, str], words: Say) -> str:
    """
    Take out Slack's markup: every reference becomes words, `&amp;` an &, once.

    Args:
        text: A message or a command, as Slack sends it.
        names: What each mentioned person is called, where that is known.
        words: What stands for a person, group or channel without a name.
    """
    return "".join(
        _reference(piece, names, words) if is_reference else unescaped(piece)
        for is_reference, piece in pieces(text)
    )


def pieces(text: str) -> list[tuple[bool, str]]:
    """The text in order, each piece with whether it is a reference (then without its brackets)."""
    found, end = [], 0
    for match in REFERENCE.finditer(text):
        found += [(False, text[end : match.start()]), (True, match[1] or match[2])]
        end = match.end()
    return [*found, (False, text[end:])]


def unescaped(text: str) -> str:
    """Slack's three escaped signs as themselves; `&amp;lt;` is what somebody typed as `&lt;`."""
    return ENTITY.sub(lambda found: SIGNS[found[1]], text)


def person_of(reference: str) -> str:
    """The Slack id of the person a reference names, or ""."""
    return _id(PERSON, reference)


def group_of(reference: str) -> str:
    """The Slack id of the user group a reference names, or ""."""
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
    """`!here`, a user group, a date: what Slack writes with an exclamation mark."""
    kind = target.partition("^")[0]
    if kind == "date":
        return called or words.say("mention-date")
    if kind == "subteam":
        return f"@{called.removeprefix('@')}" if called else words.say("mention-group")
    return f"@{(called or kind).removeprefix('@')}"


def _link(address: str, label: str) -> str:
    """The address as people write it, with its label where that says something else."""
    bare = SCHEME.sub("", address, count=1)
    shown = bare if address.startswith(("mailto:", "tel:")) else address
    if not label or label == address:
        return shown
    return label if _same(label, bare) else f"{label} ({shown})"


def _same(label: str, bare: str) -> bool:
    """Whether Slack has only made a link of what was typed: example.com, +49 30 123."""
    return label == bare.removesuffix("/") or "".join(label.split()) == bare
