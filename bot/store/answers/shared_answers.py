"""
Rows for a card's taps and form fields: one for each coach the answers were shared with.

After a change of coach, a tap on an old card is said to the new coach. Earlier answers stay with
the previous coach, so the two can't share a row.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.answers.reply import CARD
from bot.store.answers.reply_target import Asked
from bot.store.database.erased_pages import erases_words
from bot.store.tables import ReplyRow

EMPTY: dict[str, Any] = {
    "outcome": None,
    "text": "",
    "choice": "",
    "plan": "",
    "confidence": None,
}
"""The values of an empty row."""

IS_CARD = or_(col(ReplyRow.source) == CARD, col(ReplyRow.source).startswith(f"{CARD}:"))


async def source_for(session: AsyncSession, to: Asked) -> str:
    """Return the row's source for a tap now, for the coach who reads now."""
    rows: list[ReplyRow] = list(await session.exec(_rows(to)))
    own = [row for row in rows if row.shared_with_id == to.reader_id]
    if own:
        return own[0].source
    first = next((row for row in rows if row.source == CARD), None)
    if first is None:
        return CARD
    if any(getattr(first, name) != value for name, value in EMPTY.items()) or first.aged_at:
        return f"{CARD}:{to.delivery_id}:{to.reader_id or 0}"
    await session.exec(
        update(ReplyRow).where(col(ReplyRow.id) == first.id).values(shared_with_id=to.reader_id)
    )
    return CARD


async def unrepeated(
    session: AsyncSession, to: Asked, source: str, said: dict[str, Any]
) -> dict[str, Any]:
    """Drop the values a form only repeats; they stay with the coach they were said to."""
    others = await _others(session, to, source)
    repeated = {
        name: empty
        for name, empty in EMPTY.items()
        if any(said[name] != empty and getattr(row, name) == said[name] for row in others)
    }
    return said | repeated


async def clear_others(
    session: AsyncSession, to: Asked, source: str, said: dict[str, Any], at: datetime
) -> None:
    """Clear fields in this card's other rows that are answered again now."""
    fields = {name: EMPTY[name] for name in said if name in EMPTY}
    for row in await _others(session, to, source):
        if row.changed_at <= at and fields:
            erases_words(session)
            await session.exec(update(ReplyRow).where(col(ReplyRow.id) == row.id).values(**fields))


async def _others(session: AsyncSession, to: Asked, source: str) -> list[ReplyRow]:
    return [row for row in await session.exec(_rows(to)) if row.source != source]


def _rows(to: Asked) -> Any:
    return (
        select(ReplyRow)
        .where(col(ReplyRow.delivery_id) == to.delivery_id, IS_CARD)
        .where(col(ReplyRow.withdrawn_at).is_(None))
        .order_by(col(ReplyRow.id))
        .execution_options(populate_existing=True)
    )
