"""The inbox: raw events from Slack, stored before the ack and until they are handled."""

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
class InboxEvent:
    """
    A stored event that hasn't been handled yet.

    Attributes:
        taken_at: The last time a process claimed it or renewed its claim.
        tries: The number of claims, including the first.
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
    """Return the time an unhandled event was received; None if it has been handled."""
    row = await session.exec(
        select(InboxRow.received_at).where(InboxRow.key == key, col(InboxRow.done_at).is_(None))
    )
    return row.first()


async def close(session: AsyncSession, key: str, now: datetime, error: str = "") -> None:
    """
    Mark an event as handled and delete its body, with the member's words in it.

    An event given up with an *error* keeps its body: nothing that was said is lost.
    """
    closed = {"done_at": now, "error": error} | ({} if error else {"body": ""})
    await session.exec(update(InboxRow).where(col(InboxRow.key) == key).values(**closed))


async def forget(session: AsyncSession, key: str) -> None:
    """Delete an event, so that it can be stored again."""
    await session.exec(delete(InboxRow).where(col(InboxRow.key) == key))


async def hold(session: AsyncSession, keys: Collection[str], now: datetime) -> None:
    """Renew the claim on events still being handled."""
    held = col(InboxRow.key).in_(keys), col(InboxRow.done_at).is_(None)
    await session.exec(update(InboxRow).where(*held).values(taken_at=now))


async def take(session: AsyncSession, letter: InboxEvent, now: datetime) -> bool:
    """Claim an event for another try; False if another process has since it was read."""
    taken = await session.exec(
        update(InboxRow)
        .where(col(InboxRow.key) == letter.key, col(InboxRow.done_at).is_(None))
        .where(col(InboxRow.taken_at) == letter.taken_at)
        .values(tries=InboxRow.tries + 1, taken_at=now)
        .returning(col(InboxRow.id))
    )
    return taken.first() is not None


async def count_failure(session: AsyncSession, key: str) -> int:
    """Count a handler's failure; return the event's total number of failures."""
    counted = await session.exec(
        update(InboxRow)
        .where(col(InboxRow.key) == key)
        .values(failures=InboxRow.failures + 1)
        .returning(col(InboxRow.failures))
    )
    return int(counted.scalar_one())


async def open_letters(
    session: AsyncSession, before: datetime, suspects: tuple[int, datetime], limit: int
) -> list[InboxEvent]:
    """
    Return unhandled events not claimed since *before*, oldest first.

    Args:
        suspects: A number of tries and a time: events tried that often are only returned if they
            haven't been claimed since that time.
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
    return [InboxEvent(row.key, row.kind, row.body, row.taken_at, row.tries) for row in rows]
