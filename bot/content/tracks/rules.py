"""Check the days of a track together: count, numbering, keys, mix and order."""

from collections import Counter
from itertools import pairwise

from bot.content.problems import Findings
from bot.content.tracks.body import Day
from bot.domain.practice.track import Kind

DAYS_LEAST, DAYS_MOST = 5, 20
KEYS_MOST = 2
ACTIVE = (Kind.TRY, Kind.PLAN, Kind.ASK)
MOSTLY_INWARD = ("start-here", "why-lead")


def check_days(track: str, days: list[Day], findings: Findings) -> None:
    """Check all rules about the track as a whole."""
    _check_count(days, findings)
    _check_numbers(days, findings)
    _check_keys(days, findings)
    _check_mix(track, days, findings)
    _check_order(days, findings)


def _check_count(days: list[Day], findings: Findings) -> None:
    count = len(days)
    if not count:
        findings.error(
            0, "There are no days. Begin the first with: ## Day 1 | notice | A short title"
        )
    elif max(count, *(day.number or 0 for day in days)) < DAYS_LEAST:
        findings.error(
            0, f"A track has {DAYS_LEAST} to {DAYS_MOST} days; here are {count}. Add some."
        )
    elif count > DAYS_MOST:
        findings.error(
            0, f"A track has {DAYS_LEAST} to {DAYS_MOST} days; here are {count}. Make two tracks."
        )


def _check_numbers(days: list[Day], findings: Findings) -> None:
    slips = [(place, day) for place, day in enumerate(days, 1) if day.number not in (None, place)]
    if len(slips) == 1:
        place, day = slips[0]
        findings.error(
            day.line,
            f"This is day {place} of the file, and it says {day.name}. Write Day {place}.",
        )
    else:
        _check_counting(days, findings)


def _check_counting(days: list[Day], findings: Findings) -> None:
    seen: dict[int, int] = {}
    expected = 1
    for day in days:
        number = expected if day.number is None else day.number
        if number in seen:
            findings.error(
                day.line, f"Day {number} is already on line {seen[number]}. Count on from there."
            )
        elif number > expected:
            findings.error(day.line, f"{_gap(expected, number)} before Day {number}. {COUNT_ON}")
        elif number < expected:
            findings.error(day.line, f"Day {number} is out of order. Count the days 1, 2, 3 …")
        seen.setdefault(number, day.line)
        expected = max(expected, number + 1)


COUNT_ON = "Count on without a gap."


def _gap(expected: int, number: int) -> str:
    if number - expected == 1:
        return f"Day {expected} is missing"
    return f"Days {expected} to {number - 1} are missing"


def _check_keys(days: list[Day], findings: Findings) -> None:
    keyed = [day for day in days if day.text("Key")]
    for day in keyed[KEYS_MOST:]:
        findings.error(
            day.at("Key"), "A track has at most two key skills. Take this Key out, or another."
        )
    first: dict[str, int] = {}
    for day in keyed:
        key, line = day.text("Key"), day.at("Key")
        if key in first:
            findings.error(line, f'The key "{key}" is already on line {first[key]}. Rename one.')
        first.setdefault(key, line)


def _check_mix(track: str, days: list[Day], findings: Findings) -> None:
    kinds = Counter(day.kind for day in days)
    active = sum(kinds[kind] for kind in ACTIVE)
    if track not in MOSTLY_INWARD and active * 2 < len(days):
        findings.warn(
            0,
            f"{active} of {len(days)} days are try, plan or ask-your-team. Make it half or more.",
        )


def _check_order(days: list[Day], findings: Findings) -> None:
    if not days:
        return
    if days[0].kind == Kind.TRY:
        findings.warn(days[0].line, "The first day is a try day. Begin with something to notice.")
    if days[-1].kind not in (Kind.REVIEW, Kind.PLAN, ""):
        findings.warn(days[-1].line, "The last day is no review or plan. End with one of these.")
    for before, day in pairwise(days):
        if before.kind == day.kind == Kind.PLAN:
            findings.warn(day.line, "Two plan days follow each other. Put another kind between.")
