"""Mark deliveries of private days. The flag is stored with each; unknown counts as private."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, literal_column, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.database.served import ours
from bot.store.tables import DeliveryRow

IS_PRIVATE: ColumnElement[bool] = col(DeliveryRow.private).is_not(False)
"""Unknown is private."""

UNKNOWN: ColumnElement[bool] = literal_column("delivery.private IS NULL")
"""A literal, so that both databases use the partial index."""


async def any_unknown(session: AsyncSession) -> bool:
    """Return True if any delivery's privacy is still unknown."""
    here = UNKNOWN, ours(session, DeliveryRow.workspace_id)
    return (await session.exec(select(DeliveryRow.id).where(*here).limit(1))).first() is not None


async def classify(session: AsyncSession, nudges: Collection[str], *, private: bool) -> None:
    """Store the library's privacy flag for deliveries of these nudges that have none."""
    await session.exec(
        update(DeliveryRow)
        .where(UNKNOWN, col(DeliveryRow.nudge).in_(nudges))
        .where(ours(session, DeliveryRow.workspace_id))
        .values(private=private)
    )
