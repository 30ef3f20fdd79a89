"""Orders (assignments) that coaches have previewed but not confirmed yet."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import delete, insert, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.enrolment.orders import Expected, WaitingOrder, Wanted
from bot.store.database.erased_pages import erases_words
from bot.store.database.served import ours
from bot.store.tables import OrderPersonRow, OrderRow

KEPT = timedelta(days=1)
"""Time an order waits for its confirmation."""


async def keep(
    session: AsyncSession,
    coach: tuple[int, int],
    wanted: Wanted,
    people: Mapping[str, Expected],
    now: datetime,
) -> int:
    """
    Store an order until it is confirmed.

    Args:
        coach: The ids of the workspace and the coach.
    """
    row = OrderRow(
        workspace_id=coach[0],
        coach_id=coach[1],
        track=wanted.track,
        starts_on=wanted.start,
        at=f"{wanted.at:%H:%M}" if wanted.at else "",
        note=wanted.note,
        cohort_id=wanted.cohort_id,
        created_at=now,
    )
    session.add(row)
    await session.flush()
    here = {"workspace_id": coach[0], "order_id": row.id}
    connection = await session.connection()
    await connection.execute(
        insert(OrderPersonRow.__table__),  # type: ignore[attr-defined]
        [
            {**here, "slack_id": id_, "first": one.first, "behind": one.behind}
            for id_, one in people.items()
        ],
    )
    return row.id or 0


async def forget_old(session: AsyncSession, now: datetime) -> None:
    """Delete orders that weren't confirmed within a day."""
    old = select(OrderRow.id).where(col(OrderRow.created_at) < now - KEPT)
    await _forget(session, old.where(ours(session, OrderRow.workspace_id)))


async def waiting(
    session: AsyncSession, coach_id: int, order_id: int, now: datetime
) -> WaitingOrder | None:
    """Return a coach's order, at most a day old, with the people not yet processed."""
    mine = select(OrderRow).where(OrderRow.id == order_id, OrderRow.coach_id == coach_id)
    row = (await session.exec(mine.where(col(OrderRow.created_at) >= now - KEPT))).first()
    if row is None:
        return None
    people = await session.exec(
        select(OrderPersonRow)
        .where(OrderPersonRow.order_id == order_id)
        .order_by(col(OrderPersonRow.id))
    )
    at = time.fromisoformat(row.at) if row.at else None
    return WaitingOrder(
        order_id,
        Wanted(row.track, row.starts_on, at, row.note, row.cohort_id),
        {one.slack_id: Expected(one.first, one.behind) for one in people},
    )


async def take(session: AsyncSession, order_id: int, slack_ids: Sequence[str]) -> set[str]:
    """Claim these people of an order; those claimed by another process aren't returned."""
    taken = await session.exec(
        delete(OrderPersonRow)
        .where(col(OrderPersonRow.order_id) == order_id)
        .where(col(OrderPersonRow.slack_id).in_(slack_ids))
        .returning(col(OrderPersonRow.slack_id))
    )
    return set(taken.scalars())


async def deed_of(session: AsyncSession, order_id: int) -> int | None:
    """Return the id of the order's audit row, locked until the transaction ends."""
    mine = select(OrderRow.deed_id).where(OrderRow.id == order_id)
    return (await session.exec(mine.with_for_update())).first()


async def note_deed(session: AsyncSession, order_id: int, deed_id: int) -> None:
    """Save the id of the order's audit row."""
    await session.exec(
        update(OrderRow).where(col(OrderRow.id) == order_id).values(deed_id=deed_id)
    )


async def forget(session: AsyncSession, coach_id: int, order_id: int) -> bool:
    """Delete an order; False if it was already gone."""
    mine = select(OrderRow.id).where(OrderRow.id == order_id, OrderRow.coach_id == coach_id)
    return await _forget(session, mine) > 0


async def _forget(session: AsyncSession, which: object) -> int:
    ids = list(await session.exec(which))  # type: ignore[call-overload]
    await session.exec(delete(OrderPersonRow).where(col(OrderPersonRow.order_id).in_(ids)))
    gone = await session.exec(
        delete(OrderRow).where(col(OrderRow.id).in_(ids)).returning(col(OrderRow.id))
    )
    forgotten = len(gone.all())
    if forgotten:
        erases_words(session)
    return forgotten
