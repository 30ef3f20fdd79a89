"""Queries on members' plans: add, ask about, answer, change, drop and reopen them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, literal_column, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.domain.delivery.delivery import NewDelivery
from bot.domain.delivery.ledger import Form
from bot.domain.enrolment.enrolment import EnrolmentState
from bot.domain.people.people import Member
from bot.domain.plans.plan import Came, Closed, Plan
from bot.store.database.erased_pages import erases_words
from bot.store.database.insert_if_absent import insert_new
from bot.store.database.served import ours
from bot.store.delivery import ledger
from bot.store.delivery.timer import Timer
from bot.store.people.people import member_of
from bot.store.privacy import readers
from bot.store.privacy.private_days import IS_PRIVATE
from bot.store.tables import DeliveryRow, EnrolmentRow, MemberRow, PlanRow, WorkspaceRow

OPEN: ColumnElement[bool] = literal_column("plan.closed_as = ''")
"""A literal, so that PostgreSQL uses the partial indexes even with a cached plan."""

UNASKED: ColumnElement[bool] = col(PlanRow.occasion_id).is_(None)

ROWS = select(PlanRow).execution_options(populate_existing=True)
"""Always re-read: most changes here bypass the session's objects."""

OF_NUDGES = ROWS.where(col(PlanRow.delivery_id).in_(bindparam("delivery_ids"))).order_by(
    col(PlanRow.id)
)

OF_NUDGES_FOR_COACH = (
    select(PlanRow)
    .join(DeliveryRow, col(DeliveryRow.id) == col(PlanRow.delivery_id))
    .join(EnrolmentRow, col(EnrolmentRow.id) == col(DeliveryRow.enrolment_id))
    .where(col(PlanRow.delivery_id).in_(bindparam("delivery_ids")))
    .where(readers.is_open_to(), readers.is_shared_plan(), ~IS_PRIVATE, ~readers.is_kept())
    .order_by(col(PlanRow.id))
    .execution_options(populate_existing=True)
)

OPEN_OF = ROWS.where(OPEN, col(PlanRow.member_id) == bindparam("member_id")).order_by(
    col(PlanRow.asks_at).is_(None), col(PlanRow.asks_at), col(PlanRow.id)
)


@dataclass(frozen=True, slots=True)
class Due:
    """A plan that is due, with everything needed to ask about it."""

    plan: Plan
    member: Member
    enrolment_id: int


async def of(session: AsyncSession, delivery_ids: Sequence[int]) -> dict[int, list[Plan]]:
    """Return the plans made on each of these nudges, oldest first."""
    found: dict[int, list[Plan]] = {}
    if not delivery_ids:
        return found
    for row in await session.exec(OF_NUDGES, params={"delivery_ids": delivery_ids}):
        found.setdefault(row.delivery_id, []).append(plan_of(row))
    return found


async def of_for(
    session: AsyncSession, delivery_ids: Sequence[int], coach_id: int
) -> dict[int, list[Plan]]:
    """Return the plans on each of these nudges that a coach may read, oldest first."""
    whose = {"delivery_ids": delivery_ids, "coach_id": coach_id}
    found: dict[int, list[Plan]] = {}
    for row in await session.exec(OF_NUDGES_FOR_COACH, params=whose):
        found.setdefault(row.delivery_id, []).append(plan_of(row))
    return found


async def own(session: AsyncSession, plan_id: int, member_id: int) -> Plan | None:
    """Return a member's own plan with that id."""
    return await _one(session, ROWS.where(PlanRow.id == plan_id, PlanRow.member_id == member_id))


async def open_on(session: AsyncSession, delivery_id: int) -> Plan | None:
    """Return the open plan of a nudge."""
    return await _one(session, ROWS.where(OPEN, PlanRow.delivery_id == delivery_id))


async def open_of(session: AsyncSession, member_id: int) -> list[Plan]:
    """Return a member's open plans: next to be asked about first, those without a time last."""
    rows = await session.exec(OPEN_OF, params={"member_id": member_id})
    return [plan_of(row) for row in rows]


async def add(session: AsyncSession, values: dict[str, object]) -> None:
    """Add an open plan, unless its nudge already has one."""
    await insert_new(session, PlanRow, values)


async def change(session: AsyncSession, plan_id: int, **values: object) -> None:
    """Change an open plan."""
    if "text" in values:
        erases_words(session)
    await session.exec(update(PlanRow).where(OPEN, col(PlanRow.id) == plan_id).values(**values))


async def take_back(session: AsyncSession, delivery_id: int) -> None:
    """Take back every plan of a nudge, open or over: the words, and how it went."""
    over = case((OPEN, Closed.DROPPED), else_=col(PlanRow.closed_as))
    erases_words(session)
    await session.exec(
        update(PlanRow)
        .where(col(PlanRow.delivery_id) == delivery_id)
        .values(text="", after="", came=None, came_at=None, closed_as=over)
    )


