"""
Coaches' Home tabs due for a redraw, marked in the transaction that changes their content.

A coach who has never opened their Home tab has no row and needs no redraw.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, exists, func, literal, or_, union, update
from sqlmodel import col, select

from bot.domain.people.people import Workspace
from bot.store.database.engine import Session
from bot.store.database.insert_if_absent import insert_new
from bot.store.database.served import ours
from bot.store.database.types import Utc
from bot.store.delivery.claims import closed
from bot.store.people.people import workspace_of
from bot.store.tables import (
    CoachHomeRow,
    CoachRow,
    DeliveryRow,
    EnrolmentRow,
    MemberRow,
    WorkspaceRow,
)


@dataclass(frozen=True, slots=True)
class Version:
    """
    The version of a Home tab, read before it is drawn.

    Attributes:
        is_owed: Slack may not show this version yet.
    """

    id: int
    workspace_id: int
    number: int
    attempts: int
    is_owed: bool


@dataclass(frozen=True, slots=True)
class Due:
    """A Home tab to draw now."""

    coach_id: int
    workspace: Workspace


async def opened(session: Session, workspace_id: int, coach_id: int, now: datetime) -> None:
    """Record that a coach opened their Home tab; from now on it's kept up to date."""
    key = {"workspace_id": workspace_id, "coach_id": coach_id}
    begun = {"version": 1, "attempts": 0, "opened_at": now}
    await insert_new(session, CoachHomeRow, key | begun)


async def owe(session: Session, coach_ids: Collection[int], now: datetime) -> None:
    """Mark the Homes of these coaches for a redraw."""
    await _owe(session, coach_ids, now)


async def owe_person(session: Session, workspace_id: int, slack_id: str, now: datetime) -> None:
    """Mark a person's Home for a redraw because they become a coach or stop being one."""
    theirs = select(CoachRow.id).where(
        CoachRow.workspace_id == workspace_id, CoachRow.slack_id == slack_id
    )
    await _owe(session, theirs, now)


async def owe_reader(session: Session, delivery_id: int, now: datetime) -> None:
    """Mark the Home of the coach who may read a delivery's answers for a redraw."""
    reader = (
        select(MemberRow.reader_id)
        .join(DeliveryRow, col(DeliveryRow.member_id) == col(MemberRow.id))
        .where(DeliveryRow.id == delivery_id)
    )
    await _owe(session, reader, now)


async def owe_readers(session: Session, member_ids: Collection[int], now: datetime) -> None:
    """Mark the Homes of the coaches these members were told of for a redraw."""
    if member_ids:
        readers = select(MemberRow.reader_id).where(col(MemberRow.id).in_(member_ids))
        await _owe(session, readers, now)


async def owe_all_of(session: Session, member_id: int, now: datetime) -> None:
    """Mark the Homes of all coaches a member has, had or was going to be told of for a redraw."""
    told = select(MemberRow.reader_id).where(MemberRow.id == member_id)
    placed = select(EnrolmentRow.coach_id).where(EnrolmentRow.member_id == member_id)
    introduced = select(DeliveryRow.introduces_id).where(
        DeliveryRow.member_id == member_id, col(DeliveryRow.introduces_id).is_not(None)
    )
    await _owe(session, union(told, placed, introduced), now)


async def _owe(session: Session, coaches: Any, now: datetime) -> None:
    known, at = col(CoachHomeRow.not_before), literal(now, Utc())
    connection = await session.connection()
    await connection.execute(
        update(CoachHomeRow)
        .where(col(CoachHomeRow.coach_id).in_(coaches))
        .values(version=CoachHomeRow.version + 1, not_before=case((known <= at, known), else_=at))
    )


async def version(session: Session, coach_id: int) -> Version | None:
    """Return the newest version of a Home, or None if never opened. Read it before the page."""
    found = await session.exec(select(*_READ).where(CoachHomeRow.coach_id == coach_id))
    row = found.first()
    return None if row is None else Version(*row)


