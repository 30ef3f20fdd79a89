"""What came of the two wordings of a day."""

from collections.abc import Sequence

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.ledger import Form
from bot.domain.reply import Outcome
from bot.domain.wordings import Heard
from bot.store.tables import DeliveryRow


async def heard(
    session: AsyncSession, workspace_id: int, nudges: Sequence[str]
) -> dict[str, dict[int, Heard]]:
    """For each of these nudges and each wording that went out, how it was answered."""
    rows = await session.exec(
        select(  # type: ignore[call-overload]
            DeliveryRow.nudge,
            DeliveryRow.wording,
            func.count(),
            func.count(col(DeliveryRow.answered_at)),
            func.count().filter(col(DeliveryRow.outcome) == Outcome.DID),
        )
        .where(DeliveryRow.workspace_id == workspace_id, DeliveryRow.form == Form.FULL)
        .where(col(DeliveryRow.nudge).in_(nudges), col(DeliveryRow.sent_at).is_not(None))
        .group_by(DeliveryRow.nudge, DeliveryRow.wording)
    )
    found: dict[str, dict[int, Heard]] = {}
    for nudge, wording, sent, answered, did in rows:
        found.setdefault(nudge, {})[wording] = Heard(sent, answered, did)
    return found
