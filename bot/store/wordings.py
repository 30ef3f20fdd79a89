"""What came of the two wordings of a day."""

from collections.abc import Sequence

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.ledger import Form
from bot.domain.wordings import Heard
from bot.store.tables import DeliveryRow, EnrolmentRow


async def heard(
    session: AsyncSession, coach_id: int, nudges: Sequence[str]
) -> dict[str, dict[int, Heard]]:
    """For each of these nudges and each wording that went out to a coach's people, the counts."""
    rows = await session.exec(
        select(
            col(DeliveryRow.nudge),
            col(DeliveryRow.wording),
            func.count(),
            func.count(col(DeliveryRow.answered_at)),
        )
        .join(EnrolmentRow, col(EnrolmentRow.id) == col(DeliveryRow.enrolment_id))
        .where(EnrolmentRow.coach_id == coach_id, DeliveryRow.form == Form.FULL)
        .where(col(DeliveryRow.nudge).in_(nudges), col(DeliveryRow.sent_at).is_not(None))
        .group_by(col(DeliveryRow.nudge), col(DeliveryRow.wording))
    )
    found: dict[str, dict[int, Heard]] = {}
    for nudge, wording, sent, answered in rows:
        found.setdefault(nudge, {})[wording] = Heard(sent, answered)
    return found
