"""People on a track or queued for it, and the nudges they have had."""

from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.delivery.ledger import Form
from bot.domain.enrolment.enrolment import EnrolmentState
from bot.store.tables import CoachRow, DeliveryRow, EnrolmentRow, MemberRow

UNDER_WAY = (EnrolmentState.ACTIVE, EnrolmentState.QUEUED)


@dataclass(frozen=True, slots=True)
class OnTrack:
    """A person on a track: their Slack id, and the ids of the nudges sent to them."""

    slack_id: str
    had: frozenset[str]


async def people_on(session: AsyncSession, workspace_id: int, track: str) -> list[OnTrack]:
    """Return everybody who is on that track or queued for it."""
    rows = await session.exec(
        select(EnrolmentRow.id, MemberRow.slack_id)
        .join(MemberRow, col(MemberRow.id) == col(EnrolmentRow.member_id))
        .where(EnrolmentRow.workspace_id == workspace_id, EnrolmentRow.track == track)
        .where(col(EnrolmentRow.state).in_(UNDER_WAY))
        .order_by(col(EnrolmentRow.id))
    )
    people = {id_: slack_id for id_, slack_id in rows if id_ is not None}
    had: dict[int, set[str]] = {id_: set() for id_ in people}
    sent = await session.exec(
        select(DeliveryRow.enrolment_id, DeliveryRow.nudge)
        .where(col(DeliveryRow.enrolment_id).in_(people))
        .where(DeliveryRow.form == Form.FULL)
    )
    for enrolment_id, nudge in sent:
        had[enrolment_id].add(nudge)
    return [OnTrack(slack_id, frozenset(had[id_])) for id_, slack_id in people.items()]


async def appointers(session: AsyncSession, workspace_id: int) -> list[str]:
    """Return the Slack ids of those who have appointed a coach: the admins Baton has met."""
    rows = await session.exec(
        select(CoachRow.appointed_by)
        .where(CoachRow.workspace_id == workspace_id, CoachRow.appointed_by != "")
        .distinct()
    )
    return sorted(rows)
