"""
The rule of who may read what, as SQL (`bot.domain.privacy.readers` says it in words).

Every query that shows a coach something of a member's builds on these conditions. The tables they
look at are aliased, so that they fit into any query.
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
"""The coach of a query that is built once."""


def _placed(state: str, *order: str) -> Any:
    """The coach of a member's enrolment in that state, the first in that order."""
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
    _placed("active", "oldest"),
    _placed("queued", "oldest"),
    _placed("finished", "ended last", "newest"),
)

TOLD_OF_NEXT = case((col(PERSON.reader_id) == NEXT, NEXT))

COACH_NOW = func.coalesce(RUNNING, TOLD_OF_NEXT, LAST)
"""Who coaches a `PERSON` now, told of or not."""

RESPONSIBLE = func.coalesce(COACH_NOW, NEXT)
"""Who looks after a `PERSON`, also while nothing has begun yet."""

STILL_COACH = and_(col(READER.dismissed_at).is_(None), col(READER.deactivated).is_(False))


def members_read_by(coach: CoachId = BOUND) -> Any:
    """The ids of the members whose answers a coach may read now."""
    return (
        select(col(PERSON.id))
        .join(READER, col(READER.id) == col(PERSON.reader_id))
        .where(col(PERSON.reader_id) == coach, STILL_COACH, coach == COACH_NOW)
    )


def members_of(coach: CoachId = BOUND) -> Any:
    """The ids of the members a coach looks after, told of them or not."""
    placed = aliased(EnrolmentRow)
    under = select(placed.member_id).where(col(placed.coach_id) == coach)
    return select(col(PERSON.id)).where(col(PERSON.id).in_(under), coach == RESPONSIBLE)


def is_own(coach: CoachId = BOUND) -> ColumnElement[bool]:
    """The enrolment is under this coach, and wasn't over already when they took it over."""
    over = col(EnrolmentRow.ended_at) < col(EnrolmentRow.handed_at)
    return and_(
        col(EnrolmentRow.coach_id) == coach,
        col(EnrolmentRow.state) != "stopped",
        func.coalesce(over, False).is_(False),
    )


def is_open_to(coach: CoachId = BOUND) -> ColumnElement[bool]:
    """A delivery of a member this coach may read."""
    return col(DeliveryRow.member_id).in_(members_read_by(coach))


def is_shared_reply(coach: CoachId = BOUND, reply: Any = ReplyRow) -> ColumnElement[bool]:
    """A reply was shared with this coach; whether it's kept is another question."""
    at = col(reply.changed_at)
    said_to = and_(col(reply.shared_with_id) == coach, ~_ended(coach, at))
    return or_(said_to, and_(col(DeliveryRow.nudge) != "", at <= _earlier_until(coach)))


def is_shared_plan(coach: CoachId = BOUND) -> ColumnElement[bool]:
    """A plan was shared with this coach; whether its answer is kept is another question."""
    at = col(PlanRow.created_at)
    said_to = and_(col(PlanRow.shared_with_id) == coach, ~_ended(coach, at))
    return or_(said_to, at <= _earlier_until(coach))


def _ended(coach: CoachId, at: Any) -> ColumnElement[bool]:
    """It was said on a track that was taken back from this coach, or ended early, since then."""
    return and_(
        col(EnrolmentRow.state) == "stopped",
        col(EnrolmentRow.coach_id) == coach,
        func.coalesce(at <= col(EnrolmentRow.ended_at), True),
    )


def is_kept() -> ColumnElement[bool]:
    """Any part of the answer to a delivery is kept by the member: then all of it is."""
    kept = aliased(ReplyRow)
    return exists().where(
        col(kept.delivery_id) == col(DeliveryRow.id),
        col(kept.private).is_(True),
        col(kept.withdrawn_at).is_(None),
    )


def knows_of(coach: CoachId = BOUND) -> ColumnElement[bool]:
    """A coach may know that there is this delivery, and whether it was answered."""
    return and_(is_open_to(coach), or_(is_own(coach), _any_shared(coach)))


def outcome_for(coach: CoachId = BOUND) -> ColumnElement[str | None]:
    """
    The outcome of a delivery as a coach may know it, else NULL.

    On their own track that's every outcome that isn't kept, on others what was shared with them.
    """
    tapped = _any_shared(coach, col(REPLY.outcome).is_not(None))
    readable = and_(is_open_to(coach), ~IS_PRIVATE, ~is_kept(), or_(is_own(coach), tapped))
    return case((readable, col(DeliveryRow.outcome)))


