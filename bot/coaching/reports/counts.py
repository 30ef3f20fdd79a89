"""Counts for admins: how many people each coach coaches, in groups of five or more only."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.coaching.people import roles
from bot.coaching.ports import Coaching
from bot.domain.people.people import Workspace
from bot.store.reports import counts
from bot.store.reports.counts import Count

FEWEST = 5
"""The smallest group that is counted (`content-brief.md` section 5)."""


@dataclass(frozen=True, slots=True)
class Counts:
    """
    Each coach with five people or more, and how many coaches have fewer.

    The hidden coaches are in no sum: a sum minus its shown parts would reveal them.
    """

    shown: Sequence[Count]
    hidden: int


async def counted(coaching: Coaching, workspace: Workspace, actor: str) -> Counts:
    """
    Count the people of each coach, for an admin.

    Raises:
        CoachingError: The actor is not an admin.
    """
    await roles.check_admin(coaching, workspace, actor)
    async with coaching.store.reading() as session:
        found = await counts.by_coach(session, workspace.id)
    shown = [one for one in found if one.people >= FEWEST]
    return Counts(shown, len(found) - len(shown))
