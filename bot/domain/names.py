"""A name as somebody types it, matched with people who are known: certainly, or not at all."""

import re
from collections.abc import Iterable

APART = re.compile(r"[\s._-]+")


def matching(typed: str, people: Iterable[tuple[str, str]]) -> list[str]:
    """
    Who may be meant.

    Args:
        typed: A first name, a last name, or both, in any spelling of the gap: `ada`,
            `ada.moreau`, `AdaMoreau`.
        people: Ids and full names.

    Returns:
        Their ids. One of several people of that name is never chosen.
    """
    wanted = APART.sub("", typed.casefold())
    return [id_ for id_, name in people if wanted and wanted in _spellings(name)]


def _spellings(name: str) -> set[str]:
    parts = [part for part in APART.split(name.casefold()) if part]
    return {*parts[:1], *parts[-1:], "".join(parts)}
