"""Items in a coach's queue: open, snooze and close them."""

from collections.abc import Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.follow_up.follow_up import Reason, reach_by
from bot.store.database.insert_if_absent import insert_new
from bot.store.tables import CoachRow, FollowUpRow

TALKED = "talked"
"""Closed because the coach has been in touch."""

REPLIED = "replied"
"""Closed because the coach wrote to the member through Baton."""

SETTLED = "settled"
"""Closed by the member's own action."""

SETTLE = (
    update(FollowUpRow)
    .where(col(FollowUpRow.member_id) == bindparam("whose"))
    .where(col(FollowUpRow.reason).in_(bindparam("reasons")))
    .where(col(FollowUpRow.closed_at).is_(None))
    .values(closed_at=bindparam("now"), closed_as=SETTLED)
)


async def open_one(  # noqa: PLR0913  one argument a column
    session: AsyncSession,
    *,
    workspace_id: int,
    member_id: int,
    coach_id: int,
    reason: Reason,
    now: datetime,
    delivery_id: int | None = None,
    count: int = 1,
    detail: str = "",
) -> bool:
    """
    Add a member to the coach's queue; an open item with the same reason is updated.

    A snoozed item comes back if the member asks for help.

    Returns:
        True if the item is new.
    """
    facts = {"delivery_id": delivery_id, "count": count, "detail": detail}
    new = await insert_new(
        session,
        FollowUpRow,
        {
            "workspace_id": workspace_id,
            "member_id": member_id,
            "coach_id": coach_id,
            "reason": reason,
            "opened_at": now,
            "reach_by": reach_by(reason, await _date(session, coach_id, now)),
            **facts,
        },
    )
    if new is None:
        await session.exec(
            update(FollowUpRow)
            .where(col(FollowUpRow.member_id) == member_id, col(FollowUpRow.reason) == reason)
            .where(col(FollowUpRow.closed_at).is_(None))
            .values(coach_id=coach_id, **facts)
            .values({"snoozed_until": None} if reason is Reason.ASKED else {})
        )
    return new is not None


async def take_back(
    session: AsyncSession, member_id: int, reason: Reason, since: datetime, now: datetime
) -> bool:
    """Close what a member has asked for since then; False if nothing of that is open."""
    closed = await session.exec(
        update(FollowUpRow)
        .where(col(FollowUpRow.member_id) == member_id, col(FollowUpRow.reason) == reason)
        .where(col(FollowUpRow.closed_at).is_(None), col(FollowUpRow.opened_at) >= since)
        .values(closed_at=now, closed_as=SETTLED)
        .returning(col(FollowUpRow.id))
    )
    return closed.first() is not None


async def is_in_sight(
    session: AsyncSession, member_id: int, coach_id: int, reason: Reason
) -> bool:
    """Return True if a coach has an open item about a member with this reason, not snoozed."""
    found = await session.exec(
        select(FollowUpRow.id)
        .where(FollowUpRow.member_id == member_id, FollowUpRow.coach_id == coach_id)
        .where(FollowUpRow.reason == reason, col(FollowUpRow.closed_at).is_(None))
        .where(col(FollowUpRow.snoozed_until).is_(None))
    )
    return found.first() is not None


async def _date(session: AsyncSession, coach_id: int, now: datetime) -> date:
    """Return today's date in the coach's zone: their working days are counted from it."""
    zone = (await session.exec(select(CoachRow.zone).where(CoachRow.id == coach_id))).one()
    return now.astimezone(ZoneInfo(zone)).date()


async def close(
    session: AsyncSession, follow_up_id: int, coach_id: int, how: str, now: datetime
) -> int | None:
    """Close a coach's own item; return its member, or None if already closed or not theirs."""
    closed = await session.exec(
        update(FollowUpRow)
        .where(col(FollowUpRow.id) == follow_up_id, col(FollowUpRow.coach_id) == coach_id)
        .where(col(FollowUpRow.closed_at).is_(None))
        .values(closed_at=now, closed_as=how)
        .returning(col(FollowUpRow.member_id))
    )
    return closed.scalar()


