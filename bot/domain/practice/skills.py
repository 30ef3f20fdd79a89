"""The skills a member has used, the date of each, and the one due for a review."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.domain.practice.track import Kind, Nudge
from bot.domain.practice.track_path import Path, Step
from bot.domain.reports.month import Came, Mark

COLD_AFTER = timedelta(days=7)
"""Time after its last use when a skill is worth a try from memory: reviews are spaced."""


@dataclass(frozen=True, slots=True)
class Skill:
    """
    A skill that was used.

    Attributes:
        name: The title of the day that practised it.
        last: The local date of the latest answer that reported its use.
        times: The number of nudges about it that were acted on.
        question: The review question, or "".
    """

    name: str
    last: date
    times: int
    question: str


@dataclass(frozen=True, slots=True)
class Skills:
    """
    The skills used, and the next review.

    Attributes:
        used: Latest first.
        cold: The skill used longest ago, with a question to try from memory; None if all are
            recent.
        look_back: The next review day of the track itself, or None.
    """

    used: tuple[Skill, ...] = ()
    cold: Skill | None = None
    look_back: int | None = None


NO_SKILLS = Skills()


def skills(
    find: Callable[[str], Nudge | None],
    came: Sequence[Came],
    way: Path,
    zone: ZoneInfo,
    today: date,
) -> Skills:
    """
    Find the skills in recent nudges: only *did it* counts as use.

    Args:
        find: Returns the current version of a nudge by its id.
        way: The running track's path.
        today: The member's local date.
    """
    used: dict[str, Skill] = {}
    for one in came:
        nudge = find(one.nudge) if one.mark is Mark.DID else None
        if nudge and nudge.key:
            day = (one.answered_at or one.sent_at).astimezone(zone).date()
            used[nudge.key] = _once_more(used.get(nudge.key), nudge, day)
    latest_first = tuple(sorted(used.values(), key=lambda skill: skill.last, reverse=True))
    cold = [one for one in latest_first if one.question and today - one.last >= COLD_AFTER]
    ahead = (n.day for n in way.of(Step.TO_COME) if n.kind is Kind.REVIEW)
    return Skills(latest_first, cold[-1] if cold else None, next(ahead, None))


def _once_more(before: Skill | None, nudge: Nudge, day: date) -> Skill:
    if before is None:
        return Skill(nudge.title, day, 1, nudge.review)
    return Skill(
        before.name, max(before.last, day), before.times + 1, before.question or nudge.review
    )
