"""Delete rows past their retention period; records of what was done stay."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlmodel import SQLModel, col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.privacy import retention
from bot.store.database.served import ours
from bot.store.enrolment import orders
from bot.store.tables import AttemptRow, AuditRow, DigestRow, InboxRow


async def drop_old_rows(session: AsyncSession, now: datetime, limit: int) -> int:
    """
    Delete a batch of the oldest rows of each table that would grow without limit.

    Returns:
        The largest number deleted from one table; *limit* means there may be more.
    """
    done = col(InboxRow.done_at)
    closed = done <= now - retention.EVENTS, col(InboxRow.error) == ""
    doomed: tuple[tuple[type[SQLModel], tuple[ColumnElement[bool], ...]], ...] = (
        (InboxRow, closed),
        (InboxRow, (done <= now - retention.TRACES,)),
        (AttemptRow, (col(AttemptRow.at) <= now - retention.ATTEMPTS,)),
        (AuditRow, (col(AuditRow.at) <= now - retention.TRACES,)),
        (DigestRow, (col(DigestRow.monday) <= (now - retention.DIGESTS).date(),)),
    )
    await orders.forget_old(session, now)
    return max([await _drop(session, table, which, limit) for table, which in doomed])


async def _drop(
    session: AsyncSession, table: Any, which: tuple[ColumnElement[bool], ...], limit: int
) -> int:
    oldest = (
        select(table.id)
        .where(*which, ours(session, table.workspace_id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    connection = await session.connection()
    dropped = await connection.execute(
        delete(table).where(col(table.id).in_(oldest.scalar_subquery()))
    )
    return dropped.rowcount
