"""Clean text from people on input, read it as a command, and make it safe for spreadsheets."""

import re
from collections.abc import Iterator
from itertools import chain
from unicodedata import category, combining, normalize

LONGEST_RUN = 30
"""
Combining marks on one letter, as in Unicode's stream-safe text (UAX 15). No language needs more,
and normalising takes time quadratic in their number.
"""

LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
SURROGATE = re.compile("[\ud800-\udfff]")

UNSEEN = re.compile(
    "(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)"  # the flag of a region: England, Wales
    "|[\x00-\x08\x0e-\x1f\x7f-\x9f]"  # control characters
    "|[\u00ad\u200b\u2060-\u2064\ufeff\ufff9-\ufffc]"  # of no width; remains of pasted objects
    "|[\u202a-\u202e\u2066-\u206f]"  # change the direction of the following text
    "|[\U000e0000-\U000e007f]"  # tags
)
"""
Characters that nobody sees or means to write. Joiners, marks of right-to-left scripts and
variation selectors are kept: Arabic, Hebrew, Persian, the scripts of India and many emoji need
them.
"""

BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | frozenset(
    map(chr, chain(range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0)))
)
"""Characters that show nothing although Unicode counts them as letters, signs or marks."""

HIDDEN_IN_COMMANDS = "\u061c\u180e\u200c\u200d\u200e\u200f"

AS_A_KEYBOARD_HAS_IT = str.maketrans(
    {
        **dict.fromkeys(chain(BLANK, HIDDEN_IN_COMMANDS)),
        **dict.fromkeys('*`"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e\u301f\uff02'),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u00b4\u02bc\u2032\uff07", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2212\ufe58\ufe63\uff0d", "-"),
    }
)
"""Quotation marks and bold type around a command's words mean nothing."""

AROUND_A_WORD = "'_~"
AFTER_THE_LAST_WORD = ".,;:!? "
AROUND_A_NAME = "'_~*`\"\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb.,;:!?"

FORMULA = re.compile(
    "(^|[;,|])"  # start of a cell, here or if another separator is expected
    '([ "\u061c\u200c-\u200f]*)'
    "(?=[=+@\uff1d\uff0b\uff20\ufe66\ufe62\ufe6b\uff0d\ufe63-])"
)
NUMBER = re.compile(r"-|[+-]?[0-9]+(?:[.,:][0-9]+)*%?")


def clean(text: str) -> str:
    """
    Remove everything from a text that can't be seen, stored or shown.

    Line ends become `\\n`; control characters, zero-width characters and those that change the
    writing direction are removed; half a surrogate pair becomes U+FFFD; the rest is composed
    (NFC). Cleaning twice is the same as cleaning once.

    Returns:
        "" if nothing visible is left.
    """
    if text.isascii() and text.isprintable():
        return text
    text = UNSEEN.sub(r"\1", _whole(LINE_END.sub("\n", text)))
    text = _stream_safe(normalize("NFC", _stream_safe(text)))
    return "" if all(map(_is_blank, text)) else text


def command(text: str) -> str:
    """
    Normalise a typed command to plain keyboard characters.

    Full-width letters, typographic quotes and hyphens, spaces of any kind, bold type and
    punctuation at the end make no difference. Use it for text that is matched, never for text that
    is stored: use `clean` for that, which keeps everything visible.
    """
    plain = normalize("NFKC", clean(text).translate(AS_A_KEYBOARD_HAS_IT)).translate(
        AS_A_KEYBOARD_HAS_IT
    )
    words = filter(None, (word.strip(AROUND_A_WORD) for word in plain.split()))
    return " ".join(words).rstrip(AFTER_THE_LAST_WORD + AROUND_A_WORD)


def bare(text: str) -> str:
    """Strip quotes, bold type and punctuation around a typed name."""
    words = (word.strip(AROUND_A_NAME) for word in clean(text).split())
    return " ".join(filter(None, words))


def line(text: str) -> str:
    """Clean text for a single line: a name, a title, a placeholder's value."""
    return " ".join(clean(text).split())


def cut(text: str, longest: int) -> str:
    """Shorten to at most *longest* characters, none split, with an ellipsis at the cut."""
    if len(text) <= longest:
        return text
    end = longest - 1
    while end and _continues(text[end - 1], text[end]):
        end -= 1
    return f"{text[:end].rstrip()}…"


def cell(text: str) -> str:
    """
    Make text safe for a spreadsheet, so that no part of it is evaluated as a formula.

    Numbers stay as they are; anything else that starts like a formula gets an apostrophe.
    """
    text = line(text)
    return text if NUMBER.fullmatch(text) else FORMULA.sub(r"\1\2'", text)


def _whole(text: str) -> str:
    """Replace lone surrogates; join pairs into their character."""
    if not SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _stream_safe(text: str) -> str:
    return text if text.isascii() else "".join(_without_long_runs(text))


def _without_long_runs(text: str) -> Iterator[str]:
    run = 0
    for character in text:
        run = run + 1 if combining(character) else 0
        if run <= LONGEST_RUN:
            yield character


def _is_blank(character: str) -> bool:
    return character.isspace() or character in BLANK or category(character) == "Cf"


def _continues(before: str, character: str) -> bool:
    """Return True if a character is displayed as part of the previous one."""
    joined = "\u200d" in (before, character)
    return joined or character in BLANK or category(character) in {"Mn", "Me", "Mc", "Sk"}
