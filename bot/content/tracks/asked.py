"""`Asked as`: how people ask for a day or a track; searched, never shown to members."""

import re
from collections.abc import Iterable

from bot.content.problems import Findings, Problem
from bot.content.tracks.body import Day
from bot.content.tracks.header import Header

LABEL, KEY = "Asked as", "asked as"
WANTED = 3
"""Phrases a day should have."""

LONGEST = 80
"""Characters of a phrase; longer ones are descriptions, not what people type."""

SLASH = re.compile(r"\s/(?=\s|$)|(?<!\S)/\s")


def phrases(typed: str) -> tuple[str, ...]:
    """Split `a / b` at slashes with spaces around, so that "24/7" is one word."""
    return tuple(phrase.strip() for phrase in SLASH.split(typed)) if typed else ()


def check_day(day: Day, findings: Findings) -> None:
    """Check the phrases of a day, if it has any."""
    if LABEL in day.labels:
        _check(day.at(LABEL), phrases(day.text(LABEL)), findings)


def check_header(header: Header, findings: Findings) -> None:
    """Check the phrases of the track as a whole; it needn't have any."""
    if KEY in header.values:
        _check(header.line(KEY), phrases(header.values[KEY]), findings)


def _check(line: int, asked: tuple[str, ...], findings: Findings) -> None:
    if not all(asked) or len({phrase.casefold() for phrase in asked}) < len(asked):
        findings.error(line, "Two of the phrases are the same, or one is empty. Mend the slashes.")
    for phrase in asked:
        if len(phrase) > LONGEST:
            findings.warn(
                line,
                f'The phrase "{phrase[:40]}…" has {len(phrase):,} characters. '
                f"Keep it to {LONGEST}, or put a slash with spaces between two.",
            )


def too_few(name: str, days: Iterable[Day]) -> list[Problem]:
    """Warn about each day of the file called *name* that has too few phrases to be found by."""
    findings = Findings(name)
    for day in days:
        asked = phrases(day.text(LABEL))
        if len(asked) < WANTED and LABEL not in day.meant:
            noun = "phrase" if len(asked) == 1 else "phrases"
            findings.warn(
                day.at(LABEL),
                f"{day.name} has {len(asked) or 'no'} {noun} to be found by. "
                f"Write {WANTED} that people would type, such as "
                f"{LABEL}: I do it all myself / they wait for me / I can't let go",
            )
    return findings.problems
