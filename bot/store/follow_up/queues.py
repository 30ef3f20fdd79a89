"""Read a coach's queue for display."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, bindparam
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.answers.reply import Answer
from bot.domain.follow_up.follow_up import FollowUp, Reason
from bot.domain.follow_up.standing import away, away_until
from bot.domain.schedule.schedule import local_date
from bot.store.answers.replies import answers_for
from bot.store.people.people import member_of
from bot.store.privacy import readers
from bot.store.tables import DeliveryRow, FollowUpRow, MemberRow, WorkspaceRow

NOTHING = Answer()


MEMBER: Table = MemberRow.__table__  # type: ignore[attr-defined]


Away = tuple[str, date | None]
"""The reason nothing reaches a member, as a message key, and its last day."""


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
"""The columns of an item; `count` is relabelled, because rows have a `count` method."""

IS_OPEN = (
    col(FollowUpRow.coach_id) == readers.BOUND,
    col(FollowUpRow.closed_at).is_(None),
    col(FollowUpRow.member_id).in_(readers.members_read_by()),
)

WAITING = (
    select(*COLUMNS)
    .join(MemberRow, col(MemberRow.id) == col(FollowUpRow.member_id))
    .join(WorkspaceRow, col(WorkspaceRow.id) == col(FollowUpRow.workspace_id))
    .outerjoin(DeliveryRow, col(DeliveryRow.id) == col(FollowUpRow.delivery_id))
    .where(*IS_OPEN)
)

REASONS = select(FollowUpRow.member_id, FollowUpRow.reason).where(
    *IS_OPEN, col(FollowUpRow.member_id).in_(bindparam("members"))
)

MEMBERS = select(MEMBER).where(MEMBER.c.id.in_(bindparam("members")))  # type: ignore[call-overload]


async def queue(
    session: AsyncSession, coach_id: int, now: datetime, member_id: int | None = None
) -> list[FollowUp]:
    """
    Return a coach's open items, snoozed or not, most urgent first, then oldest first.

    An item has the member's words only if they are shared; withheld words are marked as such.

    Args:
        now: The time for which absences are reported.
    """
    items = await waiting(session, coach_id, now, member_id)
    items = await in_full(session, items, coach_id, now)
    return sorted(items, key=lambda item: (item.reason.urgency, item.opened_at, item.id))


async def waiting(
    session: AsyncSession, coach_id: int, now: datetime, member_id: int | None = None
) -> list[FollowUp]:
    """
    Return a coach's open items unordered, with what ranking needs; `in_full` adds the rest.

    It reads columns, not objects: there may be hundreds, and few are shown.
    """
    connection = await session.connection()
    query = WAITING if member_id is None else WAITING.where(FollowUpRow.member_id == member_id)
    found = await connection.execute(query, {"coach_id": coach_id})
    rows = found.all()
    quiet = await _away(session, {r.member_id for r in rows if r.reason == Reason.SILENT}, now)
    return [_item(row, quiet.get(row.member_id, HERE)) for row in rows]


async def in_full(
    session: AsyncSession, items: Sequence[FollowUp], coach_id: int, now: datetime
) -> list[FollowUp]:
    """Add the words this coach may read, and the reason a member can't be reached."""
    about = [item.delivery_id for item in items if item.delivery_id]
    said = await answers_for(session, about, coach_id)
    there = await _away(session, {item.member_id for item in items}, now)
    return [_with(i, said.get(i.delivery_id, NOTHING), there[i.member_id]) for i in items]


async def reasons(
    session: AsyncSession, coach_id: int, members: Collection[int]
) -> dict[int, list[Reason]]:
    """Return the reasons each of these members is in a coach's queue, most urgent first."""
    given = {"coach_id": coach_id, "members": members}
    rows = await session.exec(REASONS, params=given)
    found: dict[int, list[Reason]] = {}
    for member_id, reason in rows:
        found.setdefault(member_id, []).append(Reason(reason))
    return {member_id: sorted(of, key=lambda one: one.urgency) for member_id, of in found.items()}


async def _away(session: AsyncSession, members: Collection[int], now: datetime) -> dict[int, Away]:
    """Return for each of these members why and until when nothing reaches them, if so."""
    connection = await session.connection()
    rows = await connection.execute(MEMBERS, {"members": list(members)})
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
        words=answer.words,
        withheld=answer.private and answer.has_hidden_words,
        said_at=answer.at,
        away=there[0],
        away_until=there[1],
    )
