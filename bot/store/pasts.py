"""What was sent under an enrolment, and what came of it: what is decided by."""

from collections.abc import Sequence

from sqlalchemy import bindparam
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.decide import Past
from bot.domain.ledger import Form, State
from bot.domain.reply import Outcome
from bot.store.private_days import IS_PRIVATE
from bot.store.tables import DeliveryRow

PAST = (
    select(  # type: ignore[call-overload]
        DeliveryRow.enrolment_id,
        DeliveryRow.nudge,
        DeliveryRow.turn,
        DeliveryRow.form,
        DeliveryRow.state,
        DeliveryRow.sent_at,
        DeliveryRow.outcome,
        DeliveryRow.answered_at,
        IS_PRIVATE,
    )
    .where(col(DeliveryRow.enrolment_id).in_(bindparam("enrolment_ids")))
    .order_by(DeliveryRow.id)
)


async def of(session: AsyncSession, enrolment_ids: Sequence[int]) -> dict[int, list[Past]]:
    """Every delivery of these enrolments, oldest first, by enrolment."""
    if not enrolment_ids:
        return {}
    rows = await session.exec(PAST, params={"enrolment_ids": enrolment_ids})
    history: dict[int, list[Past]] = {enrolment_id: [] for enrolment_id in enrolment_ids}
    for enrolment_id, nudge, turn, form, state, sent_at, outcome, answered_at, private in rows:
        history[enrolment_id].append(
            Past(
                nudge=nudge,
                turn=turn,
                form=Form(form),
                state=State(state),
                sent_at=sent_at,
                outcome=Outcome(outcome) if outcome else None,
                answered_at=answered_at,
                private=private,
            )
        )
    return history
