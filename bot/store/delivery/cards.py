"""Read everything needed to draw deliveries as cards, in one pass for a whole batch."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, and_, bindparam, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.answers.reply import Answer
from bot.domain.enrolment.enrolment import Enrolment
from bot.domain.people.people import Coach, Member, Workspace
from bot.domain.practice.decide import Past
from bot.store.answers import snooze
from bot.store.answers.replies import answers, answers_for
from bot.store.delivery import history as pasts
from bot.store.enrolment.enrolments import enrolment_of
from bot.store.people.people import coach_of, member_of, workspace_of
from bot.store.privacy import readers
from bot.store.tables import CoachRow, DeliveryRow, EnrolmentRow, MemberRow, WorkspaceRow


@dataclass(frozen=True, slots=True)
class Facts:
    """
    One delivery and everybody it concerns.

    Attributes:
        about: The delivery of the nudge it is about: itself, for a nudge.
        nudge: That nudge's id, or "".
        shown_as: The form in which that nudge is shown.
        back: The snooze state of that nudge.
        answer: The answer given to that nudge.
        channel: The channel of its message, with *ts*; both "" before it was sent.
        extra: What its kind reads besides, see `bot.coaching.delivery.kind`.
        nth: The number of nudges this member got before it.
        kept: Keep the coming answer private to the member; None for their default.
        private: The nudge's day was private, or that is unknown.
        coach: The enrolment's coach; for a welcome, the one it introduces.
        reader: The coach who reads new answers, or None.
        helper: The coach the member can ask for help now, or None.
        is_earlier: Part of the answer wasn't given to that reader.
    """

    delivery_id: int
    about: int
    nudge: str
    shown_as: str
    back: snooze.Return
    form: str
    channel: str
    ts: str
    sent_at: datetime | None
    kept: bool | None
    private: bool
    answered_at: datetime | None
    closed_reason: str
    reason: str
    workspace: Workspace
    member: Member
    coach: Coach
    enrolment: Enrolment
    past: tuple[Past, ...]
    answer: Answer
    wording: int = 1
    introduces_id: int | None = None
    extra: Any = None
    nth: int = 0
    reader: Coach | None = None
    helper: Coach | None = None
    is_earlier: bool = False


def _earlier() -> ScalarSelect[int]:
    """Count the nudges the member of a delivery got before it; 0 for one not yet sent."""
    other = aliased(DeliveryRow)
    return (
        select(func.count())
        .where(col(other.member_id) == col(DeliveryRow.member_id))
        .where(col(other.sent_at) < col(DeliveryRow.sent_at))
        .where(col(other.nudge) != "")
        .correlate(DeliveryRow)
        .scalar_subquery()
    )


FACTS = (
    select(  # type: ignore[call-overload]
        DeliveryRow, EnrolmentRow, MemberRow, CoachRow, WorkspaceRow, _earlier()
    )
    .join(EnrolmentRow, col(EnrolmentRow.id) == col(DeliveryRow.enrolment_id))
    .join(MemberRow, col(MemberRow.id) == col(DeliveryRow.member_id))
    .join(
        CoachRow,
        col(CoachRow.id)
        == func.coalesce(col(DeliveryRow.introduces_id), col(EnrolmentRow.coach_id)),
    )
    .join(WorkspaceRow, col(WorkspaceRow.id) == col(DeliveryRow.workspace_id))
    .where(col(DeliveryRow.id).in_(bindparam("delivery_ids")))
)

ABOUT = (
    select(DeliveryRow.id)
    .where(col(DeliveryRow.about_id) == bindparam("delivery_id"))
    .order_by(col(DeliveryRow.id))
)

MOST_REDRAWN = 20
"""The most messages updated at once; an older one is updated when it is pressed."""

NEWEST_OPEN = (
    select(DeliveryRow.id, DeliveryRow.nudge)
    .where(col(DeliveryRow.member_id) == bindparam("member_id"), DeliveryRow.nudge != "")
    .where(col(DeliveryRow.sent_at).is_not(None), col(DeliveryRow.answered_at).is_(None))
    .order_by(col(DeliveryRow.sent_at).desc(), col(DeliveryRow.id).desc())
    .limit(1)
)


async def facts(session: AsyncSession, delivery_ids: Sequence[int]) -> dict[int, Facts]:
    """Read these deliveries, whatever their state."""
    if not delivery_ids:
        return {}
    rows = list(await session.exec(FACTS, params={"delivery_ids": delivery_ids}))
    history = await pasts.of(session, list({row[1].id for row in rows}))
    about = {row[0].id: row[0].about_id or row[0].id for row in rows}
    said = await answers(session, list(set(about.values())))
    spoken_of = await _spoken_of(session, [row[0].about_id for row in rows if row[0].about_id])
    back = await snooze.returns(session, list(about.values()))
    read_by = await readers.of_deliveries(session, list(about.values()))
    helpers = await readers.of_members(session, list({row[2].id for row in rows}))
    unread = await _not_said_to(session, {id_: reader.id for id_, reader in read_by.items()})
    return {
        delivery.id: Facts(
            delivery_id=delivery.id,
            about=about[delivery.id],
            nudge=spoken_of.get(delivery.about_id, delivery).nudge,
            shown_as=(spoken_of.get(delivery.about_id, delivery).form),
            back=back.get(about[delivery.id], snooze.NOT_PUT_OFF),
            form=delivery.form,
            channel=delivery.channel,
            ts=delivery.ts,
            sent_at=delivery.sent_at,
            kept=spoken_of.get(delivery.about_id, delivery).kept,
            private=spoken_of.get(delivery.about_id, delivery).private is not False,
            answered_at=delivery.answered_at,
            closed_reason=delivery.closed_reason,
            reason=delivery.reason,
            workspace=workspace_of(workspace),
            member=member_of(member),
            coach=coach_of(coach),
            enrolment=enrolment_of(enrolment),
            past=tuple(history[enrolment.id]),
            answer=said[about[delivery.id]],
            wording=spoken_of.get(delivery.about_id, delivery).wording,
            introduces_id=delivery.introduces_id,
            nth=nth,
            reader=read_by.get(about[delivery.id]),
            helper=helpers.get(member.id),
            is_earlier=about[delivery.id] in unread,
        )
        for delivery, enrolment, member, coach, workspace, nth in rows
    }


async def _not_said_to(session: AsyncSession, read_by: Mapping[int, int]) -> set[int]:
    """Return the answers of which a part is unknown to its reader and isn't shared."""
    found: set[int] = set()
    for coach_id in set(read_by.values()):
        mine = [id_ for id_, reader in read_by.items() if reader == coach_id]
        seen = await answers_for(session, mine, coach_id)
        found |= {id_ for id_, answer in seen.items() if answer.is_earlier or _is_unseen(answer)}
    return found


