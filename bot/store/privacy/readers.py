"""
The rules of who may read what, as SQL (`bot.domain.privacy.readers` says them in words).

Every query that shows a coach something of a member's uses these conditions. Their tables are
aliased, so that they fit into any query.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    update,
)
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.answers.reply import Outcome
from bot.domain.enrolment.enrolment import EnrolmentState
from bot.domain.people.people import Coach
from bot.store.database.insert_if_absent import insert_new
from bot.store.people.people import coach_of
from bot.store.privacy.private_days import IS_PRIVATE
from bot.store.tables import (
    CoachRow,
    DeliveryRow,
    EarlierShareRow,
    EnrolmentRow,
    MemberRow,
    PlanRow,
    ReplyRow,
)

PERSON = aliased(MemberRow, name="person")
READER = aliased(CoachRow, name="reader")

CoachId = Any
"""A coach's id, or a column that holds one."""

BOUND: ColumnElement[int] = bindparam("coach_id")
"""The coach parameter of a query that is built once."""


def _placed(state: str, *order: str) -> Any:
    """Select the coach of a member's enrolment in that state, the first in that order."""
    placed = aliased(EnrolmentRow)
    columns: dict[str, Any] = {"oldest": col(placed.id), "newest": col(placed.id).desc()}
    columns["ended last"] = col(placed.ended_at).desc().nulls_last()
    return (
        select(placed.coach_id)
        .where(col(placed.member_id) == col(PERSON.id), col(placed.state) == state)
        .order_by(*(columns[one] for one in order))
        .limit(1)
        .correlate(PERSON)
        .scalar_subquery()
    )


RUNNING, NEXT, LAST = (
    _placed(EnrolmentState.ACTIVE, "oldest"),
    _placed(EnrolmentState.QUEUED, "oldest"),
    _placed(EnrolmentState.FINISHED, "ended last", "newest"),
)

TOLD_OF_NEXT = case((col(PERSON.reader_id) == NEXT, NEXT))

COACH_NOW = func.coalesce(RUNNING, TOLD_OF_NEXT, LAST)
"""The coach of a `PERSON` now, whether the person was told or not."""

RESPONSIBLE = func.coalesce(COACH_NOW, NEXT)
"""The coach who looks after a `PERSON`, also before any track has begun."""

STILL_COACH = and_(col(READER.dismissed_at).is_(None), col(READER.deactivated).is_(False))


def members_read_by(coach: CoachId = BOUND) -> Any:
    """Select the ids of members whose answers a coach may read now."""
    return (
        select(col(PERSON.id))
        .join(READER, col(READER.id) == col(PERSON.reader_id))
        .where(col(PERSON.reader_id) == coach, STILL_COACH, coach == COACH_NOW)
    )


def members_of(coach: CoachId = BOUND) -> Any:
    """Select the ids of members a coach looks after, even if they haven't been told."""
    placed = aliased(EnrolmentRow)
    under = select(placed.member_id).where(col(placed.coach_id) == coach)
    return select(col(PERSON.id)).where(col(PERSON.id).in_(under), coach == RESPONSIBLE)


def is_own(coach: CoachId = BOUND) -> ColumnElement[bool]:
    """The enrolment is under this coach and wasn't already over when they took it over."""
    over = col(EnrolmentRow.ended_at) < col(EnrolmentRow.handed_at)
    return and_(
        col(EnrolmentRow.coach_id) == coach,
        col(EnrolmentRow.state) != EnrolmentState.STOPPED,
        func.coalesce(over, False).is_(False),
    )


def is_open_to(coach: CoachId = BOUND) -> ColumnElement[bool]:
    """The delivery is to a member this coach may read."""
    return col(DeliveryRow.member_id).in_(members_read_by(coach))


def is_shared_reply(coach: CoachId = BOUND, reply: Any = ReplyRow) -> ColumnElement[bool]:
    """The reply was shared with this coach; it may still be kept private."""
    at = col(reply.changed_at)
    said_to = and_(col(reply.shared_with_id) == coach, ~_ended(coach, at))
    return or_(said_to, and_(col(DeliveryRow.nudge) != "", at <= _earlier_until(coach)))


def is_shared_plan(coach: CoachId = BOUND) -> ColumnElement[bool]:
    """The plan was shared with this coach; its answer may still be kept private."""
    at = col(PlanRow.created_at)
    said_to = and_(col(PlanRow.shared_with_id) == coach, ~_ended(coach, at))
    return or_(said_to, at <= _earlier_until(coach))


def _ended(coach: CoachId, at: Any) -> ColumnElement[bool]:
    """It was said on a track of this coach's that was since taken back or ended early."""
    return and_(
        col(EnrolmentRow.state) == EnrolmentState.STOPPED,
        col(EnrolmentRow.coach_id) == coach,
        func.coalesce(at <= col(EnrolmentRow.ended_at), True),
    )


def is_kept() -> ColumnElement[bool]:
    """The member keeps part of the delivery's answer private, so all of it is private."""
    kept = aliased(ReplyRow)
    return exists().where(
        col(kept.delivery_id) == col(DeliveryRow.id),
        col(kept.private).is_(True),
        col(kept.withdrawn_at).is_(None),
    )


