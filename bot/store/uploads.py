"""The files that Baton has put into members' direct messages."""

from datetime import datetime

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.tables import UploadRow


async def note(
    session: AsyncSession, workspace_id: int, member_id: int, file: str, now: datetime
) -> None:
    """Keep a file's Slack id."""
    session.add(
        UploadRow(workspace_id=workspace_id, member_id=member_id, file=file, created_at=now)
    )


async def of(session: AsyncSession, member_id: int) -> list[str]:
    """The Slack ids of a member's files."""
    rows = await session.exec(select(UploadRow.file).where(UploadRow.member_id == member_id))
    return list(rows)
