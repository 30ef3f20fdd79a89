"""The coach's queue: what was opened, for whom and why, until it is closed."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table, func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.follow_up import FollowUp, Reason, reach_by
from bot.domain.reply import Answer
from bot.domain.schedule import local_date
from bot.domain.standing import away, away_until
from bot.store.insert import insert_new
from bot.store.people import member_of
from bot.store.replies import answers
from bot.store.tables import CoachRow, DeliveryRow, FollowUpRow, MemberRow, WorkspaceRow

NOTHING = Answer()

MEMBER: Table = MemberRow.__table__  # type: ignore[attr-defined]

Away = tuple[str, date | None]
"""Why nothing reaches a member, as a key of the words, and the last day of that."""

HERE: Away = ("", None)

COLUMNS: tuple[Any, ...] = (
    FollowUpRow.id,
    FollowUpRow.member_id,
    FollowUpRow.reason,
    FollowUpRow.opened_at,
    FollowUpRow.reach_by,
    col(FollowUpRow.count).label("count_"),
    FollowUpRow.detail,
    FollowUpRow.delivery_id,
    FollowUpRow.snoozed_until,
    MemberRow.slack_id,
    MemberRow.name,
    WorkspaceRow.team_id,
    DeliveryRow.nudge,
)
"""What an item is made of; a row has a `count` of its own."""

TALKED = "talked"
"""Closed because the coach has been in touch."""

REPLIED = "replied"
"""Closed because the coach has written to the member through Baton."""

SETTLED = "settled"
"""Closed by what the member did."""


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

    One that was put off comes back when a member asks.

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
            .values(**facts, **({"snoozed_until": None} if reason is Reason.ASKED else {}))
        )
    return new is not None


async def _date(session: AsyncSession, coach_id: int, now: datetime) -> date:
    """The date on the coach's own calendar: their working days are counted from it."""
    zone = (await session.exec(select(CoachRow.zone).where(CoachRow.id == coach_id))).one()
    return now.astimezone(ZoneInfo(zone)).date()


async def close(
    session: AsyncSession, follow_up_id: int, coach_id: int, how: str, now: datetime
) -> int | None:
    """Close a coach's own item; its member, or None if it was closed before or is not theirs."""
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
    """Close whatever a coach has open about a member: a talk is about all of it."""
    await session.exec(
        update(FollowUpRow)
        .where(col(FollowUpRow.member_id) == member_id, col(FollowUpRow.coach_id) == coach_id)
        .where(col(FollowUpRow.closed_at).is_(None))
        .values(closed_at=now, closed_as=how)
    )


async def snooze(session: AsyncSession, follow_up_id: int, coach_id: int, until: date) -> bool:
    """Put off all that a coach has open about this item's member; False if it is closed."""
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
    """When a coach last talked with each of their members, as far as that is after *since*."""
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
    """When a coach has talked with a member, the newest first; one talk may close much."""
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
    """When a coach closed each reason of a member last; what settled by itself is not in it."""
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
    """Whether a coach has dealt with this reason themself, lately."""
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
    await session.exec(query.values(closed_at=now, closed_as=SETTLED))


async def queue(
    session: AsyncSession, coach_id: int, now: datetime, member_id: int | None = None
) -> list[FollowUp]:
    """
    A coach's open items, put off or not, most urgent first, then oldest first.

    Words come along only where the member shares them; what is kept back is said to be.

    Args:
        now: Who is away is told as of then.
    """
    items = await in_full(session, await waiting(session, coach_id, now, member_id), now)
    return sorted(items, key=lambda item: (item.reason.urgency, item.opened_at, item.id))


async def waiting(
    session: AsyncSession, coach_id: int, now: datetime, member_id: int | None = None
) -> list[FollowUp]:
    """
    A coach's open items in any order, as far as it takes to rank them; `in_full` adds the rest.

    Columns and no objects: there may be hundreds, and few are shown.
    """
    is_open = [col(FollowUpRow.coach_id) == coach_id, col(FollowUpRow.closed_at).is_(None)]
    if member_id is not None:
        is_open.append(col(FollowUpRow.member_id) == member_id)
    connection = await session.connection()
    found = await connection.execute(
        select(*COLUMNS)
        .join(MemberRow, col(MemberRow.id) == col(FollowUpRow.member_id))
        .join(WorkspaceRow, col(WorkspaceRow.id) == col(FollowUpRow.workspace_id))
        .outerjoin(DeliveryRow, col(DeliveryRow.id) == col(FollowUpRow.delivery_id))
        .where(*is_open)
    )
    rows = found.all()
    quiet = await _away(session, {r.member_id for r in rows if r.reason == Reason.SILENT}, now)
    return [_item(row, quiet.get(row.member_id, HERE)) for row in rows]


async def in_full(
    session: AsyncSession, items: Sequence[FollowUp], now: datetime
) -> list[FollowUp]:
    """The same items, with the words that members share, and why nothing reaches them."""
    said = await answers(session, [item.delivery_id for item in items if item.delivery_id])
    there = await _away(session, {item.member_id for item in items}, now)
    return [_with(i, said.get(i.delivery_id, NOTHING), there[i.member_id]) for i in items]


async def reasons(
    session: AsyncSession, coach_id: int, members: Collection[int]
) -> dict[int, list[Reason]]:
    """Why each of these members is in a coach's queue, most urgent first."""
    rows = await session.exec(
        select(FollowUpRow.member_id, FollowUpRow.reason)
        .where(FollowUpRow.coach_id == coach_id, col(FollowUpRow.closed_at).is_(None))
        .where(col(FollowUpRow.member_id).in_(members))
    )
    found: dict[int, list[Reason]] = {}
    for member_id, reason in rows:
        found.setdefault(member_id, []).append(Reason(reason))
    return {member_id: sorted(of, key=lambda one: one.urgency) for member_id, of in found.items()}


async def _away(session: AsyncSession, members: Collection[int], now: datetime) -> dict[int, Away]:
    """Why nothing reaches each of these members, if that is so, and until when."""
    connection = await session.connection()
    rows = await connection.execute(
        select(MEMBER).where(MEMBER.c.id.in_(members))  # type: ignore[call-overload]
    )
    found = {}
    for member in map(member_of, rows):
        today = local_date(member.cadence, now)
        found[member.id] = away(member, today), away_until(member, today)
    return found


def _item(row: Any, there: Away) -> FollowUp:
    return FollowUp(
        id=row.id,
        member_id=row.member_id,
        slack_id=row.slack_id,
        name=row.name,
        team_id=row.team_id,
        reason=Reason(row.reason),
        opened_at=row.opened_at,
        reach_by=row.reach_by,
        nudge=row.nudge or "",
        count=row.count_,
        detail=row.detail,
        delivery_id=row.delivery_id or 0,
        snoozed_until=row.snoozed_until,
        away=there[0],
        away_until=there[1],
    )


def _with(item: FollowUp, answer: Answer, there: Away) -> FollowUp:
    return replace(
        item,
        words=() if answer.private else answer.words,
        withheld=answer.private and bool(answer.words),
        said_at=answer.at,
        away=there[0],
        away_until=there[1],
    )
