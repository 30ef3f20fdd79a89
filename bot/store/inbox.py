"""Raw events from Slack, on disk before the ack, until they have been dealt with."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.database.insert_if_absent import insert_new
from bot.store.database.served import ours
from bot.store.tables import InboxRow


@dataclass(frozen=True, slots=True)
class Letter:
    """
    A stored event that has not been dealt with.

    Attributes:
        taken_at: When somebody last began to deal with it, or said that they still do.
        tries: How often somebody did, the first time included.
    """

    key: str
    kind: str
    body: str
    taken_at: datetime
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
        "taken_at": now,
    }
    return await insert_new(session, InboxRow, values) is not None


async def came_at(session: AsyncSession, key: str) -> datetime | None:
    """When an event came that still has to be dealt with; None if it has been."""
    row = await session.exec(
        select(InboxRow.received_at).where(InboxRow.key == key, col(InboxRow.done_at).is_(None))
    )
    return row.first()


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


async def hold(session: AsyncSession, keys: Collection[str], now: datetime) -> None:
    """Note that somebody is still dealing with some events."""
    held = col(InboxRow.key).in_(keys), col(InboxRow.done_at).is_(None)
    await session.exec(update(InboxRow).where(*held).values(taken_at=now))


async def take(session: AsyncSession, letter: Letter, now: datetime) -> bool:
    """Begin to deal with an event once more; False if somebody else has, since it was read."""
    taken = await session.exec(
        update(InboxRow)
        .where(col(InboxRow.key) == letter.key, col(InboxRow.done_at).is_(None))
        .where(col(InboxRow.taken_at) == letter.taken_at)
        .values(tries=InboxRow.tries + 1, taken_at=now)
        .returning(col(InboxRow.id))
    )
    return taken.first() is not None


async def count_failure(session: AsyncSession, key: str) -> int:
    """Count a failure of whatever deals with an event; returns how many there were."""
    counted = await session.exec(
        update(InboxRow)
        .where(col(InboxRow.key) == key)
        .values(failures=InboxRow.failures + 1)
        .returning(col(InboxRow.failures))
    )
    return int(counted.scalar_one())


async def open_letters(
    session: AsyncSession, before: datetime, suspects: tuple[int, datetime], limit: int
) -> list[Letter]:
    """
    Events that nobody has taken since *before* and that were never dealt with, oldest first.

    Args:
        suspects: From how many tries on an event is only read if nobody has taken it since a
            moment of its own.
    """
    tries, long_before = suspects
    rows = await session.exec(
        select(InboxRow)
        .where(col(InboxRow.done_at).is_(None), col(InboxRow.taken_at) <= before)
        .where(or_(col(InboxRow.tries) < tries, col(InboxRow.taken_at) <= long_before))
        .where(ours(session, InboxRow.workspace_id))
        .order_by(col(InboxRow.received_at), col(InboxRow.id))
        .limit(limit)
    )
    return [Letter(row.key, row.kind, row.body, row.taken_at, row.tries) for row in rows]
