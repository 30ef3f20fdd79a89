"""The skills a member has used, when they did last, and the one that is worth coming back to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.domain.practice.track import Kind, Nudge
from bot.domain.practice.track_path import Path, Step
from bot.domain.reports.month import Came, Mark

COLD_AFTER = timedelta(days=7)
"""How long after its last use a skill is worth a try from memory: reviews are spaced."""


@dataclass(frozen=True, slots=True)
class Skill:
    """
    A skill that was used.

    Attributes:
        last: The local date of the answer that said so last.
        times: How many nudges about it were acted on.
        question: What a look back at it asks, or "".
    """

    name: str
    last: date
    times: int
    question: str


@dataclass(frozen=True, slots=True)
class Skills:
    """
    What is kept, and what comes back.

    Attributes:
        used: The latest first.
        cold: Used longest ago, with a question to try from memory; None while all are fresh.
        look_back: The day still to come on which the track itself looks back, or None.
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
    Read the skills from what came lately: only *did it* counts as use.

    Args:
        find: A nudge as it reads today, by its id.
        way: The running track's.
        today: The date on the member's own calendar.
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
    name = nudge.key.replace("-", " ")
    if before is None:
        return Skill(name, day, 1, nudge.review)
    return Skill(name, max(before.last, day), before.times + 1, before.question or nudge.review)
