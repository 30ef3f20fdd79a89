"""Report words in no dictionary, with a suggestion."""

# ruff: noqa: PLC0415  the dictionary takes a third of a second, and only authors need it

import re
from functools import cache
from typing import TYPE_CHECKING

from bot.content.problems import Findings
from bot.content.style.style import Style
from bot.content.tracks.prose import Prose

if TYPE_CHECKING:
    from spellchecker import SpellChecker

WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*(?!\w*://)")
ENDS_SENTENCE = re.compile(r"(?:^|[.?!:/])[\s\"\u201c]*$")
# British spellings, and the American dictionary's form.
BRITISH = (
    (re.compile(r"is(e|ed|es|er|ers|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"ys(e|ed|es|ing)$"), r"yz\1"),
    (re.compile(r"our(?=$|s$|ed$|ing$|able$|ful$|ite$|ites$)"), "or"),
    (re.compile(r"tre(s?)$"), r"ter\1"),
    (re.compile(r"ll(ed|ing|er|ers)$"), r"l\1"),
    (re.compile(r"ence(s?)$"), r"ense\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
)


@cache
def _dictionary() -> "SpellChecker":
    from spellchecker import SpellChecker

    return SpellChecker(distance=1)


def check_spelling(prose: Prose, style: Style, findings: Findings) -> None:
    """Warn of each unknown word; a name inside a sentence isn't a typo."""
    for match in WORD.finditer(prose.text):
        word = match.group().replace("\u2019", "'")
        if _is_name(prose.text, match.start(), word) or _is_known(word.lower(), style):
            continue
        findings.warn(prose.line_at(match.start()), _sentence(word))


def _is_name(text: str, start: int, word: str) -> bool:
    return word[0].isupper() and not ENDS_SENTENCE.search(text, 0, start)


def _is_known(word: str, style: Style) -> bool:
    return word.removesuffix("'s") in style.words or word in style.words or _is_english(word)


@cache
def _is_english(word: str) -> bool:
    stem = word.removesuffix("'s").removesuffix("'")
    variants = {word, stem, *(pattern.sub(american, stem) for pattern, american in BRITISH)}
    return bool(_dictionary().known(variants))


def _sentence(word: str) -> str:
    near = _dictionary().correction(word.lower())
    meant = f'Did you mean "{near}"? ' if near and near != word.lower() else ""
    return f'"{word}" is in no dictionary. {meant}If it is right, add it to style/spelling.txt.'
