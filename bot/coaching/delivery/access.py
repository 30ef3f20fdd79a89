"""
Workspaces that Slack keeps Baton out of: held for now, or stopped until somebody fixes access.

Held: each refused try lengthens the wait before the next; the first message that arrives ends it.
Stopped: `auth.test` is called now and then, and its first success ends it. Nothing is lost
meanwhile. Afterwards at most one old nudge goes out, as after any outage.
"""

import logging
from datetime import datetime, timedelta

from bot.coaching.ports import Address, Coaching
from bot.domain.people.people import Workspace
from bot.store.database import saved_values
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import claims
from bot.store.enrolment import on_tracks
from bot.store.people import access

AT_LEAST, AT_MOST = timedelta(minutes=1), claims.LONGEST_QUIET
"""Shortest and longest wait between two tries in a held or stopped workspace."""

STOPPED = (
    "Workspace %s is stopped: Slack refuses Baton's access (%s). Nothing is sent there. Reinstall "
    "the app, or put its new token into SLACK_BOT_TOKEN and restart. A token that works again is "
    "noticed without a restart, within %d minutes. baton doctor says more."
)

HELD = (
    "Workspace %s takes no messages for now (%s). They wait, and are tried again for as long as "
    "it takes. If it lasts: see to the app's permissions there, or ask the organization's admins."
)

TOLD_FOR = timedelta(days=30)
"""Minimum time between two notifications of admins about the same problem."""

log = logging.getLogger(__name__)


async def stop(session: Session, workspace_id: int, reason: str, now: datetime) -> None:
    """Send nothing to a workspace until its token works again."""
    if await access.stop(session, workspace_id, reason, now):
        log.warning(STOPPED, workspace_id, reason, AT_MOST.total_seconds() / 60)


async def hold(session: Session, workspace_id: int, reason: str, now: datetime) -> None:
    """Send nothing to a workspace for a while; the longer it has refused messages, the longer."""
    since = await access.hold(session, workspace_id, reason, now)
    if since == now:
        log.warning(HELD, workspace_id, reason)
    await claims.quieten(session, {workspace_id: now + _wait(since, now)}, now)


async def probe(coaching: Coaching) -> None:
    """Check whether stopped workspaces accept Baton again, each when its turn is due."""
    async with coaching.store.reading() as session:
        stopped = await access.stopped(session)
    for workspace, since in stopped:
        if await _take_turn(coaching, workspace, since):
            await _probe(coaching, workspace)


async def tell_admins(coaching: Coaching, workspace: Workspace, reason: str) -> None:
    """Notify admins of a problem only they can fix, once for each reason."""
    if await _is_news(coaching, workspace, reason):
        async with coaching.store.reading() as session:
            admins = sorted(coaching.admins) or await on_tracks.appointers(session, workspace.id)
        for admin in admins:
            await coaching.messenger.note(
                Address(workspace, admin), "admin-unreachable", reason=reason
            )


async def let_in(session: Session, workspace_id: int) -> None:
    """Record that a message has arrived in a workspace."""
    await access.let_in(session, workspace_id)
    log.warning("Workspace %s takes messages again.", workspace_id)


async def _probe(coaching: Coaching, workspace: Workspace) -> None:
    refused = await coaching.messenger.refused(workspace)
    if refused:
        log.info("Workspace %s is still stopped (%s).", workspace.id, refused)
        return
    await _serve_again(coaching, workspace)
    log.warning("Workspace %s is served again: its token works.", workspace.id)


@retry_conflicts
async def _take_turn(coaching: Coaching, workspace: Workspace, since: datetime) -> bool:
    now = coaching.clock()
    async with coaching.store.writing() as session:
        return await access.take_turn(session, workspace.id, now, now + _wait(since, now))


@retry_conflicts
async def _serve_again(coaching: Coaching, workspace: Workspace) -> None:
    async with coaching.store.writing() as session:
        await access.serve_again(session, workspace.id)


@retry_conflicts
async def _is_news(coaching: Coaching, workspace: Workspace, reason: str) -> bool:
    now, key = coaching.clock(), f"told {workspace.id} {reason}"
    async with coaching.store.writing() as session:
        before = await saved_values.noted(session, key)
        if before and now - datetime.fromisoformat(before) < TOLD_FOR:
            return False
        return await saved_values.swap(session, key, before, now.isoformat())


def _wait(since: datetime, now: datetime) -> timedelta:
    """Return a quarter of the time the problem has lasted, within the limits."""
    return min(max((now - since) / 4, AT_LEAST), AT_MOST)
