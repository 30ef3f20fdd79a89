"""Members on tracks: the active one, the queued ones, and their next due time."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, bindparam, literal_column, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.domain.enrolment.enrolment import Enrolment, EnrolmentState, NewEnrolment
from bot.domain.people.people import Member
from bot.domain.privacy.readers import Placement
from bot.domain.schedule.time_off import ONE_DAY
from bot.store.database.insert_if_absent import insert_new
from bot.store.database.served import ours
from bot.store.people.people import member_of
from bot.store.tables import EnrolmentRow, MemberRow, WorkspaceRow

ACTIVE: ColumnElement[bool] = literal_column("enrolment.state = 'active'")
"""A literal, so that PostgreSQL uses the partial index even with a cached plan."""

ACTIVE_OF = select(EnrolmentRow).where(
    col(EnrolmentRow.member_id) == bindparam("member_id"), ACTIVE
)

UNDER = (
    select(EnrolmentRow)
    .where(col(EnrolmentRow.coach_id) == bindparam("coach_id"))
    .where(col(EnrolmentRow.member_id).in_(bindparam("members")))
    .where(col(EnrolmentRow.state) != EnrolmentState.STOPPED)
    .order_by(col(EnrolmentRow.id).desc())
)


@dataclass(frozen=True, slots=True)
class Planned:
    """
    An enrolment's next nudge, with the data it was computed from.

    Attributes:
        first: The first local date that may be used.
        hours: The member's zone, time, weekdays, country and leave, as stored.
    """

    id: int
    next_due: datetime
    first: date
    hours: tuple[str, ...]


async def enrol(session: AsyncSession, new: NewEnrolment) -> int | None:
    """
    Put a member on a track.

    Returns:
        The new enrolment's id, or None if the member already has an active one.
    """
    return await insert_new(session, EnrolmentRow, asdict(new))


async def enrolment(session: AsyncSession, enrolment_id: int) -> Enrolment:
    """Return an enrolment by its id."""
    return (await _read(session, _all().where(EnrolmentRow.id == enrolment_id)))[0]


async def active(session: AsyncSession, member_id: int, *, lock: bool = False) -> Enrolment | None:
    """Return the track a member is on, if any; *lock* it against a concurrent tick."""
    query = ACTIVE_OF.with_for_update() if lock else ACTIVE_OF
    row = (await session.exec(query, params={"member_id": member_id})).first()
    return None if row is None else enrolment_of(row)


async def latest(session: AsyncSession, member_id: int) -> Enrolment | None:
    """Return the active track, else the one that finished last."""
    running = await active(session, member_id)
    if running is not None:
        return running
    ended = await _read(
        session,
        _all()
        .where(EnrolmentRow.member_id == member_id)
        .where(EnrolmentRow.state == EnrolmentState.FINISHED)
        .order_by(col(EnrolmentRow.ended_at).desc(), col(EnrolmentRow.id).desc())
        .limit(1),
    )
    return ended[0] if ended else None


async def waiting(session: AsyncSession, member_id: int) -> list[Enrolment]:
    """Return the enrolments queued behind the active track, oldest first."""
    return await _read(
        session,
        _all()
        .where(EnrolmentRow.member_id == member_id)
        .where(EnrolmentRow.state == EnrolmentState.QUEUED)
        .order_by(col(EnrolmentRow.id)),
    )


async def following(session: AsyncSession, member_ids: Sequence[int]) -> dict[int, str]:
    """Return the track of each of these members now: the active one, or the first in the queue."""
    if not member_ids:
        return {}
    going = (EnrolmentState.ACTIVE, EnrolmentState.QUEUED)
    rows = await session.exec(
        select(EnrolmentRow.member_id, EnrolmentRow.track)
        .where(col(EnrolmentRow.member_id).in_(member_ids))
        .where(col(EnrolmentRow.state).in_(going))
        # The first in the queue is read last, so it wins.
        .order_by(col(EnrolmentRow.state).desc(), col(EnrolmentRow.id).desc())
    )
    return dict(rows.all())


async def all_of(session: AsyncSession, member_id: int) -> list[Enrolment]:
    """Return every track a member was ever put on, oldest first."""
    mine = _all().where(EnrolmentRow.member_id == member_id)
    return await _read(session, mine.order_by(col(EnrolmentRow.id)))


async def placements(session: AsyncSession, member_id: int) -> list[Placement]:
    """Return all enrolments of a member, as far as needed to tell who coaches them."""
    rows = await session.exec(select(EnrolmentRow).where(EnrolmentRow.member_id == member_id))
    return [
        Placement(row.id or 0, row.coach_id, EnrolmentState(row.state), row.ended_at)
        for row in rows
    ]


async def under(session: AsyncSession, coach_id: int, members: Collection[int]) -> list[Enrolment]:
    """Return a coach's enrolments of these members that aren't stopped, newest first."""
    given = {"coach_id": coach_id, "members": members}
    return [enrolment_of(row) for row in await session.exec(UNDER, params=given)]


async def due(session: AsyncSession, now: datetime, limit: int) -> list[tuple[Enrolment, Member]]:
    """
    Return active enrolments that are due, longest overdue first, with their members.

    Replicas on PostgreSQL skip each other's rows.
    """
    rows = await session.exec(
        select(EnrolmentRow, MemberRow)
        .join(MemberRow, col(MemberRow.id) == col(EnrolmentRow.member_id))
        .join(WorkspaceRow, col(WorkspaceRow.id) == col(EnrolmentRow.workspace_id))
        .where(ACTIVE, col(EnrolmentRow.next_due_at) <= now)
        .where(ours(session, EnrolmentRow.workspace_id))
        .where(col(WorkspaceRow.stopped_at).is_(None))
        .order_by(col(EnrolmentRow.next_due_at), col(EnrolmentRow.id))
        .limit(limit)
        .with_for_update(skip_locked=True, of=EnrolmentRow)
    )
    return [(enrolment_of(enrolment), member_of(member)) for enrolment, member in rows]


async def planned(session: AsyncSession, now: datetime, above: int, limit: int) -> list[Planned]:
    """Return enrolments due after *now*, in id order, starting after *above*."""
    connection = await session.connection()
    rows = await connection.execute(
        select(
            EnrolmentRow.id,
            EnrolmentRow.next_due_at,
            EnrolmentRow.starts_on,
            EnrolmentRow.last_day,
            MemberRow.paused_until,
            MemberRow.zone,
            MemberRow.at,
            MemberRow.weekdays,
            MemberRow.country,
            MemberRow.leave,
        )  # type: ignore[call-overload]
        .join(MemberRow, col(MemberRow.id) == col(EnrolmentRow.member_id))
        .where(ACTIVE, col(EnrolmentRow.next_due_at) > now, col(EnrolmentRow.id) > above)
        .where(ours(session, EnrolmentRow.workspace_id))
        .order_by(col(EnrolmentRow.id))
        .limit(limit)
    )
    return [
        Planned(id_, at, _first(starts, last, until), tuple(hours))
        for id_, at, starts, last, until, *hours in rows
    ]


def _first(starts_on: date, last_day: date | None, paused_until: date | None) -> date:
    after = last_day + ONE_DAY if last_day else starts_on
    return max(starts_on, after, paused_until or starts_on)


async def replan(
    session: AsyncSession, moves: Sequence[tuple[int, datetime | None, datetime | None]]
) -> None:
    """Reschedule enrolments, each with id, old and new due time, unless rescheduled meanwhile."""
    if moves:
        connection = await session.connection()
        await connection.execute(
            update(EnrolmentRow.__table__)  # type: ignore[attr-defined]
            .where(col(EnrolmentRow.id) == bindparam("b_id"))
            .where(ACTIVE, col(EnrolmentRow.next_due_at) == bindparam("b_from"))
            .values(next_due_at=bindparam("b_to")),
            [{"b_id": id_, "b_from": old, "b_to": new} for id_, old, new in moves],
        )


async def advance(
    session: AsyncSession, moves: Sequence[tuple[int, datetime | None, date | None]]
) -> None:
    """Advance enrolments, each with id, next due time and the local date of its last slot."""
    if moves:
        connection = await session.connection()
        await connection.execute(
            update(EnrolmentRow.__table__)  # type: ignore[attr-defined]
            .where(col(EnrolmentRow.id) == bindparam("b_id"))
            .values(next_due_at=bindparam("b_due"), last_day=bindparam("b_day")),
            [{"b_id": id_, "b_due": at, "b_day": day} for id_, at, day in moves],
        )


async def move(session: AsyncSession, enrolment_id: int, next_due: datetime | None) -> None:
    """Reschedule an enrolment's next nudge."""
    await _change(session, enrolment_id, next_due_at=next_due)


