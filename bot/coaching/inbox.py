"""Persist incoming events before they are acknowledged to Slack, so that none is lost."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from bot.coaching.ports import Coaching
from bot.domain.people.people import Workspace
from bot.store import inbox
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import pending
from bot.store.inbox import InboxEvent

BATCH = 50
"""Events read at a time when the inbox is drained."""

HOLD_SECONDS = 5
"""Interval at which a process renews its hold on the events it is handling."""

LEFT_BEHIND_SECONDS = 30
"""Interval at which a process looks for events that no process holds."""

GRACE = timedelta(seconds=30)
"""Duration of a hold after its last renewal."""

FAILURES = 4
"""Failures after which an event is given up."""

SUSPECT = 4
"""Unfinished tries after which an event is suspected of crashing the process, and delayed."""

LATE = timedelta(minutes=5)
"""Delay of a suspect, so that a process it crashes has done other work by then."""

DEATHS = 20
"""
Unfinished tries after which a suspect is given up. A host that is killed again and again doesn't
get here: events taken up one by one are seldom in progress.
"""

log = logging.getLogger(__name__)


@retry_conflicts
async def keep(
    coaching: Coaching, workspace: Workspace, key: str, kind: str, body: str
) -> datetime | None:
    """
    Store an event before it is acknowledged.

    Returns:
        When it first arrived, if it is still open; None for a copy of a finished event.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        if await inbox.keep(session, workspace.id, key, kind, body, now):
            return now
        return await inbox.came_at(session, key)


@retry_conflicts
async def done(coaching: Coaching, key: str) -> None:
    """Close an event and delete its body, and with it the member's text."""
    async with coaching.store.writing() as session:
        await inbox.close(session, key, coaching.clock())


@retry_conflicts
async def failed(coaching: Coaching, key: str) -> int:
    """
    Count a failure of an event, which will be retried.

    An event that keeps failing is closed and its body deleted.

    Returns:
        The number of failures so far.
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
    """Delete an event that was handed back to its sender."""
    async with coaching.store.writing() as session:
        await inbox.forget(session, key)


@retry_conflicts
async def hold(coaching: Coaching, keys: Collection[str]) -> None:
    """Renew this process's hold on some events, so that no other process takes them up."""
    if keys:
        async with coaching.store.writing() as session:
            await inbox.hold(session, keys, coaching.clock())


async def left_behind(coaching: Coaching, *, at_start: bool = False) -> list[InboxEvent]:
    """
    Return events that a process accepted and never finished, oldest first.

    Args:
        at_start: This process is new and the only one, so that no event is held.
    """
    now = coaching.clock()
    # At startup the clock may be behind; as the only process, it takes all of them.
    before = pending.NEVER if at_start else now - GRACE
    async with coaching.store.reading() as session:
        return await inbox.open_letters(session, before, (SUSPECT, now - LATE), BATCH)


@retry_conflicts
async def take(coaching: Coaching, letter: InboxEvent) -> bool:
    """
    Take up an event that was left behind.

    A crash of the process isn't counted as a failure of the event. Its tries are counted
    separately, and only for the event in progress.

    Returns:
        True if it should be handled now; False if another process was faster.
    """
    async with coaching.store.writing() as session:
        if not await inbox.take(session, letter, coaching.clock()):
            return False
        if letter.tries < DEATHS:
            return True
        await inbox.close(session, letter.key, coaching.clock(), "never came to an end")
    log.error("An event never comes to an end and is given up (inbox key %s).", letter.key)
    return False
