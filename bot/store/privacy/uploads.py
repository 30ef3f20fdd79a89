"""Files that Baton has uploaded to Slack for members."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.tables import MemberRow, UploadRow

PICTURES = (
    select(UploadRow.shows, UploadRow.file)
    .where(col(UploadRow.member_id) == bindparam("member_id"), UploadRow.shows != "")
    .order_by(col(UploadRow.id))
)


async def note(
    session: AsyncSession,
    workspace_id: int,
    member_id: int,
    file: str,
    now: datetime,
    shows: str = "",
) -> None:
    """
    Record a file's Slack id.

    Args:
        shows: For a picture on the Home tab, the fingerprint of its content.
    """
    session.add(
        UploadRow(
            workspace_id=workspace_id, member_id=member_id, file=file, shows=shows, created_at=now
        )
    )


async def note_all(
    session: AsyncSession, workspace_id: int, members: Sequence[int], file: str, now: datetime
) -> int:
    """
    Record the Slack id of a file about many members; it is deleted when the first one is erased.

    Returns:
        The number of members found; others may have been erased meanwhile.
    """
    there = await session.exec(select(MemberRow.id).where(col(MemberRow.id).in_(members)))
    found = [member_id for member_id in there if member_id is not None]
    for member_id in found:
        await note(session, workspace_id, member_id, file, now)
    return len(found)


async def of(session: AsyncSession, member_id: int) -> list[str]:
    """Return the Slack ids of a member's files."""
    rows = await session.exec(select(UploadRow.file).where(UploadRow.member_id == member_id))
    return list(rows)


async def pictures(session: AsyncSession, member_id: int) -> list[tuple[str, str]]:
    """Return a member's Home tab pictures: the fingerprint of the content, and the file."""
    return list(await session.exec(PICTURES, params={"member_id": member_id}))


async def drop(session: AsyncSession, member_id: int, files: Sequence[str]) -> None:
    """Delete the records of files that are no longer in Slack."""
    await session.exec(
        delete(UploadRow).where(
            col(UploadRow.member_id) == member_id, col(UploadRow.file).in_(files)
        )
    )
