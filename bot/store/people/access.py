"""Workspaces that Baton can't post to, temporarily or until somebody fixes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, update
from sqlmodel import col, select

from bot.domain.people.people import Workspace
from bot.store.database.engine import Session
from bot.store.database.served import ours
from bot.store.delivery.claims import LONGEST_QUIET
from bot.store.people.people import SERVED, workspace_of
from bot.store.tables import WorkspaceRow

STOPPED = col(WorkspaceRow.stopped_at).is_not(None)
FIRST_WAIT = timedelta(minutes=1)
"""Wait after a workspace was stopped until Slack is asked about it again."""

TROUBLED = or_(STOPPED, col(WorkspaceRow.held_since).is_not(None))


@dataclass(frozen=True, slots=True)
class Trouble:
    """
    A workspace that accepts no messages.

    Attributes:
        reason: Slack's error code.
        stopped: It needs somebody to fix it; otherwise it's retried for as long as it takes.
    """

    workspace_id: int
    team_id: str
    since: datetime
    reason: str
    stopped: bool


async def stop(session: Session, workspace_id: int, reason: str, now: datetime) -> bool:
    """
    Stop sending to a workspace until it's fixed.

    Returns:
        False if it was already stopped.
    """
    stopped = await session.exec(
        update(WorkspaceRow)
        .where(col(WorkspaceRow.id) == workspace_id, ~STOPPED)
        .values(
            stopped_at=now,
            stopped_reason=reason,
            held_since=func.coalesce(col(WorkspaceRow.held_since), now),
            held_reason=reason,
            quiet_until=now + FIRST_WAIT,
        )
        .returning(col(WorkspaceRow.id))
    )
    return stopped.first() is not None


async def hold(session: Session, workspace_id: int, reason: str, now: datetime) -> datetime:
    """
    Record that a workspace accepts nothing for now.

    Returns:
        The time since which it hasn't.
    """
    held = await session.exec(
        update(WorkspaceRow)
        .where(col(WorkspaceRow.id) == workspace_id)
        .values(held_since=func.coalesce(col(WorkspaceRow.held_since), now), held_reason=reason)
        .returning(col(WorkspaceRow.held_since))
    )
    return held.scalar_one() or now


async def let_in(session: Session, workspace_id: int) -> None:
    """Record that a message has arrived there."""
    await session.exec(
        update(WorkspaceRow)
        .where(col(WorkspaceRow.id) == workspace_id)
        .values(held_since=None, held_reason=None)
    )


async def serve_again(session: Session, workspace_id: int) -> None:
    """Resume sending to it; the trouble is cleared once a message has arrived."""
    await session.exec(
        update(WorkspaceRow)
        .where(col(WorkspaceRow.id) == workspace_id)
        .values(quiet_until=None, **SERVED)
    )


async def stopped(session: Session) -> list[tuple[Workspace, datetime]]:
    """Return stopped workspaces, each with the time its trouble began."""
    here = STOPPED, ours(session, WorkspaceRow.id)
    rows = await session.exec(select(WorkspaceRow).where(*here).order_by(col(WorkspaceRow.id)))
    return [
        (workspace_of(row), since) for row in rows if (since := row.held_since or row.stopped_at)
    ]


async def take_turn(session: Session, workspace_id: int, now: datetime, again: datetime) -> bool:
    """
    Reserve the next check of a stopped workspace with Slack; only one process gets it.

    Args:
        again: The time of the next check.
    """
    due = col(WorkspaceRow.quiet_until)
    # A time far ahead was written before the clock was set back.
    free = or_(due.is_(None), due <= now, due > now + 2 * LONGEST_QUIET)
    taken = await session.exec(
        update(WorkspaceRow)
        .where(col(WorkspaceRow.id) == workspace_id, STOPPED, free)
        .values(quiet_until=again)
        .returning(col(WorkspaceRow.id))
    )
    return taken.first() is not None


async def troubled(session: Session) -> Sequence[Trouble]:
    """Return our workspaces that accept no messages, for readiness and `baton doctor`."""
    here = TROUBLED, ours(session, WorkspaceRow.id)
    rows = await session.exec(select(WorkspaceRow).where(*here).order_by(col(WorkspaceRow.id)))
    return [
        Trouble(
            workspace_id=row.id or 0,
            team_id=row.team_id,
            since=since,
            reason=row.stopped_reason if row.stopped_at else row.held_reason or "",
            stopped=row.stopped_at is not None,
        )
        for row in rows
        if (since := row.held_since or row.stopped_at)
    ]
