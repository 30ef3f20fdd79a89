"""Coaches' messages to members through Baton, and matching members' answers to them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.delivery.ledger import Form, State
from bot.domain.people.people import Coach, mention
from bot.store.answers.reply_target import ARRIVED, NEWEST_FIRST, SEEN, Asked, within_its_second
from bot.store.database.insert_if_absent import insert_new
from bot.store.people.people import coach_of
from bot.store.privacy import readers
from bot.store.privacy.private_days import IS_PRIVATE
from bot.store.tables import CoachMessageRow, CoachRow, DeliveryRow, EnrolmentRow, ReplyRow

WORDS = DeliveryRow.form == Form.COACH

ASK_NOTHING = (Form.WELCOME, Form.END)
"""Messages below which a line is still meant for what stands above them."""

ANY_TO = (
    select(CoachMessageRow.id)
    .where(col(CoachMessageRow.member_id) == bindparam("member_id"))
    .limit(1)
)


async def keep(session: AsyncSession, values: dict[str, Any]) -> int | None:
    """Store a coach's message; return None if it was stored before from the same source."""
    return await insert_new(session, CoachMessageRow, values)


async def goes_as(session: AsyncSession, message_id: int, delivery_id: int) -> None:
    """Record the delivery that carries the message."""
    await session.exec(
        update(CoachMessageRow)
        .where(col(CoachMessageRow.id) == message_id)
        .values(delivery_id=delivery_id)
    )


async def texts(session: AsyncSession, delivery_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return the text of these deliveries, each with a mention of the coach who wrote it."""
    if not delivery_ids:
        return {}
    rows = await session.exec(
        select(CoachMessageRow.delivery_id, CoachRow.slack_id, CoachMessageRow.text)
        .join(CoachRow, col(CoachRow.id) == col(CoachMessageRow.coach_id))
        .where(col(CoachMessageRow.delivery_id).in_(delivery_ids))
    )
    return {delivery: (mention(coach), text) for delivery, coach, text in rows if delivery}


async def arrived(session: AsyncSession, delivery_id: int) -> bool:
    """Return True if this message is known to have reached the member."""
    state = await session.exec(select(DeliveryRow.state).where(DeliveryRow.id == delivery_id))
    return state.first() == State.SENT


async def written(session: AsyncSession, coach_id: int, since: datetime) -> dict[int, datetime]:
    """Return the time a coach last wrote to each of their members, if after *since*."""
    rows = await session.exec(
        select(CoachMessageRow.member_id, func.max(CoachMessageRow.created_at))
        .where(CoachMessageRow.coach_id == coach_id)
        .where(col(CoachMessageRow.created_at) > since)
        .group_by(col(CoachMessageRow.member_id))
    )
    return {member_id: at for member_id, at in rows if at}


async def between(
    session: AsyncSession, coach_id: int, member_id: int, limit: int
) -> list[tuple[int, datetime, str]]:
    """Return a coach's newest messages to a member: delivery id, time and text of each."""
    rows = await session.exec(
        select(CoachMessageRow.delivery_id, CoachMessageRow.created_at, CoachMessageRow.text)
        .where(CoachMessageRow.coach_id == coach_id, CoachMessageRow.member_id == member_id)
        .order_by(col(CoachMessageRow.created_at).desc(), col(CoachMessageRow.id).desc())
        .limit(limit)
    )
    return [(delivery or 0, at, text) for delivery, at, text in rows]


async def writer(session: AsyncSession, delivery_id: int) -> Coach:
    """Return the coach who wrote this delivery's message."""
    rows = await session.exec(
        select(CoachRow)
        .join(CoachMessageRow, col(CoachMessageRow.coach_id) == col(CoachRow.id))
        .where(CoachMessageRow.delivery_id == delivery_id)
    )
    return coach_of(rows.one())


async def any_to(session: AsyncSession, member_id: int) -> bool:
    """Return True if any coach has ever written to a member; most members have no message."""
    return (await session.exec(ANY_TO, params={"member_id": member_id})).first() is not None


async def asked(session: AsyncSession, delivery_id: int, member_id: int) -> Asked | None:
    """Return the member's own message from their coach, by its delivery."""
    return await _asked(session, DeliveryRow.id == delivery_id, DeliveryRow.member_id == member_id)


async def answered_by(session: AsyncSession, channel: str, ts: str) -> Asked | None:
    """Return the coach's message that a typed message was recorded for."""
    recorded = select(ReplyRow.delivery_id).where(
        ReplyRow.channel == channel, ReplyRow.source == ts
    )
    return await _asked(session, col(DeliveryRow.id).in_(recorded))


async def at_head_of(session: AsyncSession, channel: str, thread_ts: str) -> Asked | None:
    """Return the coach's message that starts a thread."""
    return await _asked(session, DeliveryRow.channel == channel, DeliveryRow.ts == thread_ts)


async def newest(session: AsyncSession, member_id: int, ts: str) -> Asked | None:
    """
    Return a coach's message if nothing newer asks the member a question.

    Every line outside a thread is meant for it then, not only the first.

    Args:
        ts: The time the member wrote the line, as Slack's timestamp.
    """
    last = await session.exec(
        select(DeliveryRow.id)
        .where(DeliveryRow.member_id == member_id, col(DeliveryRow.state).in_(ARRIVED), SEEN)
        .where(col(DeliveryRow.form).not_in(ASK_NOTHING))
        .order_by(*NEWEST_FIRST)
        .limit(1),
        params={"seen_by": within_its_second(ts)},
    )
    return await _asked(session, DeliveryRow.id == last.first())


async def newest_of(session: AsyncSession, member_id: int, coach_id: int) -> Asked | None:
    """Return the newest message of a coach that has reached a member, and that they may answer."""
    last = await session.exec(
        select(DeliveryRow.id)
        .join(CoachMessageRow, col(CoachMessageRow.delivery_id) == col(DeliveryRow.id))
        .where(DeliveryRow.member_id == member_id, CoachMessageRow.coach_id == coach_id)
        .where(DeliveryRow.state == State.SENT)
        .order_by(*NEWEST_FIRST)
        .limit(1)
    )
    found = await _asked(session, DeliveryRow.id == last.first())
    return found if found and found.reader_id == coach_id else None


async def _asked(session: AsyncSession, *conditions: object) -> Asked | None:
    row = (
        await session.exec(
            select(  # type: ignore[call-overload]
                DeliveryRow.id,
                DeliveryRow.workspace_id,
                DeliveryRow.member_id,
                DeliveryRow.enrolment_id,
                EnrolmentRow.track,
                DeliveryRow.nudge,
                DeliveryRow.state != State.SENDING,
                DeliveryRow.answered_at,
                IS_PRIVATE,
                case((readers.reader_now() == CoachMessageRow.coach_id, CoachMessageRow.coach_id)),
            )
            .join(CoachMessageRow, col(CoachMessageRow.delivery_id) == col(DeliveryRow.id))
            .join(EnrolmentRow, col(EnrolmentRow.id) == col(DeliveryRow.enrolment_id))
            .where(WORDS, *conditions)
            .limit(1)
        )
    ).first()
    return None if row is None else Asked(*row)
