"""Find posts whose outcome is unknown, and claim them to check whether they arrived."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlmodel import col

from bot.store.database.engine import Session
from bot.store.database.served import ours
from bot.store.delivery.ledger import SENDING, Claimed, read_claimed
from bot.store.tables import DeliveryRow, WorkspaceRow

LIMIT = 300
"""The most posts claimed at once, over all workspaces; each needs a call to Slack soon."""


LONGEST_REST = timedelta(minutes=15)
"""Longest time a workspace isn't checked; a longer limit has to be reported again."""


@dataclass(frozen=True, slots=True)
class Search:
    """
    A request to claim unconfirmed posts.

    Attributes:
        owner: The process.
        quiet: T + S: time after the recorded intent until no process can still be posting.
        each: The most posts to check in one workspace.
        rest: Time to leave that workspace alone from now, to keep to its rate limit.
        passed_over: Workspaces this process is already checking.
    """

    owner: str
    quiet: timedelta
    each: int
    rest: timedelta
    passed_over: Collection[int] = ()


async def exist(session: Session, quiet: timedelta, now: datetime) -> bool:
    """Return True if any post is unconfirmed; usually none is."""
    connection = await session.connection()
    doubtful = or_(and_(*_doubtful(quiet, now)), _from_the_future(quiet, now))
    found = (
        select(col(DeliveryRow.id))
        .where(SENDING, doubtful, ours(session, DeliveryRow.workspace_id))
        .limit(1)
    )
    return await connection.scalar(found) is not None


async def clock_put_back(session: Session, quiet: timedelta, now: datetime) -> None:
    """Restart the wait of posts that began before the clock was set back."""
    await session.exec(
        update(DeliveryRow)
        .where(_from_the_future(quiet, now), ours(session, DeliveryRow.workspace_id))
        .values(started_at=now, lease_until=None)
    )


async def take(session: Session, wanted: Search, now: datetime) -> list[Claimed]:
    """Claim the oldest unconfirmed posts of each workspace that may be checked now."""
    connection = await session.connection()
    here = ours(session, DeliveryRow.workspace_id)
    candidates = (await connection.execute(_oldest_of_each(wanted, now, here))).all()
    may = await _reserve(session, {row.workspace_id for row in candidates}, wanted.rest, now)
    ids = [row.id for row in candidates if row.workspace_id in may]
    return await _take(session, wanted, ids, *_doubtful(wanted.quiet, now), until=now)


async def take_one(
    session: Session, wanted: Search, delivery_id: int, now: datetime
) -> list[Claimed]:
    """Claim one post at once, even if another process holds it: there is proof that it arrived."""
    connection = await session.connection()
    doubtful = await connection.scalars(
        select(col(DeliveryRow.workspace_id))
        .where(SENDING, col(DeliveryRow.id) == delivery_id)
        .where(col(DeliveryRow.workspace_id).not_in(wanted.passed_over))
    )
    if not await _reserve(session, doubtful.all(), wanted.rest, now):
        return []
    return await _take(session, wanted, [delivery_id], SENDING, until=now)


async def look_again(
    session: Session, owner: str, delivery: Claimed, not_before: datetime
) -> None:
    """Record that a post wasn't found; no process looks again before *not_before*."""
    await session.exec(
        update(DeliveryRow)
        .where(SENDING, col(DeliveryRow.id) == delivery.id, col(DeliveryRow.owner) == owner)
        .values(looks=DeliveryRow.looks + 1, lease_until=not_before)
    )


async def put_off(
    session: Session, owner: str, deliveries: Sequence[Claimed], until: datetime
) -> None:
    """Check none of these before *until*."""
    await session.exec(
        update(DeliveryRow)
        .where(SENDING, col(DeliveryRow.id).in_([delivery.id for delivery in deliveries]))
        .where(col(DeliveryRow.owner) == owner)
        .values(lease_until=until)
    )


async def rest(session: Session, workspace_id: int, until: datetime) -> None:
    """Check nothing in a workspace before *until*."""
    await session.exec(
        update(WorkspaceRow)
        .where(col(WorkspaceRow.id) == workspace_id, _free(until))
        .values(looks_from=until)
    )


def _from_the_future(quiet: timedelta, now: datetime) -> ColumnElement[bool]:
    return and_(SENDING, col(DeliveryRow.started_at) > now + quiet)


def _doubtful(quiet: timedelta, now: datetime) -> tuple[ColumnElement[bool], ...]:
    lease = col(DeliveryRow.lease_until)
    over = or_(lease.is_(None), lease <= now)
    return SENDING, col(DeliveryRow.started_at) <= now - quiet, over


def _oldest_of_each(wanted: Search, now: datetime, here: ColumnElement[bool]) -> Select[Any]:
    order = (col(DeliveryRow.started_at), col(DeliveryRow.id))
    place = func.row_number().over(partition_by=col(DeliveryRow.workspace_id), order_by=order)
    doubts = (
        select(
            col(DeliveryRow.id),
            col(DeliveryRow.workspace_id),
            col(DeliveryRow.started_at),
            place.label("place"),
        )
        .join(WorkspaceRow, col(WorkspaceRow.id) == col(DeliveryRow.workspace_id))
        .where(*_doubtful(wanted.quiet, now), _free(now), here)
        .where(col(WorkspaceRow.stopped_at).is_(None))
        .where(col(DeliveryRow.workspace_id).not_in(wanted.passed_over))
        .subquery()
    )
    return (
        select(doubts.c.id, doubts.c.workspace_id)
        .where(doubts.c.place <= wanted.each)
        .order_by(doubts.c.started_at, doubts.c.id)
        .limit(LIMIT)
    )


async def _reserve(
    session: Session, workspaces: Collection[int], rest: timedelta, now: datetime
) -> set[int]:
    """Reserve the workspaces that may be checked; each goes to only one process."""
    free = (
        select(col(WorkspaceRow.id))
        .where(col(WorkspaceRow.id).in_(workspaces), _free(now))
        .with_for_update(skip_locked=True, key_share=True)
    )
    reserved = await session.exec(
        update(WorkspaceRow)
        .where(col(WorkspaceRow.id).in_(free.scalar_subquery()))
        .values(looks_from=now + rest)
        .returning(col(WorkspaceRow.id))
    )
    return {row for row in reserved.scalars() if row is not None}


def _free(at: datetime) -> ColumnElement[bool]:
    looks_from = col(WorkspaceRow.looks_from)
    # A time much further ahead was set before the clock was set back.
    return or_(looks_from.is_(None), looks_from <= at, looks_from > at + LONGEST_REST)


async def _take(
    session: Session,
    wanted: Search,
    ids: Sequence[int],
    *conditions: ColumnElement[bool],
    until: datetime,
) -> list[Claimed]:
    free = (
        select(col(DeliveryRow.id))
        .where(col(DeliveryRow.id).in_(ids), *conditions)
        .with_for_update(skip_locked=True, key_share=True)
    )
    taken = await session.exec(
        update(DeliveryRow)
        .where(col(DeliveryRow.id).in_(free.scalar_subquery()))
        .values(owner=wanted.owner, lease_until=until + wanted.quiet)
        .returning(col(DeliveryRow.id))
    )
    return await read_claimed(session, [row for row in taken.scalars() if row is not None])
