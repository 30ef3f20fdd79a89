"""Deliveries that name a member's coach: the welcome, and the change-of-coach message."""

from sqlalchemy import func, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.delivery.ledger import Form, State
from bot.store.delivery.ledger import CLAIMED, DUE
from bot.store.delivery.pending import COACH_CHANGED
from bot.store.tables import DeliveryRow

NOT_SENT = or_(DUE, CLAIMED)


async def withdraw(session: AsyncSession, member_id: int, but_of: int | None = None) -> None:
    """Skip unsent change-of-coach messages, except those naming one coach."""
    outdated = col(DeliveryRow.introduces_id) != but_of
    await session.exec(
        update(DeliveryRow)
        .where(NOT_SENT, col(DeliveryRow.member_id) == member_id)
        .where(col(DeliveryRow.reason) == COACH_CHANGED)
        .where(*([outdated] if but_of is not None else []))
        .values(state=State.SKIPPED, closed_reason=COACH_CHANGED, owner="", lease_until=None)
    )


async def is_under_way(session: AsyncSession, member_id: int, coach_id: int) -> bool:
    """Return True if a message that names this coach is on its way to the member."""
    open_states = (State.DUE, State.CLAIMED, State.SENDING)
    found = await session.exec(
        select(DeliveryRow.id)
        .where(DeliveryRow.member_id == member_id, DeliveryRow.introduces_id == coach_id)
        .where(col(DeliveryRow.state).in_(open_states))
        .limit(1)
    )
    return found.first() is not None


async def retarget_welcome(session: AsyncSession, enrolment_id: int, coach_id: int) -> None:
    """Change an unsent welcome to name this coach; claims on it become void."""
    await session.exec(
        update(DeliveryRow)
        .where(NOT_SENT, col(DeliveryRow.enrolment_id) == enrolment_id)
        .where(col(DeliveryRow.form) == Form.WELCOME, col(DeliveryRow.reason) != COACH_CHANGED)
        .where(col(DeliveryRow.introduces_id).is_distinct_from(coach_id))
        .values(introduces_id=coach_id, state=State.DUE, owner="", lease_until=None)
    )


async def next_turn(session: AsyncSession, enrolment_id: int) -> int:
    """Return the turn of the next welcome or change-of-coach message of an enrolment."""
    last = await session.exec(
        select(func.max(DeliveryRow.turn)).where(
            DeliveryRow.enrolment_id == enrolment_id, DeliveryRow.form == Form.WELCOME
        )
    )
    return (last.one() or 0) + 1


async def waiting(session: AsyncSession, member_id: int) -> list[int]:
    """Return the unsent change-of-coach messages to a member."""
    found = await session.exec(
        select(DeliveryRow.id)
        .where(NOT_SENT, DeliveryRow.member_id == member_id)
        .where(DeliveryRow.reason == COACH_CHANGED)
    )
    return [id_ for id_ in found if id_]


async def of(session: AsyncSession, member_id: int, coach_id: int) -> list[int]:
    """Return the messages in Slack that told a member of this coach."""
    found = await session.exec(
        select(DeliveryRow.id)
        .where(DeliveryRow.member_id == member_id, DeliveryRow.introduces_id == coach_id)
        .where(DeliveryRow.state == State.SENT)
    )
    return [id_ for id_ in found if id_]
