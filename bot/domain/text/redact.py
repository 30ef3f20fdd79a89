"""Redact tokens, passwords and secret URLs in text for logs or people."""

import re

HIDDEN = "***"

NAME_OF_A_KEY = (
    r"(?<![\w.-])[\w.-]{0,60}"
    r"(?:passw(?:or)?d|passphrase|pwd|token|secret|ticket|api[_-]?key|signature)"
)

PASSWORD_WITH_BLANKS = re.compile(
    r"(?<=://)[\w.%+-]{0,60}:(?![0-9]{1,5}(?:[/?\#\s]|$))[^\s@]{0,60}[ \t][^\n@]{0,60}@"
)

IN_AN_ENCODED_ADDRESS = re.compile(r"(?<=%3a%2f%2f)\S{0,200}%40", re.IGNORECASE)

QUOTED = (
    rf"""(?P<name>["']{NAME_OF_A_KEY}["']\s?[:=]\s?)"""
    r"""(?:"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?)"""
)
"""A pair in JSON, or in a printed dictionary."""

ASSIGNED = (
    rf"(?P<name>{NAME_OF_A_KEY}\s?=\s?|\b(?:passw(?:or)?d|pwd)\s?:\s?)"
    r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?:\\.|[^\s&\\])+)"""
)
"""A pair in a query string, a form, libpq's parameters, or a shell."""

HEADER = r"(?P<name>\b(?:authorization\W{1,4}(?:\w{1,20}\s)?|bearer\s))[\w.~+/=%:-]{4,}"

NAMED = [re.compile(pattern, re.IGNORECASE) for pattern in (QUOTED, ASSIGNED, HEADER)]

KNOWN_BY_THEIR_LOOKS = re.compile(
    r"""
    # Slack's tokens, rotated ones too (xoxe.xoxb-…)
    (?: xox[a-z](?:\.xox[a-z])? | xapp | xwfp ) - [\w%+/=.-]*[\w%+/=-]
    # The path of an address that is a key: a webhook, the answer to a press, an upload
  | (?<=/) (?: actions | commands | services | workflows | triggers | response | upload ) /
    [^\s"'<>)]+
    # An app's secrets
  | \b [0-9a-f]{32} \b
    """,
    re.VERBOSE | re.IGNORECASE,
)

DATABASE_USER = re.compile(r"(?:postgres(?:ql)?|sqlite)(?:\+\w+)?://[\w.-]+")


def redact(text: str) -> str:
    """
    Hide everything that looks like a token, a password or a secret URL.

    Hide too much rather than too little.
    """
    text = re.sub(r"\S+", _without_user, text)
    text = PASSWORD_WITH_BLANKS.sub(f"{HIDDEN}@", text)
    text = IN_AN_ENCODED_ADDRESS.sub(f"{HIDDEN}%40", text)
    for pattern in NAMED:
        text = pattern.sub(rf"\g<name>{HIDDEN}", text)
    return KNOWN_BY_THEIR_LOOKS.sub(HIDDEN, text)


def _without_user(found: re.Match[str]) -> str:
    """
    Hide everything before the host of a URL, up to the last @: a password may contain another.

    A database user's name may stay if there is no password.
    """
    before, at, after = found[0].rpartition("@")
    if not at:
        return found[0]
    start, separator, _ = before.partition("://")
    if not separator:
        start, separator, user = before.partition(":")
        return f"{start}:{HIDDEN}@{after}" if user.strip("<") else found[0]
    if DATABASE_USER.fullmatch(before.lstrip("\"'(")):
        return found[0]
    return f"{start}{separator}{HIDDEN}@{after}"
