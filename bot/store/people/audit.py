"""The audit log: who did what, and what was undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, literal_column, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.enrolment.enrolment import EnrolmentState
from bot.store.tables import AuditRow, EnrolmentRow

IS_HANDOVER: ColumnElement[bool] = literal_column("audit.action = 'handover'")
"""A literal, so that both databases use the partial index."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One row of the audit log."""

    id: int
    workspace_id: int
    actor: str
    action: str
    member_id: int | None
    detail: dict[str, Any]
    at: datetime
    undone: bool


async def note(
    session: AsyncSession,
    workspace_id: int,
    actor: str,
    action: str,
    now: datetime,
    *,
    member_id: int | None = None,
    **detail: object,
) -> int:
    """Record an action; return its id for an undo."""
    row = AuditRow(
        workspace_id=workspace_id,
        actor=actor,
        action=action,
        member_id=member_id,
        detail=detail,
        at=now,
    )
    session.add(row)
    await session.flush()
    return row.id or 0


async def extend(session: AsyncSession, deed_id: int, **more: list[Any]) -> None:
    """Extend the lists of an action that is done in parts."""
    row = (await session.exec(select(AuditRow).where(AuditRow.id == deed_id))).one()
    row.detail = row.detail | {key: [*row.detail[key], *added] for key, added in more.items()}
    session.add(row)
    await session.flush()


async def deed(session: AsyncSession, workspace_id: int, deed_id: int) -> Deed | None:
    """Return an action of this workspace, by its id."""
    row = (
        await session.exec(
            select(AuditRow)
            .where(AuditRow.id == deed_id)
            .where(AuditRow.workspace_id == workspace_id)
        )
    ).first()
    return None if row is None else _deed(row)


async def last(
    session: AsyncSession, workspace_id: int, actor: str, actions: Sequence[str]
) -> Deed | None:
    """Return a person's newest action of these kinds."""
    row = (
        await session.exec(
            select(AuditRow)
            .where(AuditRow.workspace_id == workspace_id, AuditRow.actor == actor)
            .where(col(AuditRow.action).in_(actions))
            .order_by(col(AuditRow.id).desc())
            .limit(1)
        )
    ).first()
    return None if row is None else _deed(row)


async def last_about(session: AsyncSession, member_id: int, action: str) -> Deed | None:
    """Return the newest action of this kind about a member that wasn't undone."""
    row = (
        await session.exec(
            select(AuditRow)
            .where(AuditRow.member_id == member_id, AuditRow.action == action)
            .where(col(AuditRow.undone_at).is_(None))
            .order_by(col(AuditRow.id).desc())
            .limit(1)
        )
    ).first()
    return None if row is None else _deed(row)


async def page(
    session: AsyncSession,
    workspace_id: int,
    actor: str,
    coach_id: int | None,
    actions: Sequence[str],
    window: tuple[int, int],
) -> list[Deed]:
    """
    Return what a person did, what was done to members on the coach's tracks, and handovers from or
    to that person, newest first.

    Args:
        window: The offset and the limit.
    """
    running = col(EnrolmentRow.state).in_((EnrolmentState.ACTIVE, EnrolmentState.QUEUED))
    members = select(EnrolmentRow.member_id).where(EnrolmentRow.coach_id == coach_id, running)
    own = select(AuditRow.id).where(AuditRow.workspace_id == workspace_id, AuditRow.actor == actor)
    theirs = select(AuditRow.id).where(col(AuditRow.member_id).in_(members))
    coaches = (AuditRow.detail[side].as_string() for side in ("from", "to"))
    handed = (
        select(AuditRow.id)
        .where(AuditRow.workspace_id == workspace_id, IS_HANDOVER)
        .where(or_(*(coach == actor for coach in coaches)))
    )
    rows = await session.exec(
        select(AuditRow)
        .where(or_(*(col(AuditRow.id).in_(found) for found in (own, theirs, handed))))
        .where(col(AuditRow.action).in_(actions), AuditRow.workspace_id == workspace_id)
        .order_by(col(AuditRow.id).desc())
        .offset(window[0])
        .limit(window[1])
    )
    return [_deed(row) for row in rows]


async def undo(session: AsyncSession, deed_id: int, now: datetime) -> bool:
    """Mark an action as undone; False if it already was."""
    changed = await session.exec(
        update(AuditRow)
        .where(col(AuditRow.id) == deed_id, col(AuditRow.undone_at).is_(None))
        .values(undone_at=now)
        .returning(col(AuditRow.id))
    )
    return changed.first() is not None


def _deed(row: AuditRow) -> Deed:
    return Deed(
        id=row.id or 0,
        workspace_id=row.workspace_id,
        actor=row.actor,
        action=row.action,
        member_id=row.member_id,
        detail=row.detail,
        at=row.at,
        undone=row.undone_at is not None,
    )
