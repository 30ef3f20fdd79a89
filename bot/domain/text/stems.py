"""Reduce words to stems: ignore case, punctuation and simple endings."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4]")
ENDINGS = ("ing", "ions", "ion", "ed", "es", "s")
SHORTEST_STEM = 3


def stems(text: str) -> tuple[str, ...]:
    """Return the words of a text, each reduced to the common part of its English forms."""
    plain = APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold())
    return tuple(stem(word) for word in WORD.findall(plain))


def stem(word: str) -> str:
    """Remove a word's ending: "cried", "cries" and "cry" have the same stem."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    if len(word) > SHORTEST_STEM and word[-1] in ("e", word[-2]):
        word = word[:-1]
    return f"{word[:-1]}i" if len(word) >= SHORTEST_STEM and word.endswith("y") else word