def knows_of(coach: CoachId = BOUND) -> ColumnElement[bool]:
    """The coach may know that this delivery exists, and whether it was answered."""
    return and_(is_open_to(coach), or_(is_own(coach), _any_shared(coach)))


def outcome_for(coach: CoachId = BOUND) -> ColumnElement[str | None]:
    """
    Return a delivery's outcome if the coach may know it, else NULL.

    On their own track that's every outcome not kept private; on others, those shared with them.
    """
    tapped = _any_shared(coach, col(REPLY.outcome).is_not(None))
    readable = and_(is_open_to(coach), ~IS_PRIVATE, ~is_kept(), or_(is_own(coach), tapped))
    return case((readable, col(DeliveryRow.outcome)))


def reads_some(coach: CoachId = BOUND) -> ColumnElement[bool]:
    """The coach may read part of a delivery's answer: its words or its outcome."""
    shared = and_(is_open_to(coach), ~IS_PRIVATE, ~is_kept(), _any_shared(coach))
    return or_(shared, outcome_for(coach).is_not(None))


def is_stuck_for(coach: CoachId = BOUND) -> ColumnElement[bool]:
    """*Stuck* is a signal to the coach it was said to, even if the answer is kept private."""
    to = and_(col(REPLY.shared_with_id) == coach, ~_ended(coach, col(REPLY.changed_at)))
    said = and_(to, col(REPLY.outcome) == Outcome.STUCK)
    return and_(is_open_to(coach), ~IS_PRIVATE, _any_reply(said))


def words_for(coach: CoachId = BOUND) -> ColumnElement[bool]:
    """The coach may read a reply's content besides its outcome."""
    return and_(is_open_to(coach), ~IS_PRIVATE, ~is_kept(), is_shared_reply(coach))


REPLY = aliased(ReplyRow, name="shared_reply")


