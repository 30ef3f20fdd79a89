"""Nothing a member says is lost: events are on disk before Slack is told that they arrived."""

import logging
from datetime import timedelta

from bot.coaching.ports import Coaching
from bot.domain.people import Workspace
from bot.store import inbox
from bot.store.inbox import Letter

BATCH = 50
"""Letters read at a time when the inbox is drained."""

GRACE = timedelta(seconds=30)
"""How long an event may be in the works before others take it for left behind."""

TRIES = 4
"""How often an event is taken up before it is given up."""

log = logging.getLogger(__name__)


async def keep(coaching: Coaching, workspace: Workspace, key: str, kind: str, body: str) -> bool:
    """
    Store an event before it is acknowledged.

    Returns:
        Whether it still has to be dealt with: False for a copy of one that was.
    """
    async with coaching.store.writing() as session:
        if await inbox.keep(session, workspace.id, key, kind, body, coaching.clock()):
            return True
        return not await inbox.is_done(session, key)


async def done(coaching: Coaching, key: str, error: str = "") -> None:
    """Close an event; its body goes, and with it the member's words."""
    async with coaching.store.writing() as session:
        await inbox.close(session, key, coaching.clock(), error)


async def forget(coaching: Coaching, key: str) -> None:
    """Keep nothing of an event that was handed back to whoever sent it."""
    async with coaching.store.writing() as session:
        await inbox.forget(session, key)


async def left_behind(coaching: Coaching, *, at_start: bool = False) -> list[Letter]:
    """
    Take up events that a process took in and never finished, oldest first.

    One that has failed too often is closed with its error: it would fail for ever.

    Args:
        at_start: This process is new, so that none of them is in its own hands.
    """
    before = coaching.clock() - (timedelta(0) if at_start else GRACE)
    async with coaching.store.writing() as session:
        letters = await inbox.open_letters(session, before, BATCH)
        for letter in letters:
            await inbox.try_again(session, letter.key)
    for letter in letters:
        if letter.tries >= TRIES:
            log.error("An event failed %s times and is given up (%s).", TRIES, letter.kind)
            await done(coaching, letter.key, "given up")
    return [letter for letter in letters if letter.tries < TRIES]
