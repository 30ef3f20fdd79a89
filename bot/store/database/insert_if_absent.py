"""Insert a row unless it exists, on both databases."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession


async def insert_new(
    session: AsyncSession, table: type[SQLModel], values: Mapping[str, Any]
) -> int | None:
    """
    Insert one row unless it violates a unique key.

    Get-then-insert would fail under concurrency; the database decides instead.

    Returns:
        The new row's id, or None if one already existed.
    """
    statement = _insert(table, session.get_bind().dialect.name)
    row = (await (await session.connection()).execute(statement, dict(values))).first()
    return None if row is None else int(row[0])


@cache
def _insert(table: type[SQLModel], dialect: str) -> Executable:
    rows = table.__table__  # type: ignore[attr-defined]
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(rows).on_conflict_do_nothing().returning(rows.c.id)
