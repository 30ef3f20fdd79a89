"""The delivery ledger: each state change of a message, and the conditions on it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    bindparam,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import ReturningUpdate
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.delivery.delivery import Attempt, NewDelivery
from bot.domain.delivery.ledger import Form, State
from bot.domain.people.people import Workspace
from bot.domain.schedule.schedule import Cadence
from bot.store.database.insert_if_absent import insert_new
from bot.store.privacy import readers
from bot.store.schedule.hours import cadence_of
from bot.store.tables import (
    AttemptRow,
    CoachRow,
    DeliveryRow,
    EnrolmentRow,
    MemberRow,
    WorkspaceRow,
)

DUE: ColumnElement[bool] = literal_column("delivery.state = 'due'")
CLAIMED: ColumnElement[bool] = literal_column("delivery.state = 'claimed'")
SENDING: ColumnElement[bool] = literal_column("delivery.state = 'sending'")
"""Literals, so that PostgreSQL uses the partial indexes even with a cached plan."""

UNSENT = or_(DUE, CLAIMED)
"""Nothing has been posted yet, and nothing is being posted."""

AS_ADDED = {"state": State.DUE, "owner": "", "attempts": 0, "looks": 0, "channel": "", "ts": ""}


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery this process has claimed, with everything needed to post it."""

    id: int
    workspace_id: int
    enrolment_id: int
    member_id: int
    nudge: str
    form: str
    attempts: int
    looks: int
    started_at: datetime | None
    track: str
    last_day: date | None
    coach_id: int
    coach: str
    slack_id: str
    channel: str
    cadence: Cadence
    shares: bool
    unreachable: str
    workspace: Workspace
    private: bool = True
    introduces_id: int | None = None
    reader: str | None = None
    wording: int = 1
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """
    The outcome of one post.

    Attributes:
        state: The delivery's next state after `sending` (or after `claimed`, if nothing was sent).
        result: The attempt's result: sent, refused, unknown, found, absent or moved.
        not_before: The earliest time of the next try, for a delivery that goes back to `due`.
        quiet_until: The time before which nothing more is sent to the workspace, or None.
        counts: The attempt counts as a try; one that met a rate limit or an outage doesn't.
    """

    delivery: Claimed
    state: State
    result: str
    at: datetime
    reason: str = ""
    channel: str = ""
    ts: str = ""
    not_before: datetime | None = None
    quiet_until: datetime | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Arrived:
    """
    A delivery after its outcome was recorded.

    Attributes:
        about_id: The nudge it is about, if not itself.
        answered: It was answered before it was recorded as sent.
    """

    about_id: int | None
    sent: bool
    answered: bool


async def add(session: AsyncSession, deliveries: Sequence[NewDelivery]) -> None:
    """Add deliveries that nobody else can add, because the caller has locked their enrolments."""
    if deliveries:
        connection = await session.connection()
        rows = [_columns(new) for new in deliveries]
        await connection.execute(insert(DeliveryRow.__table__), rows)  # type: ignore[attr-defined]


async def add_new(session: AsyncSession, delivery: NewDelivery) -> int | None:
    """Add one delivery; return its id, or None if another transaction added the same one first."""
    return await insert_new(session, DeliveryRow, _columns(delivery))


async def next_turn(session: AsyncSession, enrolment_id: int, form: Form) -> int:
    """Return the turn of an enrolment's next message of a form."""
    connection = await session.connection()
    last = await connection.scalar(
        select(func.max(DeliveryRow.turn))
        .where(col(DeliveryRow.enrolment_id) == enrolment_id)
        .where(col(DeliveryRow.form) == form)
    )
    return (last or 0) + 1


def skipping(reason: str, *which: ColumnElement[bool]) -> ReturningUpdate[Any]:
    """Build the statement that skips unsent deliveries, and returns their ids."""
    return (
        update(DeliveryRow)
        .where(UNSENT, *which)
        .values(state=State.SKIPPED, closed_reason=reason, owner="", lease_until=None)
        .returning(col(DeliveryRow.id))
    )


