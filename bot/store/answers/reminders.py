"""Reminders: find nudges that may need one, and add the single message about each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.delivery.delivery import NewDelivery
from bot.domain.delivery.ledger import Form
from bot.domain.people.people import Member
from bot.store.database.served import ours
from bot.store.delivery import ledger
from bot.store.delivery.timer import Timer
from bot.store.people.people import member_of
from bot.store.tables import DeliveryRow, MemberRow

TIMER = Timer(
    at=col(DeliveryRow.remind_at),
    workspace_id=DeliveryRow.workspace_id,
    member_id=col(DeliveryRow.member_id),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A nudge whose reminder is due, answered or not."""

    delivery_id: int
    enrolment_id: int
    member: Member
    sent_at: datetime | None
    answered: bool


async def take_due(session: AsyncSession, now: datetime, limit: int) -> list[Waiting]:
    """Claim nudges whose reminder is due, each once; replicas skip each other's rows."""
    rows = await session.exec(
        select(DeliveryRow, MemberRow)
        .join(MemberRow, col(MemberRow.id) == col(DeliveryRow.member_id))
        .where(col(DeliveryRow.remind_at) <= now, ours(session, DeliveryRow.workspace_id))
        .order_by(col(DeliveryRow.remind_at), col(DeliveryRow.id))
        .limit(limit)
        .with_for_update(skip_locked=True, of=DeliveryRow)
    )
    found = [
        Waiting(
            delivery_id=row.id or 0,
            enrolment_id=row.enrolment_id,
            member=member_of(member),
            sent_at=row.sent_at,
            answered=row.answered_at is not None,
        )
        for row, member in rows
    ]
    await forget(session, [one.delivery_id for one in found])
    return found


async def forget(session: AsyncSession, delivery_ids: Sequence[int]) -> None:
    """Cancel the reminders of these nudges."""
    if delivery_ids:
        await session.exec(
            update(DeliveryRow).where(col(DeliveryRow.id).in_(delivery_ids)).values(remind_at=None)
        )


async def forget_all(session: AsyncSession, member_id: int) -> None:
    """Cancel all pending reminders of a member."""
    waiting = col(DeliveryRow.remind_at).is_not(None)
    mine = col(DeliveryRow.member_id) == member_id
    await session.exec(update(DeliveryRow).where(mine, waiting).values(remind_at=None))


async def add(
    session: AsyncSession, waiting: Waiting, now: datetime, expires_at: datetime
) -> None:
    """Add the one reminder of a nudge."""
    reminder = NewDelivery(
        workspace_id=waiting.member.workspace_id,
        enrolment_id=waiting.enrolment_id,
        member_id=waiting.member.id,
        form=Form.REMINDER,
        turn=waiting.delivery_id,
        about_id=waiting.delivery_id,
        reason="reminder",
        due_at=now,
        not_before=now,
        expires_at=expires_at,
    )
    await ledger.add(session, [reminder])
