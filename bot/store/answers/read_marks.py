"""Read marks: record when a coach opened a shared answer, so that the member can see it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.people.member_pages import ReadBy
from bot.domain.people.people import mention
from bot.store.database.insert_if_absent import insert_new
from bot.store.tables import CoachRow, DeliveryRow, ReadMarkRow

READERS = (
    select(ReadMarkRow.delivery_id, CoachRow.slack_id, ReadMarkRow.at)
    .join(CoachRow, col(CoachRow.id) == col(ReadMarkRow.coach_id))
    .where(col(ReadMarkRow.delivery_id).in_(bindparam("delivery_ids")))
    .order_by(col(ReadMarkRow.at))
)


async def note(
    session: AsyncSession, delivery_id: int, coach_id: int, answered: datetime, now: datetime
) -> bool:
    """
    Record that a coach has read an answer; the first time counts until the answer changes.

    Args:
        answered: The time of the answer's last change.

    Returns:
        True if the read mark is new.
    """
    whose = select(DeliveryRow.workspace_id, DeliveryRow.member_id)
    found = (await session.exec(whose.where(DeliveryRow.id == delivery_id))).first()
    if found is None:
        return False
    key = {"delivery_id": delivery_id, "coach_id": coach_id}
    of = {"workspace_id": found[0], "member_id": found[1], "at": now}
    if await insert_new(session, ReadMarkRow, key | of) is not None:
        return True
    again = await session.exec(
        update(ReadMarkRow)
        .where(col(ReadMarkRow.delivery_id) == delivery_id, col(ReadMarkRow.coach_id) == coach_id)
        .where(col(ReadMarkRow.at) < answered)
        .values(at=now)
        .returning(col(ReadMarkRow.id))
    )
    return again.first() is not None


async def of(session: AsyncSession, delivery_ids: Sequence[int]) -> dict[int, ReadBy]:
    """Return the latest reader of each of these."""
    if not delivery_ids:
        return {}
    rows = await session.exec(READERS, params={"delivery_ids": delivery_ids})
    return {delivery: ReadBy(mention(slack_id), at) for delivery, slack_id, at in rows}