async def skip(session: AsyncSession, reason: str, *which: ColumnElement[bool]) -> list[int]:
    """Skip unsent deliveries; claims on them are void. Return their ids."""
    connection = await session.connection()
    skipped = await connection.scalars(skipping(reason, *which))
    return [id_ for id_ in skipped if id_]


async def release(
    session: AsyncSession, *which: ColumnElement[bool], **changes: object
) -> list[int]:
    """Make unsent deliveries due again, with changes; void claims on them. Return their ids."""
    connection = await session.connection()
    released = await connection.scalars(
        update(DeliveryRow)
        .where(UNSENT, *which)
        .values(state=State.DUE, owner="", lease_until=None, **changes)
        .returning(col(DeliveryRow.id))
    )
    return [id_ for id_ in released if id_]


async def note(session: AsyncSession, attempts: Sequence[Attempt]) -> None:
    """Record attempts, looks and skips with their reasons."""
    if attempts:
        connection = await session.connection()
        rows = [asdict(attempt) for attempt in attempts]
        await connection.execute(insert(AttemptRow.__table__), rows)  # type: ignore[attr-defined]


async def intend(
    session: AsyncSession, owner: str, delivery_ids: Sequence[int], started_at: datetime
) -> set[int]:
    """
    Record that these posts are about to be made.

    Args:
        owner: The process that claimed them; deliveries with a lost claim are left out.
        started_at: A time read before this is committed.

    Returns:
        The ids that may be posted.
    """
    connection = await session.connection()
    rows = await connection.execute(
        update(DeliveryRow)
        .where(CLAIMED, col(DeliveryRow.id).in_(delivery_ids), col(DeliveryRow.owner) == owner)
        .where(col(DeliveryRow.lease_until) > started_at)
        # The clock may have been corrected since the claim, so check the sending window again.
        .where(col(DeliveryRow.not_before) <= started_at)
        .where(col(DeliveryRow.expires_at) > started_at)
        .values(
            state=State.SENDING,
            started_at=started_at,
            attempts=DeliveryRow.attempts + 1,
            looks=0,
        )
        .returning(col(DeliveryRow.id))
    )
    return {row for row in rows.scalars() if row is not None}


async def mark(session: AsyncSession, owner: str, marks: Sequence[Mark]) -> dict[int, Arrived]:
    """
    Record the outcome of posts, each as an attempt.

    Args:
        owner: The process that posted. A delivery taken over by another process since is
            unchanged.

    Returns:
        The deliveries that still exist: a member may have been erased during the post.
    """
    connection = await session.connection()
    await connection.execute(_marking(owner), [_marked(m) for m in marks])
    there = await _still_there(session, [m.delivery.id for m in marks])
    await note(session, [_attempt(m) for m in marks if m.delivery.id in there])
    return there


async def _still_there(session: AsyncSession, ids: Sequence[int]) -> dict[int, Arrived]:
    """Return those that still exist; the rows stay locked against erasure until the commit."""
    connection = await session.connection()
    columns: tuple[Any, ...] = (
        col(DeliveryRow.id),
        col(DeliveryRow.about_id),
        col(DeliveryRow.state),
        col(DeliveryRow.answered_at),
    )
    rows = await connection.execute(
        select(*columns)
        .where(col(DeliveryRow.id).in_(ids))
        .with_for_update(read=True, key_share=True)
    )
    return {
        row.id: Arrived(row.about_id, row.state == State.SENT, row.answered_at is not None)
        for row in rows
    }


async def read_claimed(session: AsyncSession, ids: Sequence[int]) -> list[Claimed]:
    """Read these deliveries, oldest first, with everything needed to post them."""
    if not ids:
        return []
    connection = await session.connection()
    rows = await connection.execute(
        select(*_COLUMNS)
        .join(EnrolmentRow, col(EnrolmentRow.id) == col(DeliveryRow.enrolment_id))
        .join(CoachRow, col(CoachRow.id) == col(EnrolmentRow.coach_id))
        .join(MemberRow, col(MemberRow.id) == col(DeliveryRow.member_id))
        .join(WorkspaceRow, col(WorkspaceRow.id) == col(DeliveryRow.workspace_id))
        .where(col(DeliveryRow.id).in_(ids))
        .order_by(col(DeliveryRow.not_before), col(DeliveryRow.id))
    )
    return [_claimed(row) for row in rows]


