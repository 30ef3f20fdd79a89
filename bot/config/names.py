"""Detect misspelt settings: a misspelt name would be silently ignored."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

ALIKE = 0.81
"""Similarity of two names, letters and digits only; `DATABASE_URI` and `DATABASE_URL`: 0.91."""

OURS = ("SLACK", "BATON")


@dataclass(slots=True)
class Strays:
    """
    Names that aren't settings.

    Attributes:
        problems: Names that must be misspelt settings.
        notes: Names that may be misspelt settings, or belong to another program.
    """

    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def strays(
    names: Iterable[str], known: Collection[str], given: Collection[str], place: str
) -> Strays:
    """
    Check names for misspelt settings.

    Args:
        names: The names as written.
        known: The settings' names, in capitals.
        given: The settings that have a value.
        place: The names' source: "the environment", or a file, in which all should be ours.
    """
    found = Strays()
    unused: list[str] = []
    for name in sorted(names):
        if name.upper() in known:
            continue
        near = _nearest(name, known)
        ours = _plain(name).startswith(OURS)
        if near and near not in given and (ours or place != ENVIRONMENT):
            found.problems.append(
                f"{_shown(name)} in {place} is no setting of Baton's. Did you mean {near}?"
            )
        elif ours or near:
            unused.append(_shown(name))
    if unused:
        found.notes.append(f"Baton has no use for these in {place}: {', '.join(unused)}.")
    return found


ENVIRONMENT = "the environment"


def _nearest(name: str, known: Collection[str]) -> str | None:
    by_letters = {_plain(one): one for one in known}
    near = get_close_matches(_plain(name), by_letters, n=1, cutoff=ALIKE)
    return by_letters[near[0]] if near else None


def _plain(name: str) -> str:
    """Reduce to capital letters and digits: ignore separators, invisible characters and widths."""
    return re.sub(r"[^A-Z0-9]", "", unicodedata.normalize("NFKC", name).upper())


def _shown(name: str) -> str:
    """Make a name printable: a line without = may have put a secret into it."""
    return re.sub(r"[^\w.-]", "?", name)[:40]