def _is_unseen(answer: Answer) -> bool:
    return not answer.given


async def _spoken_of(session: AsyncSession, delivery_ids: Sequence[int]) -> dict[int, DeliveryRow]:
    if not delivery_ids:
        return {}
    rows = await session.exec(select(DeliveryRow).where(col(DeliveryRow.id).in_(delivery_ids)))
    return {row.id: row for row in rows if row.id}


async def standing_for(session: AsyncSession, delivery_id: int) -> list[int]:
    """Return a nudge's delivery and those of all messages about it, which are updated together."""
    rows = await session.exec(ABOUT, params={"delivery_id": delivery_id})
    return [delivery_id, *(id_ for id_ in rows if id_)]


async def naming_a_reader(
    session: AsyncSession, member_id: int, forms: Collection[str], since: datetime
) -> list[int]:
    """
    Return messages in Slack that name the reader of a member's answers: open nudges and recent
    ones.

    Args:
        forms: The forms of messages that name a reader.
        since: The earliest time of answered nudges and other messages.
    """
    still_open = and_(col(DeliveryRow.nudge) != "", col(DeliveryRow.answered_at).is_(None))
    recent = and_(col(DeliveryRow.form).in_(forms), col(DeliveryRow.sent_at) >= since)
    rows = await session.exec(
        select(DeliveryRow.id)
        .where(DeliveryRow.member_id == member_id, col(DeliveryRow.sent_at).is_not(None))
        .where(or_(still_open, recent))
        .order_by(col(DeliveryRow.sent_at).desc(), col(DeliveryRow.id).desc())
        .limit(MOST_REDRAWN)
    )
    return [id_ for id_ in rows if id_]


async def newest_open(session: AsyncSession, member_id: int) -> tuple[int, str] | None:
    """Return the newest nudge without an answer: its delivery and its nudge's id."""
    row = (await session.exec(NEWEST_OPEN, params={"member_id": member_id})).first()
    return None if row is None or row[0] is None else (row[0], row[1])
