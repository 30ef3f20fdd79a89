"""Export or erase a member's data, for operators of Baton; safe while the bot is running."""

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
"""Version of the file format; it rises when something in it is renamed or moved."""

TRIES = 100
PAUSE = 0.1
"""Seconds between two tries to lock a member's rows."""

OPERATOR = "operator"
THEMSELF = "member"
"""The actor in the audit log: an operator on the command line, or the erased member."""


@dataclass(frozen=True, slots=True)
class Erased:
    """
    The result of an erasure.

    Attributes:
        counts: The number of erased rows of each kind.
        still_coach: Their row as a coach stays, as it is part of others' history.
    """

    counts: dict[str, int]
    still_coach: bool


async def find(store: Store, slack_id: str, team_id: str = "") -> list[Person]:
    """Return the members with that Slack id, in all workspaces or in one."""
    async with store.reading() as session:
        found = await persons(session, slack_id)
    return [person for person in found if team_id in {"", person.team_id}]


async def member_there(store: Store, workspace: Workspace, slack_id: str) -> Person:
    """
    Return the member with that Slack id in one workspace.

    Raises:
        CoachingError: There is none, or no longer.
    """
    found = await find(store, slack_id, workspace.team_id)
    if not found:
        raise CoachingError("error-nothing-held")
    return found[0]


async def held(store: Store, person: Person) -> dict[str, int]:
    """Count the rows of each kind that Baton holds about a member."""
    async with store.reading() as session:
        return await erasure.count(session, person)


async def export(store: Store, person: Person, now: datetime) -> dict[str, Any]:
    """Return all that Baton holds about a member, as JSON values; every time is UTC."""
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
    Erase a member in one transaction; the audit log keeps that it happened, but not to whom.

    Raises:
        StoreUnavailable: The bot was busy with them during all tries.
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
