"""Small values kept in the database for later starts of Baton, by key."""

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.database.insert_if_absent import insert_new
from bot.store.database.served import noted_under
from bot.store.tables import SettingRow


async def noted(session: AsyncSession, key: str) -> str | None:
    """Return the saved value, or None."""
    query = select(SettingRow.value).where(SettingRow.key == noted_under(session, key))
    return (await session.exec(query)).first()


async def note(session: AsyncSession, key: str, value: str) -> None:
    """Save a value in place of the previous one."""
    key = noted_under(session, key)
    await insert_new(session, SettingRow, {"key": key, "value": value})
    await session.exec(update(SettingRow).where(col(SettingRow.key) == key).values(value=value))


async def swap(session: AsyncSession, key: str, before: str | None, value: str) -> bool:
    """Save a value in place of *before*; False if another process has changed it meanwhile."""
    key = noted_under(session, key)
    if before is None:
        return await insert_new(session, SettingRow, {"key": key, "value": value}) is not None
    connection = await session.connection()
    there = col(SettingRow.key) == key, col(SettingRow.value) == before
    changed = await connection.execute(update(SettingRow).where(*there).values(value=value))
    return changed.rowcount > 0
