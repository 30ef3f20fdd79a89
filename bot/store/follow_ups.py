"""The coach's queue: what was opened, for whom and why, until it is closed."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import case, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.follow_up import FollowUp, Reason, reach_by
from bot.domain.reply import Answer
from bot.store.insert import insert_new
from bot.store.replies import answers
from bot.store.tables import CoachRow, DeliveryRow, FollowUpRow, MemberRow

NOTHING = Answer()


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
    Put a member on the coach's list; an open item of the same reason takes the newer facts.

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
            .values(**facts | {"count": _counted(reason, delivery_id, count)})
        )
    return new is not None


async def _date(session: AsyncSession, coach_id: int, now: datetime) -> date:
    """The date on the coach's own calendar: their working days are counted from it."""
    zone = (await session.exec(select(CoachRow.zone).where(CoachRow.id == coach_id))).one()
    return now.astimezone(ZoneInfo(zone)).date()


def _counted(reason: Reason, delivery_id: int | None, count: int) -> Any:
    """Stuck counts nudges, and the same nudge once; for other reasons the caller knows."""
    if reason is not Reason.STUCK:
        return count
    another = case((col(FollowUpRow.delivery_id) == delivery_id, 0), else_=1)
    return FollowUpRow.count + another


async def close(
    session: AsyncSession, follow_up_id: int, coach_id: int, how: str, now: datetime
) -> bool:
    """Close a coach's own item; False if it was closed before, or is not theirs."""
    closed = await session.exec(
        update(FollowUpRow)
        .where(col(FollowUpRow.id) == follow_up_id, col(FollowUpRow.coach_id) == coach_id)
        .where(col(FollowUpRow.closed_at).is_(None))
        .values(closed_at=now, closed_as=how)
        .returning(col(FollowUpRow.id))
    )
    return closed.first() is not None


async def closed_since(
    session: AsyncSession, member_id: int, reason: Reason, since: datetime
) -> bool:
    """Whether a coach has dealt with this reason themself, lately."""
    found = await session.exec(
        select(FollowUpRow.id)
        .where(FollowUpRow.member_id == member_id, FollowUpRow.reason == reason)
        .where(col(FollowUpRow.closed_at) > since, FollowUpRow.closed_as != "settled")
        .limit(1)
    )
    return found.first() is not None


async def settle(
    session: AsyncSession,
    member_id: int,
    reason: Reason,
    now: datetime,
    delivery_id: int | None = None,
) -> None:
    """Close what the member has settled themself, of one delivery or of any."""
    query = (
        update(FollowUpRow)
        .where(col(FollowUpRow.member_id) == member_id, col(FollowUpRow.reason) == reason)
        .where(col(FollowUpRow.closed_at).is_(None))
    )
    if delivery_id is not None:
        query = query.where(col(FollowUpRow.delivery_id) == delivery_id)
    await session.exec(query.values(closed_at=now, closed_as="settled"))


async def queue(
    session: AsyncSession, coach_id: int, member_id: int | None = None
) -> list[FollowUp]:
    """
    A coach's open items, most urgent first, then oldest first.

    Words come along only where the member shares them; what is kept back is said to be.
    """
    query = (
        select(FollowUpRow, MemberRow, DeliveryRow)
        .join(MemberRow, col(MemberRow.id) == col(FollowUpRow.member_id))
        .outerjoin(DeliveryRow, col(DeliveryRow.id) == col(FollowUpRow.delivery_id))
        .where(FollowUpRow.coach_id == coach_id)
        .where(col(FollowUpRow.closed_at).is_(None))
    )
    if member_id is not None:
        query = query.where(FollowUpRow.member_id == member_id)
    rows = list(await session.exec(query))
    said = await answers(session, [row[0].delivery_id for row in rows if row[0].delivery_id])
    items = [_item(*row, said) for row in rows]
    return sorted(items, key=lambda item: (item.reason.urgency, item.opened_at, item.id))


def _item(
    follow_up: FollowUpRow,
    member: MemberRow,
    delivery: DeliveryRow | None,
    said: dict[int, Answer],
) -> FollowUp:
    answer = said.get(follow_up.delivery_id or 0, NOTHING)
    return FollowUp(
        id=follow_up.id or 0,
        member_id=follow_up.member_id,
        slack_id=member.slack_id,
        name=member.name,
        reason=Reason(follow_up.reason),
        opened_at=follow_up.opened_at,
        reach_by=follow_up.reach_by,
        nudge=delivery.nudge if delivery else "",
        words=() if answer.private else answer.words,
        withheld=answer.private and bool(answer.words),
        count=follow_up.count,
        detail=follow_up.detail,
        delivery_id=follow_up.delivery_id or 0,
        said_at=answer.at,
    )
