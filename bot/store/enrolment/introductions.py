"""Deliveries that name a member's coach: the welcome, and the change-of-coach message."""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.delivery.ledger import Form, State
from bot.store.delivery import ledger
from bot.store.delivery.ledger import UNSENT
from bot.store.delivery.pending import COACH_CHANGED
from bot.store.tables import DeliveryRow


async def withdraw(session: AsyncSession, member_id: int, but_of: int | None = None) -> None:
    """Skip unsent change-of-coach messages, except those naming one coach."""
    notices = (col(DeliveryRow.member_id) == member_id, col(DeliveryRow.reason) == COACH_CHANGED)
    outdated = () if but_of is None else (col(DeliveryRow.introduces_id) != but_of,)
    await ledger.skip(session, COACH_CHANGED, *notices, *outdated)


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
    await ledger.release(
        session,
        col(DeliveryRow.enrolment_id) == enrolment_id,
        col(DeliveryRow.form) == Form.WELCOME,
        col(DeliveryRow.reason) != COACH_CHANGED,
        col(DeliveryRow.introduces_id).is_distinct_from(coach_id),
        introduces_id=coach_id,
    )


async def waiting(session: AsyncSession, member_id: int) -> list[int]:
    """Return the unsent change-of-coach messages to a member."""
    found = await session.exec(
        select(DeliveryRow.id)
        .where(UNSENT, DeliveryRow.member_id == member_id)
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
