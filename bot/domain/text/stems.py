"""Reduce words to stems: ignore case, punctuation and endings."""

import re
import unicodedata
from functools import lru_cache

from snowballstemmer import stemmer

WORD = re.compile(r"[^\W_]+")
APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4]")

LONGEST_STEMMED = 40
"""Letters from which a word is no English word; stemming takes time in proportion to them."""


def words(text: str) -> list[str]:
    """Return the words of a text in lower case: "Don't" is "dont"."""
    plain = APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold())
    return WORD.findall(plain)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Remove a lower-case word's ending: "cried", "cries" and "cry" have the same stem."""
    if len(word) > LONGEST_STEMMED:
        return word
    # A new one each time, because it keeps the word while it works and threads share this.
    return str(stemmer("english").stemWord(word))
