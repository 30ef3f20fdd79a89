"""Match a typed name with known people; an ambiguous name matches nobody."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from bot.domain.text.text import command

APART = re.compile(r"[\s._,-]+")
ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
"""Additions that people put after their names: "(she/her)", "[on leave]"."""

ACCENTS = re.compile("[\u0300-\u036f]")
"""Only for European letters: in other scripts such marks are vowels."""


def matching(typed: str, people: Iterable[tuple[str, str]]) -> list[str]:
    """
    Return the people a typed name may mean.

    Args:
        typed: A first name, a last name, or both, in any spelling of the gap, with or without
            accents and apostrophes: `ada`, `ada.moreau`, `AdaMoreau`, `obrien`.
        people: Ids and full names.

    Returns:
        Their ids. One of several people of that name is never chosen.
    """
    wanted = "".join(_parts(typed))
    return [id_ for id_, name in people if wanted and wanted in _spellings(name)]


def _spellings(name: str) -> set[str]:
    parts = _parts(name)
    return {*parts[:1], *parts[-1:], "".join(parts), "".join((*parts[:1], *parts[-1:]))}


def _parts(name: str) -> list[str]:
    bare = ASIDE.sub(" ", command(name).casefold()).replace("'", "")
    folded = normalize("NFC", ACCENTS.sub("", normalize("NFD", bare)))
    return [part for part in APART.split(folded) if part]