async def close(session: Session, coach_id: int, drawn: Version, now: datetime) -> None:
    """
    Record that a Home was drawn at that version.

    If it has changed since, or another process drew it, it's drawn again: of two concurrent draws,
    the one with the older state may have arrived last.
    """
    connection = await session.connection()
    closed_ = await connection.execute(
        update(CoachHomeRow)
        .where(col(CoachHomeRow.coach_id) == coach_id)
        .where(col(CoachHomeRow.version) == drawn.number)
        .where(col(CoachHomeRow.not_before).is_not(None))
        .values(not_before=None, attempts=0)
    )
    if not closed_.rowcount:
        await owe(session, [coach_id], now)


async def put_off(session: Session, coach_id: int, until: datetime, *, counts: bool) -> None:
    """Retry a Home later."""
    connection = await session.connection()
    await connection.execute(
        update(CoachHomeRow)
        .where(col(CoachHomeRow.coach_id) == coach_id)
        .values(not_before=until, attempts=CoachHomeRow.attempts + int(counts))
    )


async def give_up(session: Session, coach_id: int, drawn: Version) -> None:
    """Leave a Home as it is in Slack until it next changes, unless it has changed since."""
    connection = await session.connection()
    await connection.execute(
        update(CoachHomeRow)
        .where(col(CoachHomeRow.coach_id) == coach_id)
        .where(col(CoachHomeRow.version) == drawn.number)
        .values(not_before=None, attempts=0)
    )


async def any_due(session: Session, now: datetime, far: datetime) -> bool:
    """Return True if any Home has to be drawn now."""
    connection = await session.connection()
    return bool(await connection.scalar(select(exists().where(*_due(session, now, far)))))


async def claim(
    session: Session, now: datetime, far: datetime, until: datetime, limits: tuple[int, int]
) -> Sequence[Due]:
    """
    Claim Homes due for a redraw, oldest first.

    Args:
        far: A due time later than this was written before the clock was set back.
        until: The time from which others may claim them, if still due.
        limits: The most Homes of one workspace, and of all.
    """
    share, limit = limits
    order = (col(CoachHomeRow.not_before), col(CoachHomeRow.id))
    place = func.row_number().over(partition_by=col(CoachHomeRow.workspace_id), order_by=order)
    due = _due(session, now, far)
    ranked = select(col(CoachHomeRow.id), place.label("place")).where(*due).subquery()
    fair = select(ranked.c.id).where(ranked.c.place <= share).limit(limit)
    free = (
        select(col(CoachHomeRow.id))
        .where(col(CoachHomeRow.id).in_(fair), *due)
        .with_for_update(skip_locked=True)
    )
    connection = await session.connection()
    taken = await connection.execute(
        update(CoachHomeRow)
        .where(col(CoachHomeRow.id).in_(free.scalar_subquery()))
        .values(not_before=until)
        .returning(col(CoachHomeRow.id))
    )
    return await _read(session, list(taken.scalars()))


async def _read(session: Session, ids: Sequence[int | None]) -> list[Due]:
    rows = await session.exec(
        select(CoachHomeRow.coach_id, WorkspaceRow)
        .join(WorkspaceRow, col(WorkspaceRow.id) == col(CoachHomeRow.workspace_id))
        .where(col(CoachHomeRow.id).in_(ids))
        .order_by(col(CoachHomeRow.id))
    )
    return [Due(coach_id, workspace_of(workspace)) for coach_id, workspace in rows]


def _due(session: Session, now: datetime, far: datetime) -> tuple[Any, ...]:
    """Build conditions for Homes to draw in workspaces this process serves and may call now."""
    not_before, workspace_id = col(CoachHomeRow.not_before), CoachHomeRow.workspace_id
    allowed = col(workspace_id).not_in(closed(now)), ours(session, workspace_id)
    return or_(not_before <= now, not_before > far), *allowed


_READ: tuple[Any, ...] = (
    col(CoachHomeRow.id),
    col(CoachHomeRow.workspace_id),
    col(CoachHomeRow.version),
    col(CoachHomeRow.attempts),
    col(CoachHomeRow.not_before).is_not(None),
)
