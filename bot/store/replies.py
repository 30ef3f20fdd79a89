"""Replies: recorded once, edited, withdrawn, kept private; and the delivery's sum of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.ledger import Form, State
from bot.domain.reply import CARD, Answer, Outcome, Reply, fold
from bot.store import plans
from bot.store.insert import insert_new
from bot.store.tables import DeliveryRow, EnrolmentRow, ReplyRow

ARRIVED = (State.SENT, State.SENDING)
"""An answer may be quicker than the word that its nudge was posted, or outlive a crash between."""


GOING_ON = timedelta(minutes=15)
"""How long after an answer a further line still belongs to it, and not to an older nudge."""

NOTHING_SAID = Reply()
NUDGE = aliased(DeliveryRow, name="nudge")
"""What a message is about: itself, or the nudge that it speaks of."""

ANSWERED_AT = case(
    (col(DeliveryRow.form) == Form.OCCASION, col(DeliveryRow.answered_at)),
    else_=col(NUDGE.answered_at),
)
"""A question about a plan waits for its own answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """
    A nudge a member may be answering, on its own card or on a message about it.

    Attributes:
        settled: Whether the ledger knows that it arrived; the answer proves it in any case.
    """

    delivery_id: int
    workspace_id: int
    member_id: int
    enrolment_id: int
    coach_id: int
    track: str
    nudge: str
    settled: bool
    answered_at: datetime | None


async def asked(session: AsyncSession, delivery_id: int, member_id: int) -> Asked | None:
    """The member's own delivery of that id: a card in somebody else's hands answers nothing."""
    return await _asked(session, DeliveryRow.id == delivery_id, DeliveryRow.member_id == member_id)


async def asked_in_thread(session: AsyncSession, channel: str, thread_ts: str) -> Asked | None:
    """The delivery whose card stands at the head of a thread."""
    return await _asked(session, DeliveryRow.channel == channel, DeliveryRow.ts == thread_ts)


async def asked_last(session: AsyncSession, member_id: int, at: datetime) -> Asked | None:
    """
    The newest nudge that waits for an answer, else the newest of all.

    Whoever has answered the newest a moment ago goes on about it.

    Args:
        at: When the member wrote.
    """
    newest = func.coalesce(DeliveryRow.sent_at, DeliveryRow.started_at).desc()
    mine = DeliveryRow.member_id == member_id
    last = await _asked(session, mine, order=newest)
    if last and last.answered_at and last.answered_at > at - GOING_ON:
        return last
    waiting = ANSWERED_AT.is_(None)
    return await _asked(session, mine, waiting, order=newest) or last


async def answered_by(session: AsyncSession, channel: str, ts: str) -> Asked | None:
    """The delivery that a typed message was recorded for, whatever has been sent since."""
    return await _asked(
        session,
        col(DeliveryRow.id).in_(
            select(ReplyRow.delivery_id).where(ReplyRow.channel == channel, ReplyRow.source == ts)
        ),
        any_state=True,
    )


async def record(
    session: AsyncSession,
    to: Asked,
    reply: Reply,
    channel: str,
    at: datetime,
    *,
    whole: bool = False,
) -> Answer:
    """
    Keep a reply: what it holds is added to what its source gave before.

    Args:
        whole: It says everything anew (a form), so that what it leaves out is cleared.
        at: When the member sent or last changed it. Something older than what is kept changes
            none of it, so that events may arrive in any order; a tap that was overtaken by
            others still says what these do not.

    Returns:
        All that is answered to the delivery now.
    """
    await insert_new(session, ReplyRow, _key(to, reply.source, channel, at))
    await session.exec(
        update(ReplyRow)
        .where(col(ReplyRow.delivery_id) == to.delivery_id)
        .where(col(ReplyRow.source) == reply.source)
        .where(col(ReplyRow.changed_at) <= at, col(ReplyRow.withdrawn_at).is_(None))
        .values(**_given(reply, whole=whole), changed_at=at)
    )
    if reply.source == CARD and not whole:
        await _fill_gaps(session, to, reply, at)
    return await _sum_up(session, to.delivery_id)


async def withdraw(
    session: AsyncSession, to: Asked, source: str, channel: str, at: datetime
) -> None:
    """
    Take a reply back: its words go, the row stays so that a late copy cannot bring it back.

    The word of a deletion may even overtake the message itself.
    """
    await insert_new(session, ReplyRow, _key(to, source, channel, at))
    await session.exec(
        update(ReplyRow)
        .where(col(ReplyRow.delivery_id) == to.delivery_id, col(ReplyRow.source) == source)
        .values(text="", withdrawn_at=at, changed_at=at)
    )
    await _sum_up(session, to.delivery_id)


async def sources(session: AsyncSession, delivery_id: int) -> list[tuple[str, str]]:
    """Where the answer to a delivery comes from, what was taken back left out; and the channel."""
    rows = await session.exec(
        select(ReplyRow.source, ReplyRow.channel)
        .where(ReplyRow.delivery_id == delivery_id)
        .where(col(ReplyRow.withdrawn_at).is_(None))
    )
    return list(rows)


