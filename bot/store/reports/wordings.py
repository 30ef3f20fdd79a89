"""Compare the two wordings of a day."""

from collections.abc import Collection, Sequence

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.delivery.ledger import Form
from bot.domain.practice.wordings import Heard
from bot.store.privacy import readers
from bot.store.privacy.private_days import IS_PRIVATE
from bot.store.tables import DeliveryRow, EnrolmentRow


async def heard(
    session: AsyncSession,
    coach_id: int,
    nudges: Sequence[str],
    members: Collection[int] | None = None,
) -> dict[str, dict[int, Heard]]:
    """
    Count the messages sent and answered, for each of these nudges and wordings of a coach's
    people.

    Args:
        members: Only these people, or None for all of the coach's.
    """
    query = (
        select(
            col(DeliveryRow.nudge),
            col(DeliveryRow.wording),
            func.count(),
            func.count(col(DeliveryRow.answered_at)),
        )
        .join(EnrolmentRow, col(EnrolmentRow.id) == col(DeliveryRow.enrolment_id))
        .where(readers.is_own(coach_id), readers.is_open_to(coach_id))
        .where(DeliveryRow.form == Form.FULL)
        .where(
            col(DeliveryRow.nudge).in_(nudges), ~IS_PRIVATE, col(DeliveryRow.sent_at).is_not(None)
        )
        .group_by(col(DeliveryRow.nudge), col(DeliveryRow.wording))
    )
    if members is not None:
        query = query.where(col(EnrolmentRow.member_id).in_(members))
    found: dict[str, dict[int, Heard]] = {}
    for nudge, wording, sent, answered in await session.exec(query):
        found.setdefault(nudge, {})[wording] = Heard(sent, answered)
    return found
