"""Deliveries that are due but not sent yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select, update
from sqlalchemy.orm import aliased
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.delivery.ledger import State
from bot.domain.delivery.policy import Event
from bot.domain.schedule.schedule import Cadence
from bot.store.database.served import ours
from bot.store.database.types import Utc
from bot.store.delivery import ledger
from bot.store.delivery.ledger import DUE
from bot.store.delivery.timer import Timer
from bot.store.enrolment.enrolments import ACTIVE
from bot.store.schedule.hours import cadence_of
from bot.store.tables import DeliveryRow, EnrolmentRow, MemberRow

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


TOO_LATE = "too-late"
"""Reason for skipping a message that makes sense on its own day only."""

AFTER: dict[Event, tuple[Any, str]] = {
    Event.ANSWERED: (DeliveryRow.about_id, "answered"),
    Event.HEARD: (DeliveryRow.member_id, "answered"),
    Event.RESCHEDULED: (DeliveryRow.enrolment_id, TOO_LATE),
    Event.RESUMED: (DeliveryRow.member_id, CAME_BACK),
}
"""The subject of each event, and the reason recorded on the messages it cancels."""


def _of_subject(column: Any) -> tuple[ColumnElement[bool], ...]:
    forms = col(DeliveryRow.form).in_(bindparam("forms", expanding=True))
    return forms, col(column) == bindparam("subject"), col(DeliveryRow.answered_at).is_(None)


CANCELLING = {
    event: ledger.skipping(reason, *_of_subject(column))
    for event, (column, reason) in AFTER.items()
}

CLOSING = {
    event: update(DeliveryRow)
    .where(*_of_subject(column))
    .where(col(DeliveryRow.state).in_((State.SENDING, State.SENT, State.UNKNOWN)))
    .values(answered_at=bindparam("now", type_=Utc()), closed_reason=reason)
    .returning(col(DeliveryRow.id))
    for event, (column, reason) in AFTER.items()
}


@dataclass(frozen=True, slots=True)
class Late:
    """A delivery that didn't go out before its sending window closed."""

    id: int
    workspace_id: int
    enrolment_id: int
    form: str
    reason: str
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
            col(DeliveryRow.reason),
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
        Late(delivery, workspace, enrolment, form, reason, cadence_of(*hours))
        for delivery, workspace, enrolment, form, reason, *hours in rows
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


async def cancel(
    session: AsyncSession, event: Event, forms: Sequence[str], subject_id: int
) -> bool:
    """
    Skip the unsent messages of these forms after an event; return True if there were any.

    Args:
        subject_id: The nudge that was answered, the enrolment that was rescheduled, or the member.
    """
    if not forms:
        return False
    connection = await session.connection()
    given = {"forms": forms, "subject": subject_id}
    return bool((await connection.scalars(CANCELLING[event], given)).all())


async def close(
    session: AsyncSession, event: Event, forms: Sequence[str], subject_id: int, now: datetime
) -> list[int]:
    """Close the open questions of these forms that may have arrived; return their ids."""
    if not forms:
        return []
    connection = await session.connection()
    given = {"forms": forms, "subject": subject_id, "now": now}
    return [id_ for id_ in await connection.scalars(CLOSING[event], given) if id_]


async def drop(session: AsyncSession, delivery_ids: Sequence[int], reason: str) -> None:
    """Skip these deliveries if they are still due."""
    if delivery_ids:
        await ledger.skip(session, reason, DUE, col(DeliveryRow.id).in_(delivery_ids))


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


async def next_due_anywhere(
    session: AsyncSession, timers: Sequence[Timer]
) -> tuple[datetime, str] | None:
    """Return the earliest pending message and its member's name, for the playground's clock."""
    at, next_due = col(DeliveryRow.not_before), col(EnrolmentRow.next_due_at)
    whose, enrolled = col(DeliveryRow.member_id), col(EnrolmentRow.member_id)
    known = (
        Timer(at, DeliveryRow.workspace_id, whose, (DUE, at < NEVER)),
        Timer(next_due, EnrolmentRow.workspace_id, enrolled, (ACTIVE,)),
    )
    connection = await session.connection()
    found = [
        row
        for timer in (*known, *timers)
        if (row := (await connection.execute(_earliest(timer))).first())
    ]
    return min(((at, name) for at, name in found if at), default=None)


def _earliest(timer: Timer) -> Any:
    person = aliased(MemberRow)
    name = select(col(person.name)).where(col(person.id) == timer.member_id).scalar_subquery()
    rows = timer.join(select(timer.at, name)).where(*timer.where, timer.at.is_not(None))
    return rows.order_by(timer.at).limit(1)