async def keep_private(
    session: AsyncSession,
    to: Asked,
    private: bool,  # noqa: FBT001
    at: datetime,
) -> None:
    """
    Keep the whole answer from the coach, one still to come as well, or share it after all.

    Args:
        at: When the member said so; what they said since stands.
    """
    said = await session.exec(
        update(DeliveryRow)
        .where(col(DeliveryRow.id) == to.delivery_id)
        .where(or_(col(DeliveryRow.kept_at).is_(None), col(DeliveryRow.kept_at) <= at))
        .values(kept=private, kept_at=at)
        .returning(col(DeliveryRow.id))
    )
    if said.first() is not None:
        await session.exec(
            update(ReplyRow)
            .where(col(ReplyRow.delivery_id) == to.delivery_id)
            .values(private=private)
        )


async def is_private(session: AsyncSession, to: Asked) -> bool | None:
    """Whether this answer is kept to oneself; None before anything was said about it."""
    rows = (
        await session.exec(select(ReplyRow.private).where(ReplyRow.delivery_id == to.delivery_id))
    ).all()
    if rows:
        return any(rows)
    wish = select(DeliveryRow.kept).where(DeliveryRow.id == to.delivery_id)
    return (await session.exec(wish)).one()


async def answer(session: AsyncSession, delivery_id: int) -> Answer:
    """All that was answered to one delivery."""
    return (await answers(session, [delivery_id]))[delivery_id]


async def answers(session: AsyncSession, delivery_ids: Sequence[int]) -> dict[int, Answer]:
    """All that was answered to each of these deliveries."""
    if not delivery_ids:
        return {}
    rows = await session.exec(
        select(ReplyRow)
        .where(col(ReplyRow.delivery_id).in_(delivery_ids))
        .where(col(ReplyRow.withdrawn_at).is_(None))
        .order_by(col(ReplyRow.created_at), col(ReplyRow.id))
    )
    kept: dict[int, list[ReplyRow]] = {delivery_id: [] for delivery_id in delivery_ids}
    for row in rows:
        kept[row.delivery_id].append(row)
    planned = await plans.of(session, delivery_ids)
    return {
        delivery_id: fold(
            [_reply(r) for r in rows],
            max((r.changed_at for r in rows), default=None),
            planned.get(delivery_id, ()),
        )
        for delivery_id, rows in kept.items()
    }


async def _asked(
    session: AsyncSession, *conditions: object, order: object = None, any_state: bool = False
) -> Asked | None:
    query = (
        select(  # type: ignore[call-overload]
            NUDGE.id,
            NUDGE.workspace_id,
            NUDGE.member_id,
            NUDGE.enrolment_id,
            EnrolmentRow.coach_id,
            EnrolmentRow.track,
            NUDGE.nudge,
            NUDGE.state != State.SENDING,
            ANSWERED_AT,
        )
        .select_from(DeliveryRow)
        .join(NUDGE, col(NUDGE.id) == func.coalesce(DeliveryRow.about_id, DeliveryRow.id))
        .join(EnrolmentRow, col(EnrolmentRow.id) == col(NUDGE.enrolment_id))
        .where(*conditions)
        .where(col(NUDGE.nudge) != "")
        .limit(1)
    )
    if not any_state:
        query = query.where(col(DeliveryRow.state).in_(ARRIVED))
    if order is not None:
        query = query.order_by(order)
    row = (await session.exec(query)).first()
    return None if row is None else Asked(*row)


async def _fill_gaps(session: AsyncSession, to: Asked, reply: Reply, at: datetime) -> None:
    """Add a tap that others have overtaken where they say nothing."""
    for name, value in _given(reply, whole=False).items():
        column = getattr(ReplyRow, name)
        if name not in {"private", "aged_at"}:
            await session.exec(
                update(ReplyRow)
                .where(col(ReplyRow.delivery_id) == to.delivery_id)
                .where(col(ReplyRow.source) == reply.source, col(ReplyRow.changed_at) > at)
                .where(column == getattr(NOTHING_SAID, name))
                .values({name: value})
            )


async def _sum_up(session: AsyncSession, delivery_id: int) -> Answer:
    """Keep on the delivery what lists ask of it, so that they need not read the replies."""
    summed = await answer(session, delivery_id)
    given = await session.exec(
        select(ReplyRow.created_at)
        .where(ReplyRow.delivery_id == delivery_id)
        .where(col(ReplyRow.withdrawn_at).is_(None))
        .order_by(col(ReplyRow.created_at))
        .limit(1)
    )
    first = given.first()
    await session.exec(
        update(DeliveryRow)
        .where(col(DeliveryRow.id) == delivery_id)
        .values(outcome=summed.outcome, answered_at=first if summed.given else None)
    )
    return summed


def _key(to: Asked, source: str, channel: str, at: datetime) -> dict[str, object]:
    return {
        "workspace_id": to.workspace_id,
        "member_id": to.member_id,
        "delivery_id": to.delivery_id,
        "channel": channel,
        "source": source,
        "created_at": at,
        "changed_at": at,
    }


def _given(reply: Reply, *, whole: bool) -> dict[str, object]:
    values = {
        "outcome": reply.outcome,
        "text": reply.text,
        "choice": reply.choice,
        "plan": reply.plan,
        "confidence": reply.confidence,
    }
    given: dict[str, object] = {name: value for name, value in values.items() if value or whole}
    anew = {"aged_at": None} if reply.text or reply.plan else {}
    return given | anew | {"private": reply.private}


def _reply(row: ReplyRow) -> Reply:
    return Reply(
        source=row.source,
        outcome=Outcome(row.outcome) if row.outcome else None,
        text=row.text,
        choice=row.choice,
        plan=row.plan,
        confidence=row.confidence,
        private=row.private,
        aged=row.aged_at is not None,
    )
