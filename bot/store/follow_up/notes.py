"""Coaches' private notes and promises: only their own coach's queries find them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.follow_up.follow_up import FollowUp, Reason
from bot.domain.follow_up.notes import Note, Promise
from bot.domain.follow_up.standing import away, away_until
from bot.domain.people.people import Coach, Workspace
from bot.domain.schedule.schedule import local_date
from bot.store.database.erased_pages import erases_words
from bot.store.database.insert_if_absent import insert_new
from bot.store.database.served import ours
from bot.store.people.people import coach_of, member_of, workspace_of
from bot.store.privacy import readers
from bot.store.tables import CoachRow, MemberRow, NoteRow, PromiseRow, WorkspaceRow

KEPT = "kept"
DROPPED = "dropped"
"""Values of a closed promise's `closed_as`."""


@dataclass(frozen=True, slots=True)
class ToTell:
    """A promise its coach may need a reminder about now."""

    workspace: Workspace
    coach: Coach
    member: str
    promise: Promise


async def note(session: AsyncSession, values: dict[str, Any]) -> None:
    """Store a note; a duplicate is ignored."""
    await insert_new(session, NoteRow, values)


async def notes(session: AsyncSession, coach_id: int, member_id: int, limit: int) -> list[Note]:
    """Return a coach's newest notes about a member."""
    rows = await session.exec(
        select(NoteRow)
        .where(NoteRow.coach_id == coach_id, NoteRow.member_id == member_id)
        .order_by(col(NoteRow.id).desc())
        .limit(limit)
    )
    return [Note(row.id or 0, row.text, row.created_at) for row in rows]


async def delete_note(session: AsyncSession, note_id: int, coach_id: int) -> int | None:
    """Delete a coach's own note; return its member's id, or None if it's gone or not theirs."""
    erases_words(session)
    gone = await session.exec(
        delete(NoteRow)
        .where(col(NoteRow.id) == note_id, col(NoteRow.coach_id) == coach_id)
        .returning(col(NoteRow.member_id))
    )
    return gone.scalar()


async def promise(session: AsyncSession, values: dict[str, Any]) -> None:
    """Store a promise; a duplicate is ignored."""
    await insert_new(session, PromiseRow, values)


async def promises(
    session: AsyncSession, coach_id: int, member_id: int, limit: int
) -> list[Promise]:
    """Return a coach's promises to a member, open ones first, then the newest."""
    rows = await session.exec(
        select(PromiseRow)
        .where(PromiseRow.coach_id == coach_id, PromiseRow.member_id == member_id)
        .where(PromiseRow.closed_as != DROPPED)
        .order_by(col(PromiseRow.closed_at).is_not(None), col(PromiseRow.due).desc())
        .limit(limit)
    )
    return [_promise(row) for row in rows]


async def due(session: AsyncSession, coach_id: int, today: date, now: datetime) -> list[FollowUp]:
    """Return a coach's open promises that are due, as items of their queue."""
    rows = await session.exec(
        select(PromiseRow, MemberRow, WorkspaceRow.team_id)
        .join(MemberRow, col(MemberRow.id) == col(PromiseRow.member_id))
        .join(WorkspaceRow, col(WorkspaceRow.id) == col(PromiseRow.workspace_id))
        .where(PromiseRow.coach_id == coach_id, col(PromiseRow.closed_at).is_(None))
        .where(col(PromiseRow.due) <= today)
        .where(col(PromiseRow.member_id).in_(readers.members_read_by(coach_id)))
        .order_by(col(PromiseRow.due), col(PromiseRow.id))
    )
    return [_item(*row, now) for row in rows]


async def close(
    session: AsyncSession, promise_id: int, coach_id: int, how: str, now: datetime
) -> bool:
    """Close a coach's own promise; False if it was already closed or isn't theirs."""
    return await _change(session, promise_id, coach_id, closed_at=now, closed_as=how)


async def move(session: AsyncSession, promise_id: int, coach_id: int, to: date) -> bool:
    """Move a promise to another day; False if it is closed or not theirs."""
    return await _change(session, promise_id, coach_id, due=to, told_at=None, taken_at=None)


async def take_untold(
    session: AsyncSession, now: datetime, again: timedelta, limit: int
) -> list[ToTell]:
    """
    Claim promises that may be due and whose coach hasn't been reminded.

    Args:
        again: The time after which a claimed promise without a reminder is claimed again.
    """
    untold = (
        select(PromiseRow.id)
        .join(WorkspaceRow, col(WorkspaceRow.id) == col(PromiseRow.workspace_id))
        .where(col(PromiseRow.closed_at).is_(None), col(PromiseRow.told_at).is_(None))
        # Include coaches a day ahead of UTC.
        .where(col(PromiseRow.due) <= (now + timedelta(days=1)).date())
        .where(or_(col(PromiseRow.taken_at).is_(None), col(PromiseRow.taken_at) <= now - again))
        .where(col(WorkspaceRow.stopped_at).is_(None), ours(session, PromiseRow.workspace_id))
        .order_by(col(PromiseRow.taken_at), col(PromiseRow.id))
        .limit(limit)
        .with_for_update(skip_locked=True, of=PromiseRow)
    )
    taken = await session.exec(
        update(PromiseRow)
        .where(col(PromiseRow.id).in_(untold.scalar_subquery()))
        .values(taken_at=now)
        .returning(col(PromiseRow.id))
    )
    return await _to_tell(session, list(taken.scalars()))


async def note_told(session: AsyncSession, promise_id: int, at: datetime) -> None:
    """Record that a coach was reminded."""
    await session.exec(
        update(PromiseRow).where(col(PromiseRow.id) == promise_id).values(told_at=at)
    )


async def _change(session: AsyncSession, promise_id: int, coach_id: int, **values: object) -> bool:
    changed = await session.exec(
        update(PromiseRow)
        .where(col(PromiseRow.id) == promise_id, col(PromiseRow.coach_id) == coach_id)
        .where(col(PromiseRow.closed_at).is_(None))
        .values(**values)
        .returning(col(PromiseRow.id))
    )
    return changed.first() is not None


async def _to_tell(session: AsyncSession, ids: Sequence[int | None]) -> list[ToTell]:
    if not ids:
        return []
    rows = await session.exec(
        select(PromiseRow, MemberRow.slack_id, CoachRow, WorkspaceRow)
        .join(MemberRow, col(MemberRow.id) == col(PromiseRow.member_id))
        .join(CoachRow, col(CoachRow.id) == col(PromiseRow.coach_id))
        .join(WorkspaceRow, col(WorkspaceRow.id) == col(PromiseRow.workspace_id))
        .where(col(PromiseRow.id).in_(ids))
        .where(col(PromiseRow.member_id).in_(readers.members_read_by(col(PromiseRow.coach_id))))
    )
    return [
        ToTell(workspace_of(workspace), coach_of(coach), member, _promise(row))
        for row, member, coach, workspace in rows
    ]


def _promise(row: PromiseRow) -> Promise:
    return Promise(row.id or 0, row.text, row.due, row.created_at, row.closed_at)


def _item(row: PromiseRow, member: MemberRow, team_id: str, now: datetime) -> FollowUp:
    person = member_of(member)
    today = local_date(person.cadence, now)
    return FollowUp(
        id=row.id or 0,
        member_id=row.member_id,
        slack_id=member.slack_id,
        name=member.name,
        reason=Reason.PROMISE,
        opened_at=row.created_at,
        reach_by=row.due,
        detail=row.text,
        away=away(person, today),
        away_until=away_until(person, today),
        team_id=team_id,
    )
