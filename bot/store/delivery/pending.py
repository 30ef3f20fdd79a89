"""Deliveries that are due but not sent yet."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.delivery.ledger import Form, State
from bot.domain.schedule.schedule import Cadence
from bot.store.database.served import ours
from bot.store.delivery import ledger
from bot.store.delivery.ledger import DUE
from bot.store.enrolment.enrolments import ACTIVE
from bot.store.plans.plans import ASKABLE, with_people
from bot.store.schedule.hours import cadence_of
from bot.store.tables import DeliveryRow, EnrolmentRow, MemberRow, PlanRow

ASKED_FOR = "asked-for"
"""Reason of a delivery its member asked for."""

TAKEN_BACK = "taken-back"
"""Reason for skipping a delivery: a coach ended its enrolment."""

CAME_BACK = "came-back"
"""Reason of the first nudge after a pause or leave."""

COACH_CHANGED = "coach-changed"
"""Reason of a message that names a new coach in the middle of a track."""

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""The time of a delivery while its member is paused with no end date."""


@dataclass(frozen=True, slots=True)
class Late:
    """A delivery that didn't go out before its sending window closed."""

    id: int
    workspace_id: int
    enrolment_id: int
    form: Form
    cadence: Cadence


async def late(session: AsyncSession, now: datetime, limit: int) -> list[Late]:
    """Return due deliveries with a closed sending window, each with the member's cadence."""
    connection = await session.connection()
    rows = await connection.execute(
        select(
            col(DeliveryRow.id),
            col(DeliveryRow.workspace_id),
            col(DeliveryRow.enrolment_id),
            col(DeliveryRow.form),
            col(MemberRow.zone),
            col(MemberRow.at),
            col(MemberRow.weekdays),
            col(MemberRow.country),
            col(MemberRow.leave),
        )
        .join(MemberRow, col(MemberRow.id) == col(DeliveryRow.member_id))
        .where(DUE, col(DeliveryRow.expires_at) <= now)
        .where(ours(session, DeliveryRow.workspace_id))
        .limit(limit)
        .with_for_update(skip_locked=True, of=DeliveryRow)
    )
    return [
        Late(delivery, workspace, enrolment, Form(form), cadence_of(*hours))
        for delivery, workspace, enrolment, form, *hours in rows
        if delivery is not None
    ]


async def planned(
    session: AsyncSession, now: datetime, above: int, limit: int
) -> list[tuple[int, datetime]]:
    """
    Return untried deliveries due after *now*, in id order, starting after *above*.

    Deliveries a member asked for are left out because the member set their time; so are snoozed
    nudges and messages about a nudge.

    Returns:
        Each delivery's id and the time it is due.
    """
    connection = await session.connection()
    rows = await connection.execute(
        select(col(DeliveryRow.id), col(DeliveryRow.not_before))
        .where(DUE, col(DeliveryRow.not_before) > now, col(DeliveryRow.not_before) < NEVER)
        .where(col(DeliveryRow.attempts) == 0, col(DeliveryRow.reason) != ASKED_FOR)
        .where(col(DeliveryRow.about_id).is_(None))
        .where(col(DeliveryRow.id) > above, ours(session, DeliveryRow.workspace_id))
        .order_by(col(DeliveryRow.id))
        .limit(limit)
    )
    return [(id_, at) for id_, at in rows if id_ is not None]


async def put_off(
    session: AsyncSession, delivery_id: int, not_before: datetime, expires_at: datetime
) -> None:
    """Move a late delivery to the member's next sending window."""
    await session.exec(
        update(DeliveryRow)
        .where(DUE, col(DeliveryRow.id) == delivery_id)
        .values(not_before=not_before, expires_at=expires_at)
    )


async def put_off_all(
    session: AsyncSession, enrolment_id: int, not_before: datetime, expires_at: datetime
) -> None:
    """Move all unsent deliveries of an enrolment."""
    mine = col(DeliveryRow.enrolment_id) == enrolment_id
    await ledger.release(session, mine, not_before=not_before, expires_at=expires_at)


async def withdraw(session: AsyncSession, enrolment_id: int, reason: str) -> None:
    """Skip all unsent deliveries of an enrolment, with the reason."""
    await ledger.skip(session, reason, col(DeliveryRow.enrolment_id) == enrolment_id)


async def restore(
    session: AsyncSession, enrolment_id: int, not_before: datetime, expires_at: datetime
) -> int:
    """Restore the deliveries withdrawn when their enrolment was ended; return their number."""
    restored = await session.exec(
        update(DeliveryRow)
        .where(col(DeliveryRow.enrolment_id) == enrolment_id)
        .where(col(DeliveryRow.state) == State.SKIPPED)
        .where(col(DeliveryRow.closed_reason) == TAKEN_BACK)
        .values(state=State.DUE, closed_reason="", not_before=not_before, expires_at=expires_at)
        .returning(col(DeliveryRow.id))
    )
    return len(restored.all())


async def next_due_anywhere(session: AsyncSession) -> tuple[datetime, str] | None:
    """Return the earliest pending message and its member's name, for the playground's clock."""
    owed = (
        select(col(DeliveryRow.not_before), col(MemberRow.name))
        .join(MemberRow, col(MemberRow.id) == col(DeliveryRow.member_id))
        .where(DUE, col(DeliveryRow.not_before) < NEVER)
        .order_by(col(DeliveryRow.not_before))
        .limit(1)
    )
    planned = (
        select(col(EnrolmentRow.next_due_at), col(MemberRow.name))
        .join(MemberRow, col(MemberRow.id) == col(EnrolmentRow.member_id))
        .where(ACTIVE)
        .where(col(EnrolmentRow.next_due_at).is_not(None))
        .order_by(col(EnrolmentRow.next_due_at))
        .limit(1)
    )
    asked = (
        with_people(select(col(PlanRow.asks_at), col(MemberRow.name)))
        .where(*ASKABLE, col(PlanRow.asks_at).is_not(None))
        .order_by(col(PlanRow.asks_at))
        .limit(1)
    )
    reminded = (
        select(col(DeliveryRow.remind_at), col(MemberRow.name))
        .join(MemberRow, col(MemberRow.id) == col(DeliveryRow.member_id))
        .where(col(DeliveryRow.remind_at).is_not(None))
        .order_by(col(DeliveryRow.remind_at))
        .limit(1)
    )
    offered = (
        select(col(MemberRow.offer_at), col(MemberRow.name))
        .where(col(MemberRow.offer_at).is_not(None))
        .order_by(col(MemberRow.offer_at))
        .limit(1)
    )
    connection = await session.connection()
    found = [
        row
        for query in (owed, planned, asked, reminded, offered)
        if (row := (await connection.execute(query)).first())
    ]
    return min(((at, name) for at, name in found if at), default=None)