def reads_some(coach: CoachId = BOUND) -> ColumnElement[bool]:
    """A coach may read something of the answer to a delivery: its words, or its outcome."""
    shared = and_(is_open_to(coach), ~IS_PRIVATE, ~is_kept(), _any_shared(coach))
    return or_(shared, outcome_for(coach).is_not(None))


def is_stuck_for(coach: CoachId = BOUND) -> ColumnElement[bool]:
    """*Stuck* is a sign to the coach it was said to, even where the answer is kept."""
    to = and_(col(REPLY.shared_with_id) == coach, ~_ended(coach, col(REPLY.changed_at)))
    said = and_(to, col(REPLY.outcome) == Outcome.STUCK)
    return and_(is_open_to(coach), ~IS_PRIVATE, _any_reply(said))


def words_for(coach: CoachId = BOUND) -> ColumnElement[bool]:
    """What a reply says, beside its outcome, is this coach's to read."""
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
    """The coach, by their id, who reads what's answered to a delivery now; NULL for nobody."""
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
    """The coach who reads what this member answers now, or None if nobody does."""
    return (await of_members(session, [member_id])).get(member_id)


async def of_members(session: AsyncSession, member_ids: Sequence[int]) -> dict[int, Coach]:
    """Who reads what each of these members answers now; missing where nobody does."""
    if not member_ids:
        return {}
    rows = await session.exec(READERS_OF_MEMBERS, params={"member_ids": member_ids})
    return {id_: coach_of(row) for id_, row in rows if id_ is not None}


async def of_deliveries(session: AsyncSession, delivery_ids: Sequence[int]) -> dict[int, Coach]:
    """Who reads what's answered to each of these deliveries now; missing where nobody does."""
    if not delivery_ids:
        return {}
    rows = await session.exec(READERS_OF_DELIVERIES, params={"delivery_ids": delivery_ids})
    return {id_: coach_of(row) for id_, row in rows if id_ is not None}


async def reads(session: AsyncSession, coach_id: int, member_id: int) -> bool:
    """Whether a coach may read what this member shares with them."""
    whose = {"coach_id": coach_id, "member_id": member_id}
    return (await session.exec(READS, params=whose)).first() is not None


async def looks_after(session: AsyncSession, coach_id: int, member_id: int) -> bool:
    """Whether a member is this coach's to look after, told of them or not."""
    whose = {"coach_id": coach_id, "member_id": member_id}
    return (await session.exec(LOOKS_AFTER, params=whose)).first() is not None


async def told_of(session: AsyncSession, member_id: int) -> int | None:
    """The coach of whom a member was told last."""
    rows = await session.exec(select(MemberRow.reader_id).where(MemberRow.id == member_id))
    return rows.one()


async def untold(session: AsyncSession, above: int, limit: int) -> list[int]:
    """Members by id, above the one looked at last, who were not told of their coach of now."""
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
    Keep that a member was told who coaches them; an older word that's found later changes nothing.

    Earlier answers that were shared with another coach are shared with that one no longer.

    Returns:
        Whether it's another coach than the one they had been told of.
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
    """Share what a member answered until now, and doesn't keep, with the coach who reads now."""
    key = {"member_id": member_id, "coach_id": coach_id}
    if await insert_new(session, EarlierShareRow, key | {"workspace_id": workspace_id, "at": now}):
        return
    mine = (col(EarlierShareRow.member_id) == member_id, col(EarlierShareRow.coach_id) == coach_id)
    await session.exec(update(EarlierShareRow).where(*mine).values(at=now))


async def unshare_earlier(session: AsyncSession, member_id: int) -> None:
    """Take that back, whichever coach it was for."""
    await session.exec(delete(EarlierShareRow).where(col(EarlierShareRow.member_id) == member_id))


async def has_earlier(session: AsyncSession, member_id: int, coach_id: int) -> bool:
    """Whether a member has said something they don't keep, and not to this coach."""
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
    """Whether a member shares their earlier answers with this coach."""
    found = await session.exec(
        select(EarlierShareRow.id).where(
            EarlierShareRow.member_id == member_id, EarlierShareRow.coach_id == coach_id
        )
    )
    return found.first() is not None


async def end_shares(session: AsyncSession, coach_id: int) -> None:
    """A coach is none any more: should they become one again, nothing of before is theirs."""
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
    """Those of these members who have answered this coach something since then."""
    rows = await session.exec(
        select(ReplyRow.member_id)
        .where(col(ReplyRow.member_id).in_(member_ids), ReplyRow.shared_with_id == coach_id)
        .where(col(ReplyRow.private).is_(False), col(ReplyRow.withdrawn_at).is_(None))
        .where(col(ReplyRow.changed_at) > since)
        .distinct()
    )
    return set(rows)
