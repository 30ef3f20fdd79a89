"""Clean pasted values (spaces, quotes) and detect placeholders and comments in them."""

import re
import unicodedata

QUOTES = {'"': '"', "'": "'", "`": "`", "\u201c": "\u201d", "\u2018": "\u2019"}

COMMENT = re.compile(r"\s#")

FREE_TEXT = "BATON_HELP_TEXT"
"""The one setting that is free text, and may contain any readable characters."""

PLACEHOLDERS = {
    *("your", "token", "here", "secret", "example", "placeholder", "change", "changeme"),
    *("replace", "replaceme", "todo", "insert", "paste", "value", "dummy"),
}
"""Words that never appear between the hyphens of a Slack token."""


def cleaned(value: str) -> str:
    """
    Strip spaces, invisible characters and a pair of quotes around a value.

    A shell removes quotes; `docker --env-file` and systemd's drop-ins may leave them.
    """
    value = _stripped(value)
    if value and QUOTES.get(value[0]) == value[-1:] and not _has_more(value):
        return cleaned(value[1:-1])
    return value


def fault_of_text(name: str, value: str) -> str:
    """Return the problem with a value's characters, as the rest of a sentence, or ""."""
    if any(unicodedata.category(char) in {"Cs", "Co", "Cn"} for char in value):
        return "is not saved as UTF-8"
    if name == FREE_TEXT:
        return ""
    if COMMENT.search(value):
        return "ends in a comment: put that on a line of its own"
    if any(unicodedata.category(char) in {"Cc", "Cf"} for char in value):
        return "has an invisible character in it: type it anew"
    return ""


def is_placeholder(value: str) -> bool:
    """Return True if a token is a placeholder copied from instructions."""
    words = re.split(r"[-_.]", value.lower())
    return any(word in PLACEHOLDERS or re.fullmatch(r"x{3,}|\*+", word) for word in words)


def _has_more(value: str) -> bool:
    """Return True if there are more quotes inside, so that the outer ones may not be a pair."""
    return any(quote in value[1:-1] for quote in {value[0], value[-1]})


def _stripped(value: str) -> str:
    visible = [i for i, char in enumerate(value) if not _is_blank(char)]
    return value[visible[0] : visible[-1] + 1] if visible else ""


def _is_blank(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in {"Cc", "Cf"} or char in BLANK_LETTERS


BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u2800"
"""Fillers and the blank Braille pattern: letters by category, but invisible."""
