"""Find the nudge that an answer belongs to."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, case, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from bot.domain.delivery.ledger import Form, State
from bot.store.privacy import readers
from bot.store.tables import DeliveryRow, EnrolmentRow, ReplyRow

ARRIVED = (State.SENT, State.SENDING)
"""An answer can arrive before its post is recorded as sent, or a crash can lose that record."""

GOING_ON = timedelta(minutes=15)
"""Time after an answer in which a further line still belongs to it, not to an older nudge."""

NUDGE = aliased(DeliveryRow, name="nudge")
"""The nudge a message is about: the message itself or the nudge it mentions."""

ANSWERED_AT = case(
    (col(DeliveryRow.form) == Form.PLAN_QUESTION, col(DeliveryRow.answered_at)),
    else_=col(NUDGE.answered_at),
)
"""A question about a plan waits for its own answer."""


Query = Select[*tuple[Any, ...]]
"""A query that returns the columns of an `Asked`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """
    A nudge a member may be answering, on its own card or on a message about it.

    Attributes:
        settled: The ledger has recorded its arrival; the answer proves it in any case.
        private: Its day was private, or that is unknown.
        reader_id: The coach who reads answers to it now, or None.
    """

    delivery_id: int
    workspace_id: int
    member_id: int
    enrolment_id: int
    track: str
    nudge: str
    settled: bool
    answered_at: datetime | None
    private: bool
    reader_id: int | None


async def one(session: AsyncSession, delivery_id: int, member_id: int) -> Asked | None:
    """Return the member's own delivery with that id; nobody else can answer a card."""
    return await _first(session, ONE, delivery_id=delivery_id, member_id=member_id)


async def in_thread(session: AsyncSession, channel: str, thread_ts: str) -> Asked | None:
    """Return the delivery whose card starts a thread."""
    return await _first(session, IN_THREAD, channel=channel, ts=thread_ts)


async def last(session: AsyncSession, member_id: int, at: datetime, ts: str) -> Asked | None:
    """
    Return the newest unanswered nudge, else the newest of all.

    A member who has just answered the newest nudge is still writing about it. Anything posted
    after the member wrote can't be what they answered, however late Baton reads it.

    Args:
        at: The time the member wrote or last changed the message.
        ts: The message's own timestamp.
    """
    those = {"member_id": member_id, "seen_by": within_its_second(ts)}
    last = await _first(session, LAST, **those)
    if last is None or is_open(last, at):
        return last
    if last.private:
        # Words that a private day refuses must not slip onto an older nudge that a coach reads.
        return last
    return await _first(session, LAST_WAITING, **those) or last


def is_open(to: Asked, at: datetime) -> bool:
    """Return True if a nudge waits for an answer, or its member is still writing about it."""
    return to.answered_at is None or to.answered_at > at - GOING_ON


def within_its_second(ts: str) -> str:
    """Return the last timestamp of the same second: nobody answers faster than that."""
    return f"{ts.partition('.')[0]}.999999"


async def by_message(session: AsyncSession, channel: str, ts: str) -> Asked | None:
    """Return the delivery that a typed message was recorded for, whatever has been sent since."""
    return await _first(session, BY_MESSAGE, channel=channel, ts=ts)


async def _first(session: AsyncSession, query: Query, **values: object) -> Asked | None:
    row = (await session.exec(query, params=values)).first()
    return None if row is None else Asked(*row)


def _asked(*conditions: object) -> Query:
    found: Query = (
        select(  # type: ignore[call-overload]
            NUDGE.id,
            NUDGE.workspace_id,
            NUDGE.member_id,
            NUDGE.enrolment_id,
            EnrolmentRow.track,
            NUDGE.nudge,
            NUDGE.state != State.SENDING,
            ANSWERED_AT,
            col(NUDGE.private).is_not(False),
            readers.reader_now(NUDGE),
        )
        .select_from(DeliveryRow)
        .join(NUDGE, col(NUDGE.id) == func.coalesce(DeliveryRow.about_id, DeliveryRow.id))
        .join(EnrolmentRow, col(EnrolmentRow.id) == col(NUDGE.enrolment_id))
        .where(*conditions)
        .where(col(NUDGE.nudge) != "")
        .limit(1)
    )
    return found


HAS_ARRIVED = col(DeliveryRow.state).in_(ARRIVED)

OF_MEMBER = col(DeliveryRow.member_id) == bindparam("member_id")

ONE = _asked(HAS_ARRIVED, col(DeliveryRow.id) == bindparam("delivery_id"), OF_MEMBER)

IN_THREAD = _asked(
    HAS_ARRIVED,
    col(DeliveryRow.channel) == bindparam("channel"),
    col(DeliveryRow.ts) == bindparam("ts"),
)

SEEN = or_(col(DeliveryRow.ts) == "", col(DeliveryRow.ts) <= bindparam("seen_by"))
"""Messages that were in the conversation when the member wrote, or were just being posted."""

NEWEST_FIRST = (
    func.coalesce(DeliveryRow.sent_at, DeliveryRow.started_at).desc(),
    col(DeliveryRow.ts).desc(),
    col(DeliveryRow.id).desc(),
)
"""Two messages can be sent at one moment; Slack's timestamp says which stands below the other."""

LAST = _asked(HAS_ARRIVED, OF_MEMBER, SEEN).order_by(*NEWEST_FIRST)

LAST_WAITING = LAST.where(ANSWERED_AT.is_(None))

BY_MESSAGE = _asked(
    col(DeliveryRow.id).in_(
        select(ReplyRow.delivery_id)
        .where(col(ReplyRow.channel) == bindparam("channel"))
        .where(col(ReplyRow.source) == bindparam("ts"))
    )
)
