"""Read an enrolment's past deliveries and their outcomes, on which decisions are based."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.answers.reply import Outcome
from bot.domain.delivery.ledger import State
from bot.domain.practice.decide import Past
from bot.store.privacy import readers
from bot.store.privacy.private_days import IS_PRIVATE
from bot.store.tables import DeliveryRow, EnrolmentRow

COLUMNS: tuple[Any, ...] = (
    DeliveryRow.enrolment_id,
    DeliveryRow.nudge,
    DeliveryRow.turn,
    DeliveryRow.form,
    DeliveryRow.state,
    DeliveryRow.sent_at,
    DeliveryRow.answered_at,
    IS_PRIVATE,
)

PAST = (
    select(  # type: ignore[call-overload]
        *COLUMNS, DeliveryRow.outcome
    )
    .where(col(DeliveryRow.enrolment_id).in_(bindparam("enrolment_ids")))
    .order_by(DeliveryRow.id)
)


PAST_FOR_COACH = (
    select(  # type: ignore[call-overload]
        *COLUMNS, readers.outcome_for()
    )
    .join(EnrolmentRow, col(EnrolmentRow.id) == col(DeliveryRow.enrolment_id))
    .where(col(DeliveryRow.enrolment_id).in_(bindparam("enrolment_ids")))
    .order_by(DeliveryRow.id)
)


async def of(session: AsyncSession, enrolment_ids: Sequence[int]) -> dict[int, list[Past]]:
    """Return every delivery of these enrolments, oldest first, by enrolment."""
    return await _read(session, PAST, enrolment_ids, {})


async def for_coach(
    session: AsyncSession, enrolment_ids: Sequence[int], coach_id: int
) -> dict[int, list[Past]]:
    """Return the same history, with only the outcomes this coach may read."""
    return await _read(session, PAST_FOR_COACH, enrolment_ids, {"coach_id": coach_id})


async def _read(
    session: AsyncSession, query: Any, enrolment_ids: Sequence[int], whose: dict[str, int]
) -> dict[int, list[Past]]:
    history: dict[int, list[Past]] = {enrolment_id: [] for enrolment_id in enrolment_ids}
    if not enrolment_ids:
        return history
    rows = await session.exec(query, params={"enrolment_ids": enrolment_ids} | whose)
    for enrolment_id, nudge, turn, form, state, sent_at, answered_at, private, outcome in rows:
        history[enrolment_id].append(
            Past(
                nudge=nudge,
                turn=turn,
                form=form,
                state=State(state),
                sent_at=sent_at,
                outcome=Outcome(outcome) if outcome else None,
                answered_at=answered_at,
                private=private,
            )
        )
    return history
