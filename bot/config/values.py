"""Values as people paste them: with blanks and quotes around, as placeholders, with comments."""

import re
import unicodedata

QUOTES = {'"': '"', "'": "'", "`": "`", "\u201c": "\u201d", "\u2018": "\u2019"}

COMMENT = re.compile(r"\s#")

FREE_TEXT = "BATON_HELP_TEXT"
"""The one setting that is a text, and may hold anything that can be read."""

PLACEHOLDERS = {
    *("your", "token", "here", "secret", "example", "placeholder", "change", "changeme"),
    *("replace", "replaceme", "todo", "insert", "paste", "value", "dummy"),
}
"""Words that a token of Slack's never has between its hyphens."""


def cleaned(value: str) -> str:
    """
    A value without what is around it: blanks, invisible characters, and a pair of quotes.

    A shell takes quotes away; `docker --env-file` and systemd's drop-ins may leave them.
    """
    value = _stripped(value)
    if value and QUOTES.get(value[0]) == value[-1:] and not _has_more(value):
        return cleaned(value[1:-1])
    return value


def fault_of_text(name: str, value: str) -> str:
    """What is wrong with the characters of a value, as the rest of a sentence; "" for nothing."""
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
    """Whether a token is one of those that stand in instructions."""
    words = re.split(r"[-_.]", value.lower())
    return any(word in PLACEHOLDERS or re.fullmatch(r"x{3,}|\*+", word) for word in words)


def _has_more(value: str) -> bool:
    """Whether there are more quotes inside, so that the outer ones may be no pair."""
    return any(quote in value[1:-1] for quote in {value[0], value[-1]})


def _stripped(value: str) -> str:
    visible = [i for i, char in enumerate(value) if not _is_blank(char)]
    return value[visible[0] : visible[-1] + 1] if visible else ""


def _is_blank(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in {"Cc", "Cf"} or char in BLANK_LETTERS


BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u2800"
"""Fillers and the blank Braille pattern: letters by category, and yet nothing to see."""