async def close_all(
    session: AsyncSession, member_id: int, coach_id: int, how: str, now: datetime
) -> None:
    """Close all of a coach's open items about a member: one talk covers them all."""
    await session.exec(
        update(FollowUpRow)
        .where(col(FollowUpRow.member_id) == member_id, col(FollowUpRow.coach_id) == coach_id)
        .where(col(FollowUpRow.closed_at).is_(None))
        .values(closed_at=now, closed_as=how)
    )


async def snooze(session: AsyncSession, follow_up_id: int, coach_id: int, until: date) -> bool:
    """Snooze all of a coach's items about this item's member; False if the item is closed."""
    open_there = (
        select(FollowUpRow.member_id)
        .where(FollowUpRow.id == follow_up_id, FollowUpRow.coach_id == coach_id)
        .where(col(FollowUpRow.closed_at).is_(None))
    )
    put_off = await session.exec(
        update(FollowUpRow)
        .where(col(FollowUpRow.member_id).in_(open_there.scalar_subquery()))
        .where(col(FollowUpRow.coach_id) == coach_id, col(FollowUpRow.closed_at).is_(None))
        .values(snoozed_until=until)
        .returning(col(FollowUpRow.id))
    )
    return put_off.first() is not None


async def talks(session: AsyncSession, coach_id: int, since: datetime) -> dict[int, datetime]:
    """Return the time a coach last talked with each of their members, if after *since*."""
    rows = await session.exec(
        select(FollowUpRow.member_id, func.max(FollowUpRow.closed_at))
        .where(FollowUpRow.coach_id == coach_id, col(FollowUpRow.closed_at) > since)
        .where(FollowUpRow.closed_as == TALKED)
        .group_by(col(FollowUpRow.member_id))
    )
    return {member_id: at for member_id, at in rows if at}


async def talks_with(
    session: AsyncSession, coach_id: int, member_id: int, limit: int
) -> list[datetime]:
    """Return the times a coach talked with a member, newest first; one talk may close several."""
    rows = await session.exec(
        select(FollowUpRow.closed_at)
        .where(FollowUpRow.coach_id == coach_id, FollowUpRow.member_id == member_id)
        .where(FollowUpRow.closed_as == TALKED)
        .distinct()
        .order_by(col(FollowUpRow.closed_at).desc())
        .limit(limit)
    )
    return [at for at in rows if at]


async def dealt_with(session: AsyncSession, member_id: int) -> dict[Reason, datetime]:
    """Return the time a coach last closed each reason of a member, without self-settled items."""
    rows = await session.exec(
        select(FollowUpRow.reason, func.max(FollowUpRow.closed_at))
        .where(FollowUpRow.member_id == member_id, FollowUpRow.closed_as != SETTLED)
        .where(col(FollowUpRow.closed_at).is_not(None))
        .group_by(col(FollowUpRow.reason))
    )
    return {Reason(reason): at for reason, at in rows if at}


async def closed_since(
    session: AsyncSession, member_id: int, reason: Reason, since: datetime
) -> bool:
    """Return True if a coach has closed an item with this reason since then."""
    found = await session.exec(
        select(FollowUpRow.id)
        .where(FollowUpRow.member_id == member_id, FollowUpRow.reason == reason)
        .where(col(FollowUpRow.closed_at) > since, FollowUpRow.closed_as != SETTLED)
        .limit(1)
    )
    return found.first() is not None


async def settle(
    session: AsyncSession,
    member_id: int,
    reasons: Collection[Reason],
    now: datetime,
    delivery_id: int | None = None,
) -> None:
    """Close items the member has settled themself, of one delivery or of all."""
    given = {"whose": member_id, "reasons": reasons, "now": now}
    query = SETTLE
    if delivery_id is not None:
        query = query.where(col(FollowUpRow.delivery_id) == delivery_id)
    await session.exec(query, params=given)
