"""Recheck members' stored words in batches, and withhold those now recognised as distress."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.answers.reply import Reply
from bot.domain.plans.plan import Closed
from bot.store.database.insert_if_absent import insert_new
from bot.store.database.served import ours
from bot.store.delivery import outbox
from bot.store.plans import plans
from bot.store.tables import PlanRow, ReplyRow

ARE_SHOWN = (
    col(ReplyRow.withheld).is_(False),
    col(ReplyRow.cleared).is_(False),
    col(ReplyRow.withdrawn_at).is_(None),
)
"""Replies that stand, aren't withheld, and weren't cleared with *Not what I meant*."""


@dataclass(frozen=True, slots=True)
class Kept:
    """
    A member's stored words.

    Attributes:
        source: The reply's source; "" for a plan.
        after: The meeting that the plan waits for, or "".
    """

    id: int
    member_id: int
    delivery_id: int
    source: str
    text: str = ""
    plan: str = ""
    after: str = ""


async def replies(session: AsyncSession, above: int, limit: int) -> list[Kept]:
    """Return shown replies with words, in id order."""
    rows = await session.exec(
        select(ReplyRow)
        .where(col(ReplyRow.id) > above, *ARE_SHOWN, ours(session, ReplyRow.workspace_id))
        .where(or_(col(ReplyRow.text) != "", col(ReplyRow.plan) != ""))
        .order_by(col(ReplyRow.id))
        .limit(limit)
    )
    return [
        Kept(row.id or 0, row.member_id, row.delivery_id, row.source, row.text, row.plan)
        for row in rows
    ]


async def planned(session: AsyncSession, above: int, limit: int) -> list[Kept]:
    """Return plans with words, open or closed, in id order."""
    rows = await session.exec(
        select(PlanRow)
        .where(col(PlanRow.id) > above, ours(session, PlanRow.workspace_id))
        .where(PlanRow.text != "")
        .order_by(col(PlanRow.id))
        .limit(limit)
    )
    return [
        Kept(row.id or 0, row.member_id, row.delivery_id, "", plan=row.text, after=row.after)
        for row in rows
    ]


async def cleared(session: AsyncSession, of: Sequence[Kept]) -> set[tuple[int, str]]:
    """Return words that a member has cleared in these deliveries, each with its delivery."""
    rows = await session.exec(
        select(ReplyRow.delivery_id, ReplyRow.text, ReplyRow.plan)
        .where(col(ReplyRow.delivery_id).in_({kept.delivery_id for kept in of}))
        .where(col(ReplyRow.cleared).is_(True))
    )
    return {(delivery_id, words) for delivery_id, *said in rows for words in said if words}


async def withhold(session: AsyncSession, kept: Kept, now: datetime) -> bool:
    """
    Withhold a typed reply, unless it has changed since it was read.

    Returns:
        True if the reply was still there.
    """
    row = await _change(session, ReplyRow, _unchanged(kept), private=True, withheld=True)
    if row is None:
        return False
    if row.channel:
        tick = outbox.tick(kept.delivery_id, row.channel, kept.source)
        await outbox.add(session, tick, now, outbox.AT_ONCE)
    return True


async def take_out(session: AsyncSession, kept: Kept, apart: Reply) -> bool:
    """
    Move a form's words into a withheld reply; the taps on the card stay.

    Returns:
        True if the words were still there.
    """
    left = {"text": "" if apart.text else kept.text, "plan": "" if apart.plan else kept.plan}
    row = await _change(session, ReplyRow, _unchanged(kept), private=True, **left)
    if row is not None:
        await _set_apart(session, row, apart, f"{apart.source}-reply-{kept.id}", row.changed_at)
    return row is not None


async def take_out_plan(session: AsyncSession, kept: Kept, apart: Reply) -> bool:
    """
    Move a plan's words into a withheld reply, and cancel the question about the plan.

    Returns:
        True if the words were still there.
    """
    unchanged = col(PlanRow.text) == kept.plan, col(PlanRow.after) == kept.after
    over = case((col(PlanRow.closed_as) == "", Closed.DROPPED), else_=col(PlanRow.closed_as))
    here = (col(PlanRow.id) == kept.id, *unchanged)
    row = await _change(session, PlanRow, here, text="", after="", closed_as=over)
    if row is not None:
        await _set_apart(session, row, apart, f"{apart.source}-plan-{kept.id}", row.created_at)
        await plans.withdraw(session, kept.id, "dropped")
    return row is not None


def _unchanged(kept: Kept) -> tuple[Any, ...]:
    words = col(ReplyRow.text) == kept.text, col(ReplyRow.plan) == kept.plan
    return (col(ReplyRow.id) == kept.id, *words, *ARE_SHOWN)


async def _change(
    session: AsyncSession, table: Any, which: tuple[Any, ...], **values: object
) -> Any:
    changed = await session.exec(update(table).where(*which).values(**values).returning(table))
    return changed.scalars().first()


async def _set_apart(
    session: AsyncSession, row: Any, apart: Reply, source: str, changed_at: datetime
) -> None:
    """Store words with their original age, so that retention applies."""
    await insert_new(
        session,
        ReplyRow,
        {
            "workspace_id": row.workspace_id,
            "member_id": row.member_id,
            "delivery_id": row.delivery_id,
            "shared_with_id": row.shared_with_id,
            "source": source,
            "text": apart.text,
            "plan": apart.plan,
            "private": True,
            "withheld": True,
            "created_at": row.created_at,
            "changed_at": changed_at,
        },
    )