def _any_shared(coach: CoachId, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return _any_reply(is_shared_reply(coach, REPLY), ~col(REPLY.private), *conditions)


def _any_reply(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    mine = col(REPLY.delivery_id) == col(DeliveryRow.id)
    return exists().where(mine, col(REPLY.withdrawn_at).is_(None), *conditions)


def _earlier_until(coach: CoachId) -> Any:
    share = aliased(EarlierShareRow)
    return (
        select(share.at)
        .where(col(share.member_id) == col(DeliveryRow.member_id), col(share.coach_id) == coach)
        .correlate(DeliveryRow)
        .scalar_subquery()
    )


def reader_now(delivery: Any = DeliveryRow) -> Any:
    """Select the id of the coach who reads a delivery's answers now; NULL for nobody."""
    return (
        select(READER.id)
        .join(PERSON, col(PERSON.reader_id) == col(READER.id))
        .where(col(PERSON.id) == col(delivery.member_id), STILL_COACH)
        .where(col(READER.id) == COACH_NOW, col(delivery.private).is_(False))
        .correlate(delivery)
        .scalar_subquery()
    )


READERS_OF_MEMBERS = (
    select(PERSON.id, READER)
    .join(READER, col(PERSON.reader_id) == col(READER.id))
    .where(col(PERSON.id).in_(bindparam("member_ids")), STILL_COACH, col(READER.id) == COACH_NOW)
)

READERS_OF_DELIVERIES = (
    select(DeliveryRow.id, CoachRow)
    .join(CoachRow, col(CoachRow.id) == reader_now())
    .where(col(DeliveryRow.id).in_(bindparam("delivery_ids")))
)

READS = members_read_by().where(col(PERSON.id) == bindparam("member_id"))

LOOKS_AFTER = members_of().where(col(PERSON.id) == bindparam("member_id"))


async def of_member(session: AsyncSession, member_id: int) -> Coach | None:
    """Return the coach who reads this member's answers now, or None."""
    return (await of_members(session, [member_id])).get(member_id)


async def of_members(session: AsyncSession, member_ids: Sequence[int]) -> dict[int, Coach]:
    """Return the coach who reads each member's answers now; members without one are missing."""
    if not member_ids:
        return {}
    rows = await session.exec(READERS_OF_MEMBERS, params={"member_ids": member_ids})
    return {id_: coach_of(row) for id_, row in rows if id_ is not None}


async def of_deliveries(session: AsyncSession, delivery_ids: Sequence[int]) -> dict[int, Coach]:
    """Return the coach who reads each delivery's answers now; those without one are missing."""
    if not delivery_ids:
        return {}
    rows = await session.exec(READERS_OF_DELIVERIES, params={"delivery_ids": delivery_ids})
    return {id_: coach_of(row) for id_, row in rows if id_ is not None}


async def reads(session: AsyncSession, coach_id: int, member_id: int) -> bool:
    """Return True if a coach may read what this member shares with them."""
    whose = {"coach_id": coach_id, "member_id": member_id}
    return (await session.exec(READS, params=whose)).first() is not None


async def looks_after(session: AsyncSession, coach_id: int, member_id: int) -> bool:
    """Return True if this coach looks after the member, even if the member hasn't been told."""
    whose = {"coach_id": coach_id, "member_id": member_id}
    return (await session.exec(LOOKS_AFTER, params=whose)).first() is not None


async def told_of(session: AsyncSession, member_id: int) -> int | None:
    """Return the coach a member was last told of."""
    rows = await session.exec(select(MemberRow.reader_id).where(MemberRow.id == member_id))
    return rows.one()


async def untold(session: AsyncSession, above: int, limit: int) -> list[int]:
    """Return members after *above*, in id order, who weren't told of their current coach."""
    rows = await session.exec(
        select(PERSON.id)
        .where(col(PERSON.id) > above, COACH_NOW.is_not(None))
        .where(COACH_NOW.is_distinct_from(col(PERSON.reader_id)))
        .order_by(col(PERSON.id))
        .limit(limit)
    )
    return [id_ for id_ in rows if id_ is not None]


async def note_told(
    session: AsyncSession, member_id: int, coach_id: int, delivery_id: int
) -> bool:
    """
    Record that a member was told who coaches them; an older message found later changes nothing.

    Sharing of earlier answers with any other coach ends.

    Returns:
        True if the coach differs from the one they had been told of.
    """
    begun = select(DeliveryRow.started_at).where(DeliveryRow.id == delivery_id)
    started_at = (await session.exec(begun)).one()
    before = await told_of(session, member_id)
    told = await session.exec(
        update(MemberRow)
        .where(col(MemberRow.id) == member_id)
        .where(or_(col(MemberRow.reader_at).is_(None), col(MemberRow.reader_at) <= started_at))
        .values(reader_id=coach_id, reader_at=started_at)
        .returning(col(MemberRow.id))
    )
    if told.first() is None or before == coach_id:
        return False
    await session.exec(
        delete(EarlierShareRow)
        .where(col(EarlierShareRow.member_id) == member_id)
        .where(col(EarlierShareRow.coach_id) != coach_id)
    )
    return True


async def share_earlier(
    session: AsyncSession, workspace_id: int, member_id: int, coach_id: int, now: datetime
) -> None:
    """Share a member's earlier answers, except those kept private, with the current reader."""
    key = {"member_id": member_id, "coach_id": coach_id}
    if await insert_new(session, EarlierShareRow, key | {"workspace_id": workspace_id, "at": now}):
        return
    mine = (col(EarlierShareRow.member_id) == member_id, col(EarlierShareRow.coach_id) == coach_id)
    await session.exec(update(EarlierShareRow).where(*mine).values(at=now))


async def unshare_earlier(session: AsyncSession, member_id: int) -> None:
    """Undo that sharing, for all coaches."""
    await session.exec(delete(EarlierShareRow).where(col(EarlierShareRow.member_id) == member_id))


async def has_earlier(session: AsyncSession, member_id: int, coach_id: int) -> bool:
    """Return True if a member has answers, not kept private, that this coach wasn't given."""
    said = or_(col(ReplyRow.text) != "", col(ReplyRow.plan) != "", col(ReplyRow.choice) != "")
    found = await session.exec(
        select(ReplyRow.id)
        .join(DeliveryRow, col(DeliveryRow.id) == col(ReplyRow.delivery_id))
        .where(ReplyRow.member_id == member_id, DeliveryRow.nudge != "", ~IS_PRIVATE, said)
        .where(col(ReplyRow.private).is_(False), col(ReplyRow.withdrawn_at).is_(None))
        .where(col(ReplyRow.shared_with_id).is_distinct_from(coach_id))
        .limit(1)
    )
    return found.first() is not None


async def earlier_shared(session: AsyncSession, member_id: int, coach_id: int) -> bool:
    """Return True if a member shares their earlier answers with this coach."""
    found = await session.exec(
        select(EarlierShareRow.id).where(
            EarlierShareRow.member_id == member_id, EarlierShareRow.coach_id == coach_id
        )
    )
    return found.first() is not None


async def end_shares(session: AsyncSession, coach_id: int) -> None:
    """End all sharing with a dismissed coach: if reappointed, they get none of it back."""
    for shared in (ReplyRow, PlanRow):
        await session.exec(
            update(shared)
            .where(col(shared.shared_with_id) == coach_id)
            .values(shared_with_id=None)
        )
    await session.exec(
        update(MemberRow).where(col(MemberRow.reader_id) == coach_id).values(reader_id=None)
    )
    await session.exec(delete(EarlierShareRow).where(col(EarlierShareRow.coach_id) == coach_id))


async def first_answered(
    session: AsyncSession, member_ids: Sequence[int], coach_id: int, since: datetime
) -> set[int]:
    """Return those of these members who have answered this coach since then."""
    rows = await session.exec(
        select(ReplyRow.member_id)
        .where(col(ReplyRow.member_id).in_(member_ids), ReplyRow.shared_with_id == coach_id)
        .where(col(ReplyRow.private).is_(False), col(ReplyRow.withdrawn_at).is_(None))
        .where(col(ReplyRow.changed_at) > since)
        .distinct()
    )
    return set(rows)
