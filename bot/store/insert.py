"""An insert that leaves alone what is already there, on both databases."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession


async def insert_new(
    session: AsyncSession, table: type[SQLModel], values: Mapping[str, Any]
) -> int | None:
    """
    Insert one row unless a unique key stands in the way.

    Get-then-insert would fail under concurrency; the database decides instead.

    Returns:
        The new row's id, or None when there was one already.
    """
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(**values).on_conflict_do_nothing()
    row = (await session.exec(statement.returning(table.__table__.c.id))).first()  # type: ignore[attr-defined]
    return None if row is None else int(row[0])
