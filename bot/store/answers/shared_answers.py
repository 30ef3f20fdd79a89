"""
The rows that hold what was tapped and filled in on a card: one for each coach it was shared with.

Whoever taps on an old card after a change of coach says that to the coach of now. What they said
there before stays with the coach of then, so it may not share a row with the new.
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
"""What a row says that says nothing."""

IS_CARD = or_(col(ReplyRow.source) == CARD, col(ReplyRow.source).startswith(f"{CARD}:"))


async def source_for(session: AsyncSession, to: Asked) -> str:
    """The source of the row for what is tapped now, for the coach who reads now."""
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
    """What a form says, without what it only repeats: that stays with whom it was said to."""
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
    """What was said on this card in other rows gives way to what is said now, field by field."""
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