async def answer(
    session: AsyncSession, plan_id: int, came: Came, now: datetime, closed: Closed | None
) -> None:
    """Record the outcome of a plan, in any state."""
    await session.exec(
        update(PlanRow)
        .where(col(PlanRow.id) == plan_id)
        .values(came=came, came_at=now, closed_as=closed or "")
    )
    await session.exec(
        update(DeliveryRow)
        .where(col(DeliveryRow.id).in_(_question(plan_id)))
        .where(col(DeliveryRow.answered_at).is_(None))
        .values(answered_at=now)
    )


async def reopen(session: AsyncSession, plan_id: int) -> None:
    """Reopen a dropped plan."""
    await session.exec(update(PlanRow).where(col(PlanRow.id) == plan_id).values(closed_as=""))


async def due(
    session: AsyncSession, now: datetime, limit: int, plan_id: int | None = None
) -> list[Due]:
    """
    Return open plans that are due, oldest first, of members who can be asked.

    Members aren't asked if they have left, are paused with no end date, or had their track taken
    back. Replicas on PostgreSQL skip each other's rows.

    Args:
        plan_id: Only this one, due or not, because its member asks for it.
    """
    query = (
        with_people(select(PlanRow, MemberRow, DeliveryRow.enrolment_id))
        .order_by(col(PlanRow.asks_at), col(PlanRow.id))
        .limit(limit)
        .with_for_update(skip_locked=True, of=PlanRow)
    )
    if plan_id is None:
        query = query.where(*ASKABLE, col(PlanRow.asks_at) <= now)
        query = query.where(ours(session, PlanRow.workspace_id))
    else:
        query = query.where(OPEN, UNASKED, PlanRow.id == plan_id)
    rows = await session.exec(query)
    return [Due(plan_of(plan), member_of(member), enrolment) for plan, member, enrolment in rows]


ASKABLE: tuple[ColumnElement[bool], ...] = (
    OPEN,
    UNASKED,
    col(MemberRow.deactivated_at).is_(None),
    col(MemberRow.unreachable) == "",
    or_(col(MemberRow.paused_at).is_(None), col(MemberRow.paused_until).is_not(None)),
    col(EnrolmentRow.state) != EnrolmentState.STOPPED,
    col(WorkspaceRow.stopped_at).is_(None),
)


def with_people(query: Any) -> Any:
    """Join the tables that `ASKABLE` needs to a query over plans."""
    return (
        query.join(DeliveryRow, col(DeliveryRow.id) == col(PlanRow.delivery_id))
        .join(EnrolmentRow, col(EnrolmentRow.id) == col(DeliveryRow.enrolment_id))
        .join(MemberRow, col(MemberRow.id) == col(PlanRow.member_id))
        .join(WorkspaceRow, col(WorkspaceRow.id) == col(PlanRow.workspace_id))
    )


TIMER = Timer(
    at=col(PlanRow.asks_at),
    workspace_id=PlanRow.workspace_id,
    member_id=col(PlanRow.member_id),
    where=ASKABLE,
    join=with_people,
)


async def nudges(session: AsyncSession, delivery_ids: Sequence[int]) -> dict[int, str]:
    """Return the nudge id of each of these deliveries."""
    if not delivery_ids:
        return {}
    rows = await session.exec(
        select(DeliveryRow.id, DeliveryRow.nudge).where(col(DeliveryRow.id).in_(delivery_ids))
    )
    return {id_: nudge for id_, nudge in rows if id_}


async def ask(
    session: AsyncSession, due: Due, now: datetime, expires_at: datetime, asks_at: datetime
) -> int | None:
    """
    Add the one question about a plan to the ledger.

    Args:
        asks_at: The time that the member is told it was asked for, UTC.

    Returns:
        The id of the question's delivery.
    """
    asked = NewDelivery(
        workspace_id=due.member.workspace_id,
        enrolment_id=due.enrolment_id,
        member_id=due.member.id,
        form=Form.PLAN_QUESTION,
        turn=due.plan.id,
        about_id=due.plan.delivery_id,
        reason="occasion",
        due_at=now,
        not_before=now,
        expires_at=expires_at,
    )
    occasion_id = await ledger.add_new(session, asked)
    await change(session, due.plan.id, occasion_id=occasion_id, asks_at=asks_at)
    return occasion_id


async def withdraw(session: AsyncSession, plan_id: int, reason: str) -> None:
    """Withdraw the question about a plan: skip it with the reason if it hasn't gone out."""
    await ledger.skip(session, reason, col(DeliveryRow.id).in_(_question(plan_id)))


def plan_of(row: PlanRow) -> Plan:
    """Convert a row to the domain's type."""
    return Plan(
        id=row.id or 0,
        delivery_id=row.delivery_id,
        text=row.text,
        after=row.after,
        wanted_at=row.wanted_at,
        asks_at=row.asks_at,
        occasion_id=row.occasion_id,
        came=Came(row.came) if row.came else None,
        came_at=row.came_at,
        closed=Closed(row.closed_as) if row.closed_as else None,
    )


def _question(plan_id: int) -> SelectOfScalar[Any]:
    return select(PlanRow.occasion_id).where(PlanRow.id == plan_id)


async def _one(session: AsyncSession, query: SelectOfScalar[PlanRow]) -> Plan | None:
    row = (await session.exec(query)).first()
    return None if row is None else plan_of(row)
