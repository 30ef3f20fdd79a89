"""The one offer made in each pause with no end date."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.delivery.delivery import NewDelivery
from bot.domain.delivery.ledger import Form
from bot.domain.enrolment.enrolment import EnrolmentState
from bot.domain.people.people import Member
from bot.store.database.served import ours
from bot.store.delivery import ledger
from bot.store.delivery.timer import Timer
from bot.store.people.people import member_of
from bot.store.tables import EnrolmentRow, MemberRow

TIMER = Timer(
    at=col(MemberRow.offer_at),
    workspace_id=MemberRow.workspace_id,
    member_id=col(MemberRow.id),
)


@dataclass(frozen=True, slots=True)
class Resting:
    """A member in a long pause, and the track they are on, if any."""

    member: Member
    enrolment_id: int | None


async def due(session: AsyncSession, now: datetime, limit: int) -> list[Resting]:
    """Return members whose offer is due; replicas skip each other's rows."""
    rows = await session.exec(
        select(MemberRow)
        .where(col(MemberRow.offer_at) <= now, ours(session, MemberRow.workspace_id))
        .order_by(col(MemberRow.offer_at), col(MemberRow.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    members = [member_of(row) for row in rows]
    running = await session.exec(
        select(EnrolmentRow.member_id, EnrolmentRow.id)
        .where(col(EnrolmentRow.member_id).in_([member.id for member in members]))
        .where(EnrolmentRow.state == EnrolmentState.ACTIVE)
    )
    tracks = dict(running.all())
    return [Resting(member, tracks.get(member.id)) for member in members]


async def plan(session: AsyncSession, member_id: int, at: datetime | None) -> None:
    """Reschedule the offer, or cancel it with None."""
    await session.exec(update(MemberRow).where(col(MemberRow.id) == member_id).values(offer_at=at))


async def add(
    session: AsyncSession, member: Member, enrolment_id: int, now: datetime, expires_at: datetime
) -> None:
    """Add the one offer of a pause."""
    offer = NewDelivery(
        workspace_id=member.workspace_id,
        enrolment_id=enrolment_id,
        member_id=member.id,
        form=Form.PAUSE_OFFER,
        turn=await ledger.next_turn(session, enrolment_id, Form.PAUSE_OFFER),
        reason="long-pause",
        due_at=now,
        not_before=now,
        expires_at=expires_at,
    )
    await ledger.add(session, [offer])
