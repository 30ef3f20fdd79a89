"""Retention of members' and coaches' words: find members to notify, and erase old words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Executable,
    and_,
    case,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlmodel import col
from sqlmodel import select as rows_of
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.people.people import Member, Workspace
from bot.domain.plans.plan import Closed
from bot.store.database.erased_pages import erases_words
from bot.store.database.served import ours
from bot.store.follow_up import coach_homes
from bot.store.people.people import member_of, workspace_of
from bot.store.tables import (
    CoachMessageRow,
    InboxRow,
    MemberRow,
    NoteRow,
    PlanRow,
    PromiseRow,
    ReplyRow,
    WorkspaceRow,
)

HAS_WORDS: ColumnElement[bool] = literal_column("(reply.text <> '' OR reply.plan <> '')")
HAS_BODY: ColumnElement[bool] = literal_column("(inbox.body <> '' AND inbox.done_at IS NOT NULL)")
IS_WORDED: ColumnElement[bool] = literal_column("plan.text <> ''")
IS_SAID: ColumnElement[bool] = literal_column("coach_message.text <> ''")
"""Literals, so that both databases use the partial indexes."""

OVER = case((col(PlanRow.closed_as) == "", Closed.DROPPED), else_=col(PlanRow.closed_as))


@dataclass(frozen=True, slots=True)
class ToTell:
    """A member with old words who hasn't been notified."""

    workspace: Workspace
    member: Member


async def take_untold(
    session: AsyncSession, now: datetime, before: datetime, again: timedelta, limit: int
) -> list[ToTell]:
    """
    Claim members with words from before *before* who haven't been told these will be erased.

    Args:
        again: The time after which a claimed member who wasn't told is claimed again.
    """
    wordy = select(col(ReplyRow.member_id)).where(HAS_WORDS, col(ReplyRow.changed_at) <= before)
    untold = (
        select(col(MemberRow.id))
        .where(col(MemberRow.keeps_words).is_(False), col(MemberRow.words_told_at).is_(None))
        .where(_not_taken(now - again), _here(), ours(session, MemberRow.workspace_id))
        .where(col(MemberRow.id).in_(wordy))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = await session.exec(
        update(MemberRow)
        .where(col(MemberRow.id).in_(untold.scalar_subquery()))
        .values(words_taken_at=now)
        .returning(col(MemberRow.id))
    )
    return await _read(session, list(taken.scalars()))


async def note_told(session: AsyncSession, member_id: int, at: datetime) -> None:
    """Record that a member was notified; from now on their old words may be erased."""
    await session.exec(
        update(MemberRow).where(col(MemberRow.id) == member_id).values(words_told_at=at)
    )


async def erase_words(
    session: AsyncSession, now: datetime, old: datetime, notice: timedelta, limit: int
) -> int:
    """
    Erase words last changed before *old*, but keep the fact that there were some.

    Notified members have had their notice; members who can't be notified any more get as long.

    Returns:
        The number of replies that lost their words.
    """
    told = and_(col(MemberRow.words_told_at) <= now - notice, col(ReplyRow.changed_at) <= old)
    gone = and_(~_here(), col(ReplyRow.changed_at) <= old - notice)
    doomed = (
        select(col(ReplyRow.id))
        .join(MemberRow, col(MemberRow.id) == col(ReplyRow.member_id))
        .where(HAS_WORDS, col(ReplyRow.changed_at) <= old, ours(session, ReplyRow.workspace_id))
        .where(col(MemberRow.keeps_words).is_(False), or_(told, gone))
        .limit(limit)
        .with_for_update(skip_locked=True, of=ReplyRow)
    )
    erased = await session.exec(
        update(ReplyRow)
        .where(col(ReplyRow.id).in_(doomed.scalar_subquery()))
        .values(text="", plan="", aged_at=now, withheld=False)
        .returning(col(ReplyRow.member_id))
    )
    return await _erased(session, erased.scalars().all(), now)


async def erase_plans(session: AsyncSession, now: datetime, old: datetime, limit: int) -> int:
    """
    Erase the text of plans whose nudge has lost its words, and close those plans.

    A plan that is still to be asked about, or was answered since *old*, keeps its words for now.

    Returns:
        The number of plans that lost their words.
    """
    latest = (PlanRow.created_at, PlanRow.asks_at, PlanRow.came_at)
    worded = exists().where(HAS_WORDS, col(ReplyRow.delivery_id) == col(PlanRow.delivery_id))
    doomed = (
        select(col(PlanRow.id))
        .where(IS_WORDED, *(func.coalesce(at, PlanRow.created_at) <= old for at in latest))
        .where(~worded, ours(session, PlanRow.workspace_id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    erased = await session.exec(
        update(PlanRow)
        .where(col(PlanRow.id).in_(doomed.scalar_subquery()))
        .values(text="", after="", closed_as=OVER)
        .returning(col(PlanRow.member_id))
    )
    return await _erased(session, erased.scalars().all(), now)


async def erase_coachs(session: AsyncSession, old: datetime) -> None:
    """
    Erase coaches' old notes, closed promises and messages.

    A message stays as long as its member keeps their own words. The fact that there was one always
    stays.
    """
    mine = col(MemberRow.id) == col(CoachMessageRow.member_id)
    keeping = exists().where(mine, col(MemberRow.keeps_words).is_(True))
    aged: tuple[Executable, ...] = (
        delete(NoteRow).where(col(NoteRow.created_at) <= old, ours(session, NoteRow.workspace_id)),
        delete(PromiseRow)
        .where(col(PromiseRow.closed_at) <= old)
        .where(ours(session, PromiseRow.workspace_id)),
        update(CoachMessageRow)
        .where(IS_SAID, col(CoachMessageRow.created_at) <= old)
        .where(~keeping, ours(session, CoachMessageRow.workspace_id))
        .values(text=""),
    )
    connection = await session.connection()
    _gone(session, sum([(await connection.execute(one)).rowcount for one in aged]))


async def erase_letters(session: AsyncSession, old: datetime) -> None:
    """Erase the bodies of abandoned events; they hold words too."""
    connection = await session.connection()
    erased = await connection.execute(
        update(InboxRow)
        .where(HAS_BODY, col(InboxRow.received_at) <= old, ours(session, InboxRow.workspace_id))
        .values(body="")
    )
    _gone(session, erased.rowcount)


async def _erased(session: AsyncSession, member_ids: Sequence[int], now: datetime) -> int:
    """Record that these members' words were erased, and update their coaches' Homes."""
    await coach_homes.owe_readers(session, set(member_ids), now)
    return _gone(session, len(member_ids))


def _gone(session: AsyncSession, rows: int) -> int:
    if rows:
        erases_words(session)
    return rows


def _here() -> ColumnElement[bool]:
    """Members who can be notified."""
    return and_(col(MemberRow.deactivated_at).is_(None), col(MemberRow.unreachable) == "")


def _not_taken(since: datetime) -> ColumnElement[bool]:
    taken_at = col(MemberRow.words_taken_at)
    return or_(taken_at.is_(None), taken_at <= since)


async def _read(session: AsyncSession, ids: list[int | None]) -> list[ToTell]:
    if not ids:
        return []
    rows = await session.exec(
        rows_of(MemberRow, WorkspaceRow)
        .join(WorkspaceRow, col(WorkspaceRow.id) == col(MemberRow.workspace_id))
        .where(col(MemberRow.id).in_(ids), col(WorkspaceRow.stopped_at).is_(None))
        .order_by(col(MemberRow.id))
    )
    return [ToTell(workspace_of(workspace), member_of(member)) for member, workspace in rows]
