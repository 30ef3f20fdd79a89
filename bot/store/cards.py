"""What it takes to draw a delivery, read in one look for a whole batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.decide import Past
from bot.domain.ledger import Form
from bot.domain.people import Coach, Member, Workspace
from bot.domain.reply import Answer
from bot.store.enrolments import Enrolment, enrolment_of, past
from bot.store.people import coach_of, member_of, workspace_of
from bot.store.replies import answers
from bot.store.tables import CoachRow, DeliveryRow, EnrolmentRow, MemberRow, WorkspaceRow


@dataclass(frozen=True, slots=True)
class Facts:
    """
    One delivery and everybody it concerns.

    Attributes:
        channel: Where its message stands, with *ts*; both "" before it was sent.
        kept: Whether the answer to come is for the member alone; None for their own default.
    """

    delivery_id: int
    nudge: str
    form: Form
    reason: str
    channel: str
    ts: str
    sent_at: datetime | None
    kept: bool | None
    workspace: Workspace
    member: Member
    coach: Coach
    enrolment: Enrolment
    past: tuple[Past, ...]
    answer: Answer


async def facts(session: AsyncSession, delivery_ids: Sequence[int]) -> dict[int, Facts]:
    """Read these deliveries, whatever their state."""
    if not delivery_ids:
        return {}
    rows = list(
        await session.exec(
            select(DeliveryRow, EnrolmentRow, MemberRow, CoachRow, WorkspaceRow)  # type: ignore[call-overload]
            .join(EnrolmentRow, col(EnrolmentRow.id) == col(DeliveryRow.enrolment_id))
            .join(MemberRow, col(MemberRow.id) == col(DeliveryRow.member_id))
            .join(CoachRow, col(CoachRow.id) == col(EnrolmentRow.coach_id))
            .join(WorkspaceRow, col(WorkspaceRow.id) == col(DeliveryRow.workspace_id))
            .where(col(DeliveryRow.id).in_(delivery_ids))
        )
    )
    history = await past(session, list({row[1].id for row in rows}))
    said = await answers(session, [row[0].id for row in rows])
    return {
        delivery.id: Facts(
            delivery_id=delivery.id,
            nudge=delivery.nudge,
            form=Form(delivery.form),
            reason=delivery.reason,
            channel=delivery.channel,
            ts=delivery.ts,
            sent_at=delivery.sent_at,
            kept=delivery.kept,
            workspace=workspace_of(workspace),
            member=member_of(member),
            coach=coach_of(coach),
            enrolment=enrolment_of(enrolment),
            past=tuple(history[enrolment.id]),
            answer=said[delivery.id],
        )
        for delivery, enrolment, member, coach, workspace in rows
    }


async def newest_open(session: AsyncSession, member_id: int) -> tuple[int, str] | None:
    """The newest nudge that waits for an answer: its delivery and its nudge's id."""
    rows = await session.exec(
        select(DeliveryRow.id, DeliveryRow.nudge)
        .where(DeliveryRow.member_id == member_id, DeliveryRow.nudge != "")
        .where(col(DeliveryRow.sent_at).is_not(None), col(DeliveryRow.answered_at).is_(None))
        .order_by(col(DeliveryRow.sent_at).desc())
        .limit(1)
    )
    row = rows.first()
    return None if row is None or row[0] is None else (row[0], row[1])
