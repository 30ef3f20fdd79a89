"""A member's data, as a file or erased: for whoever runs Baton, beside a bot that goes on."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.errors import CoachingError
from bot.domain.people.people import Workspace
from bot.store.database.engine import Store
from bot.store.database.errors import StoreUnavailable
from bot.store.database.retry import retry_conflicts
from bot.store.follow_up import coach_homes
from bot.store.people import audit
from bot.store.privacy import erasure
from bot.store.privacy.person import Person, persons

VERSION = 1
"""Of the file's form; it rises when something in it changes its name or its place."""

TRIES = 100
PAUSE = 0.1
"""Seconds between two tries to find a member's rows in nobody else's hands."""

OPERATOR = "operator"
THEMSELF = "member"
"""Who erased, in the audit log: whoever may use the command line, or the member who is gone."""


@dataclass(frozen=True, slots=True)
class Erased:
    """
    What is gone.

    Attributes:
        counts: How many of each sort.
        still_coach: Their row as a coach stays: it is others' history, too.
    """

    counts: dict[str, int]
    still_coach: bool


async def find(store: Store, slack_id: str, team_id: str = "") -> list[Person]:
    """The members of that Slack id, in all workspaces or in one."""
    async with store.reading() as session:
        found = await persons(session, slack_id)
    return [person for person in found if team_id in {"", person.team_id}]


async def member_there(store: Store, workspace: Workspace, slack_id: str) -> Person:
    """
    The member of that Slack id in one workspace.

    Raises:
        CoachingError: There is none, or there is none any more.
    """
    found = await find(store, slack_id, workspace.team_id)
    if not found:
        raise CoachingError("error-nothing-held")
    return found[0]


async def held(store: Store, person: Person) -> dict[str, int]:
    """How much of each sort Baton holds of a member."""
    async with store.reading() as session:
        return await erasure.count(session, person)


async def export(store: Store, person: Person, now: datetime) -> dict[str, Any]:
    """All that Baton holds of a member, as JSON can hold it; every time is UTC."""
    async with store.reading() as session:
        everything = await erasure.everything(session, person)
    return {
        "version": VERSION,
        "exported_at": now.isoformat(),
        "workspace": {"id": person.team_id, "name": person.workspace},
        **everything,
    }


async def erase(store: Store, person: Person, now: datetime, by: str = OPERATOR) -> Erased:
    """
    Erase a member, in one transaction; that it was done stays, and of whom does not.

    Raises:
        StoreUnavailable: The bot was at work on them all the while.
    """
    for _ in range(TRIES):
        if erased := await _erase_unless_busy(store, person, now, by):
            return erased
        await asyncio.sleep(PAUSE)
    raise StoreUnavailable("Baton is busy with this member, and nothing was erased. Try again.")


@retry_conflicts
async def _erase_unless_busy(
    store: Store, person: Person, now: datetime, by: str
) -> Erased | None:
    async with store.writing() as session:
        if not await erasure.hold(session, person):
            return None
        await coach_homes.owe_all_of(session, person.member_id, now)
        counts = await erasure.erase(session, person)
        await audit.note(session, person.workspace_id, by, "erased", now, **counts)
    return Erased(counts, person.coaches)
