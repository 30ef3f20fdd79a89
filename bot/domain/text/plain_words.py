"""
Normalise text to plain words: contractions, typos, stretched and spaced-out letters.

The result is one line for `phrases`: each word, reduced to its stem, is followed by a space.
`. ` marks the end of a sentence, a comma the end of a clause.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.text.phrases import PAUSE, STOP
from bot.domain.text.stems import stem

APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc`\u00b4", "'"))
HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufe0f]")

PIECE = re.compile(
    r"(?P<word>[^\W_](?:'?[^\W_]|[*@$!](?=[^\W_]))*)"
    r"|(?P<pause>\.{2,}|[,()\u2013\u2014]|\n(?!\s*\n)|\s-+\s)"
    r"|(?P<stop>[.!?;:]+(?![^\s\"')\]])|\n\s*\n)"
)

SPACED = re.compile(r"(?<![^\W_])[^\W_](?:[ .*_-]{1,4}[^\W_]){2,60}(?![^\W_])")
WORD_GAP = re.compile(r" {2,}|[ ]?/[ ]?")

REPEATED = re.compile(rf"(?<= )([^\s{PAUSE}]+ )\1{{2,}}")
"""A word said more than twice in a row counts once."""

STRETCHED = re.compile(r"(.)\1{2,}")
LOOKALIKES = str.maketrans("013457@$!", "oieastasi")

LONGEST_WORD = 30
"""Letters up to which an unknown word is checked for typos."""

LONGEST_MEANING = 3
"""The most words on the left of a spelling."""


@dataclass(frozen=True, slots=True)
class Wording:
    """
    The ways people type the words of a language.

    Attributes:
        meanings: The words that are meant, by the sequence of words that is typed.
        vocabulary: The words used in phrases.
        slippery: Words recognised even with one wrong letter, by their first letter.
        ordinary: Words one letter away from those that aren't typos.
        reduce: Reduces a word to what its forms have in common.
    """

    meanings: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    vocabulary: frozenset[str] = frozenset()
    slippery: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ordinary: frozenset[str] = frozenset()
    reduce: Callable[[str], str] = stem

    def read(self, text: str) -> str:
        """Normalise a text to one line of stems."""
        plain = HIDDEN.sub("", unicodedata.normalize("NFKC", text)).casefold()
        plain = SPACED.sub(self._joined, plain.translate(APOSTROPHES))
        return REPEATED.sub(r"\1", f" {STOP}{''.join(self._parts(plain))}{STOP}")

    def words(self, text: str) -> list[str]:
        """Return the stems of a text without typos, such as a phrase."""
        plain = unicodedata.normalize("NFKC", text).casefold().translate(APOSTROPHES)
        row = [piece[0] for piece in PIECE.finditer(plain) if piece["word"]]
        return [self.reduce(word) for word in self._meant(row)]

    def _parts(self, plain: str) -> Iterator[str]:
        row: list[str] = []
        for piece in PIECE.finditer(plain):
            if piece["word"]:
                row.append(self._corrected(piece["word"]))
            else:
                yield from self._stems(row)
                row = []
                yield STOP if piece["stop"] else PAUSE
        yield from self._stems(row)

    def _stems(self, row: Sequence[str]) -> Iterator[str]:
        return (f"{self.reduce(word)} " for word in self._meant(row))

    def _meant(self, row: Sequence[str]) -> Iterator[str]:
        """Replace each spelling by its meaning, the longest first."""
        place = 0
        while place < len(row):
            for length in range(LONGEST_MEANING, 0, -1):
                meant = self.meanings.get(tuple(row[place : place + length]))
                if meant is not None and place + length <= len(row):
                    yield from meant
                    place += length
                    break
            else:
                yield row[place].replace("'", "")
                place += 1

    def _corrected(self, word: str) -> str:
        if self._knows(word) or len(word) > LONGEST_WORD:
            return word
        lookalike = word if word.isdigit() else word.translate(LOOKALIKES)
        for guess in (STRETCHED.sub(r"\1", word), STRETCHED.sub(r"\1\1", word), lookalike):
            if self._knows(guess):
                return guess
        return self._uncensored(word) if "*" in word else self._without_slip(word)

    def _knows(self, word: str) -> bool:
        return word in self.vocabulary or (word,) in self.meanings

    def _uncensored(self, word: str) -> str:
        hidden = re.compile(re.escape(word).replace(r"\*", "."))
        fits = [known for known in sorted(self.vocabulary) if hidden.fullmatch(known)]
        return fits[0] if fits else word

    def _without_slip(self, word: str) -> str:
        if word in self.ordinary:
            return word
        near = (known for known in self.slippery.get(word[0], ()) if is_slip(word, known))
        # "Paused" is no slip of "pause".
        return next((known for known in near if stem(known) != stem(word)), word)

    def _joined(self, spaced: re.Match[str]) -> str:
        """Join words typed letter by letter; keep the text if the letters form no known words."""
        parts = [re.sub(r"[\W_]", "", part) for part in WORD_GAP.split(spaced[0])]
        made = [self._split(part) for part in parts]
        return " ".join(word for words in made for word in words or ()) if all(made) else spaced[0]

    def _split(self, letters: str) -> list[str] | None:
        """Split letters into as few known words as possible."""
        best: list[list[str] | None] = [[]]
        for end in range(1, len(letters) + 1):
            cuts = [
                [*before, letters[start:end]]
                for start in range(end)
                if (before := best[start]) is not None and letters[start:end] in self.vocabulary
            ]
            best.append(min(cuts, key=len) if cuts else None)
        return best[-1]


def slippery(words: Iterable[str]) -> dict[str, list[str]]:
    """Group words by their first letter."""
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        found.setdefault(word[0], []).append(word)
    return found


def is_slip(typed: str, meant: str) -> bool:
    """Return True if one letter was left out, added, changed, or swapped with the next."""
    if abs(len(typed) - len(meant)) > 1:
        return False
    same = next((n for n, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), None)
    if same is None:
        return len(typed) != len(meant)
    rest, other = typed[same:], meant[same:]
    swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
