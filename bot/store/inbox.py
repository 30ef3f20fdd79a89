"""Raw events from Slack, on disk before the ack, until they have been dealt with."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.insert import insert_new
from bot.store.tables import InboxRow


@dataclass(frozen=True, slots=True)
class Letter:
    """A stored event that has not been dealt with."""

    key: str
    kind: str
    body: str
    received_at: datetime
    tries: int


async def keep(
    session: AsyncSession, workspace_id: int, key: str, kind: str, body: str, now: datetime
) -> bool:
    """
    Store an event under its own key.

    Returns:
        False if it was stored before: Slack delivers at least once.
    """
    values = {
        "workspace_id": workspace_id,
        "key": key,
        "kind": kind,
        "body": body,
        "received_at": now,
    }
    return await insert_new(session, InboxRow, values) is not None


async def is_done(session: AsyncSession, key: str) -> bool:
    """Whether an event that came before has been dealt with."""
    done = await session.exec(select(InboxRow.done_at).where(InboxRow.key == key))
    return done.first() is not None


async def close(session: AsyncSession, key: str, now: datetime, error: str = "") -> None:
    """
    Deal with an event for good: its body, and with it the member's words, go.

    One that is given up with an *error* keeps them: nothing that was said is lost.
    """
    closed = {"done_at": now, "error": error} | ({} if error else {"body": ""})
    await session.exec(update(InboxRow).where(col(InboxRow.key) == key).values(**closed))


async def forget(session: AsyncSession, key: str) -> None:
    """Delete an event, so that it may come anew."""
    await session.exec(delete(InboxRow).where(col(InboxRow.key) == key))


async def try_again(session: AsyncSession, key: str) -> None:
    """Count one more try."""
    await session.exec(
        update(InboxRow).where(col(InboxRow.key) == key).values(tries=InboxRow.tries + 1)
    )


async def open_letters(session: AsyncSession, before: datetime, limit: int) -> list[Letter]:
    """Events that were stored before *before* and never dealt with, oldest first."""
    rows = await session.exec(
        select(InboxRow)
        .where(col(InboxRow.done_at).is_(None), col(InboxRow.received_at) <= before)
        .order_by(col(InboxRow.received_at), col(InboxRow.id))
        .limit(limit)
    )
    return [Letter(row.key, row.kind, row.body, row.received_at, row.tries) for row in rows]
