"""Nothing a member says is lost: events are on disk before Slack is told that they arrived."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from bot.coaching.ports import Coaching
from bot.domain.people.people import Workspace
from bot.store import inbox
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import pending
from bot.store.inbox import Letter

BATCH = 50
"""Letters read at a time when the inbox is drained."""

HOLD_SECONDS = 5
"""How often a process says which events are in its hands."""

LEFT_BEHIND_SECONDS = 30
"""How often it looks for events that are in nobody's."""

GRACE = timedelta(seconds=30)
"""How long after a process last said so an event counts as in its hands."""

FAILURES = 4
"""How often what deals with an event may fail before the event is given up."""

SUSPECT = 4
"""Tries without an end after which an event may be what ends the process: it is taken up late."""

LATE = timedelta(minutes=5)
"""How long a suspect waits, so that a process that it ends has done other work by then."""

DEATHS = 20
"""Tries without an end after which it is certain enough. A host that is killed again and again
does not get here: what is taken up one by one is seldom in the works."""

log = logging.getLogger(__name__)


@retry_conflicts
async def keep(
    coaching: Coaching, workspace: Workspace, key: str, kind: str, body: str
) -> datetime | None:
    """
    Store an event before it is acknowledged.

    Returns:
        When it first came, if it still has to be dealt with; None for a copy of one that was.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        if await inbox.keep(session, workspace.id, key, kind, body, now):
            return now
        return await inbox.came_at(session, key)


@retry_conflicts
async def done(coaching: Coaching, key: str) -> None:
    """Close an event; its body goes, and with it the member's words."""
    async with coaching.store.writing() as session:
        await inbox.close(session, key, coaching.clock())


@retry_conflicts
async def failed(coaching: Coaching, key: str) -> int:
    """
    Note that an event could not be dealt with: it is taken up again.

    One that fails again and again would fail for ever: it is closed, with its body.

    Returns:
        How often it has failed by now.
    """
    async with coaching.store.writing() as session:
        failures = await inbox.count_failure(session, key)
        if failures >= FAILURES:
            await inbox.close(session, key, coaching.clock(), "given up")
    if failures >= FAILURES:
        log.error("An event failed %s times and is given up (inbox key %s).", failures, key)
    return failures


@retry_conflicts
async def forget(coaching: Coaching, key: str) -> None:
    """Keep nothing of an event that was handed back to whoever sent it."""
    async with coaching.store.writing() as session:
        await inbox.forget(session, key)


@retry_conflicts
async def hold(coaching: Coaching, keys: Collection[str]) -> None:
    """Say that this process is still at work on some events: nobody else is to take them up."""
    if keys:
        async with coaching.store.writing() as session:
            await inbox.hold(session, keys, coaching.clock())


async def left_behind(coaching: Coaching, *, at_start: bool = False) -> list[Letter]:
    """
    Events that a process took in and never finished, oldest first.

    Args:
        at_start: This process is new, and alone: none of them is in anybody's hands.
    """
    now = coaching.clock()
    # At the start the clock may be behind: it is the only process, so all are left behind.
    before = pending.NEVER if at_start else now - GRACE
    async with coaching.store.reading() as session:
        return await inbox.open_letters(session, before, (SUSPECT, now - LATE), BATCH)


@retry_conflicts
async def take(coaching: Coaching, letter: Letter) -> bool:
    """
    Take up an event that was left behind.

    The end of a process is no failure of the event: its try is counted by itself, and only for
    the one that was in the works.

    Returns:
        Whether it is to be dealt with now; not if another process was quicker.
    """
    async with coaching.store.writing() as session:
        if not await inbox.take(session, letter, coaching.clock()):
            return False
        if letter.tries < DEATHS:
            return True
        await inbox.close(session, letter.key, coaching.clock(), "never came to an end")
    log.error("An event never comes to an end and is given up (inbox key %s).", letter.key)
    return False