async def take_day(session: AsyncSession, enrolment_id: int, day: date) -> None:
    """Record that something was sent on a local date, so that nothing more is sent that day."""
    await _change(session, enrolment_id, last_day=day)


async def activate(
    session: AsyncSession, enrolment_id: int, next_due: datetime | None, today: date
) -> None:
    """Start a queued enrolment, but not on *today*."""
    await _change(
        session, enrolment_id, state=EnrolmentState.ACTIVE, next_due_at=next_due, last_day=today
    )


async def end(
    session: AsyncSession, enrolment_id: int, state: EnrolmentState, now: datetime
) -> None:
    """Close an enrolment as FINISHED or STOPPED."""
    await _change(session, enrolment_id, state=state, next_due_at=None, ended_at=now)


def enrolment_of(row: EnrolmentRow) -> Enrolment:
    """Convert a row to an `Enrolment`."""
    return Enrolment(
        id=row.id or 0,
        workspace_id=row.workspace_id,
        member_id=row.member_id,
        coach_id=row.coach_id,
        track=row.track,
        starts_on=row.starts_on,
        state=EnrolmentState(row.state),
        next_due=row.next_due_at,
        last_day=row.last_day,
        note=row.note,
        handed_at=row.handed_at,
    )


def _all() -> SelectOfScalar[EnrolmentRow]:
    return select(EnrolmentRow)


async def _read(session: AsyncSession, query: SelectOfScalar[EnrolmentRow]) -> list[Enrolment]:
    return [enrolment_of(row) for row in await session.exec(query)]


async def _change(session: AsyncSession, enrolment_id: int, **values: object) -> None:
    await session.exec(
        update(EnrolmentRow).where(col(EnrolmentRow.id) == enrolment_id).values(**values)
    )