READER = aliased(CoachRow)

READER_MENTIONED = (
    select(col(READER.slack_id))
    .where(col(READER.id) == readers.reader_now())
    .correlate(DeliveryRow)
    .scalar_subquery()
    .label("reader")
)

_COLUMNS: tuple[Any, ...] = (
    col(DeliveryRow.id),
    col(DeliveryRow.workspace_id),
    col(DeliveryRow.enrolment_id),
    col(DeliveryRow.member_id),
    col(DeliveryRow.nudge),
    col(DeliveryRow.form),
    col(DeliveryRow.wording),
    col(DeliveryRow.reason),
    col(DeliveryRow.private),
    col(DeliveryRow.introduces_id),
    READER_MENTIONED,
    col(DeliveryRow.attempts),
    col(DeliveryRow.looks),
    col(DeliveryRow.started_at),
    col(EnrolmentRow.track),
    col(EnrolmentRow.last_day),
    col(EnrolmentRow.coach_id),
    col(CoachRow.slack_id).label("coach"),
    col(MemberRow.slack_id).label("member"),
    col(MemberRow.channel),
    col(MemberRow.zone),
    col(MemberRow.at),
    col(MemberRow.weekdays),
    col(MemberRow.country),
    col(MemberRow.leave),
    col(MemberRow.shares),
    col(MemberRow.unreachable),
    col(WorkspaceRow.team_id),
    col(WorkspaceRow.name),
    col(WorkspaceRow.bot_user_id),
    col(WorkspaceRow.held_reason),
)


def _claimed(row: Row[Any]) -> Claimed:
    return Claimed(
        id=row.id,
        workspace_id=row.workspace_id,
        enrolment_id=row.enrolment_id,
        member_id=row.member_id,
        nudge=row.nudge,
        form=row.form,
        attempts=row.attempts,
        looks=row.looks,
        started_at=row.started_at,
        track=row.track,
        last_day=row.last_day,
        coach_id=row.coach_id,
        coach=row.coach,
        slack_id=row.member,
        channel=row.channel,
        cadence=cadence_of(row.zone, row.at, row.weekdays, row.country, row.leave),
        shares=row.shares,
        unreachable=row.unreachable,
        workspace=Workspace(
            row.workspace_id, row.team_id, row.name, row.bot_user_id, held=row.held_reason or ""
        ),
        private=row.private is not False,
        introduces_id=row.introduces_id,
        reader=row.reader,
        wording=row.wording,
        reason=row.reason,
    )


def _marking(owner: str) -> Any:
    return (
        update(DeliveryRow.__table__)  # type: ignore[attr-defined]
        .where(col(DeliveryRow.id) == bindparam("b_id"))
        .where(or_(SENDING, CLAIMED))
        .where(col(DeliveryRow.owner) == owner)
        .values(
            state=bindparam("b_state"),
            channel=bindparam("b_channel"),
            ts=bindparam("b_ts"),
            sent_at=bindparam("b_sent_at"),
            closed_reason=bindparam("b_reason"),
            not_before=bindparam("b_not_before"),
            attempts=col(DeliveryRow.attempts) - bindparam("b_free"),
            owner="",
            lease_until=None,
        )
    )


def _marked(mark: Mark) -> dict[str, Any]:
    return {
        "b_id": mark.delivery.id,
        "b_state": mark.state,
        "b_channel": mark.channel,
        "b_ts": mark.ts,
        "b_sent_at": mark.at if mark.state is State.SENT else None,
        "b_reason": mark.reason if mark.state is not State.SENT else "",
        "b_not_before": mark.not_before or mark.at,
        "b_free": 0 if mark.counts else 1,
    }


def _attempt(mark: Mark) -> Attempt:
    return Attempt(
        workspace_id=mark.delivery.workspace_id,
        enrolment_id=mark.delivery.enrolment_id,
        delivery_id=mark.delivery.id,
        at=mark.at,
        result=mark.result,
        reason=mark.reason,
    )


def _columns(new: NewDelivery) -> dict[str, Any]:
    return asdict(new) | AS_ADDED | {"closed_reason": ""}
