"""Claim due deliveries, fairly between workspaces and at each workspace's pace."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select, update
from sqlmodel import col

from bot.domain.delivery.ledger import State
from bot.domain.delivery.pace import KEPT, Pace, holds
from bot.store.database.engine import Session
from bot.store.database.served import ours
from bot.store.delivery import ledger
from bot.store.delivery.ledger import CLAIMED, DUE, Claimed, read_claimed
from bot.store.tables import DeliveryRow, WorkspaceRow

LOOK_AHEAD = 5
"""Candidates read per delivery wanted, so that many workspaces are among them."""

AT_LEAST = 200
"""The fewest candidates to read, however few deliveries are wanted."""


LONGEST_QUIET = timedelta(minutes=15)
"""Longest time a workspace is left alone; a longer limit has to be reported again."""


@dataclass(frozen=True, slots=True)
class Claim:
    """
    A request to claim deliveries.

    Attributes:
        owner: The process.
        until: The time the claim expires.
        limit: The most deliveries to claim.
        share: The most deliveries to claim for one workspace.
        passed_over: Workspaces that already have their share.
    """

    owner: str
    until: datetime
    limit: int
    share: int
    passed_over: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    id: int
    workspace_id: int
    paced_at: datetime | None


async def claim(
    session: Session, wanted: Claim, pace: Pace, now: datetime
) -> tuple[list[Claimed], int]:
    """
    Claim due deliveries, oldest first, so that no workspace keeps others waiting.

    Deliveries that their workspace's pace doesn't allow yet are rescheduled instead. Replicas on
    PostgreSQL skip each other's rows (`SKIP LOCKED`).

    Returns:
        The claimed deliveries, and the number of candidates read: none means nothing is due.
    """
    candidates = await _candidates(session, wanted, now)
    allowed = await _allowed(session, candidates, pace, now)
    return await _take(session, wanted, allowed), len(candidates)


async def claim_these(
    session: Session, wanted: Claim, delivery_ids: Sequence[int], now: datetime
) -> list[Claimed]:
    """
    Claim these due deliveries ahead of all others, because a person is waiting for them.

    Deliveries of a workspace that can't be posted to right now stay due.
    """
    connection = await session.connection()
    found = await connection.scalars(
        select(col(DeliveryRow.id))
        .where(DUE, col(DeliveryRow.id).in_(delivery_ids))
        .where(col(DeliveryRow.workspace_id).not_in(closed(now)))
    )
    return await _take(session, wanted, [id_ for id_ in found if id_])


async def release(session: Session, now: datetime, lease: timedelta) -> int:
    """
    Release claims whose lease has expired; nothing was sent under them.

    Args:
        lease: The longest possible lease. A lease that ends much later was taken before the clock
            was set back; one that ends a little later, by a process whose clock is ahead of ours.
    """
    ends = col(DeliveryRow.lease_until)
    expired = or_(ends <= now, ends > now + 2 * lease)
    here = ours(session, DeliveryRow.workspace_id)
    return len(await ledger.release(session, CLAIMED, expired, here))


async def reserve(
    session: Session, pace: Pace, workspaces: Sequence[int], now: datetime
) -> list[datetime]:
    """
    Reserve a posting time for each of these posts at its workspace's pace.

    Args:
        workspaces: The workspace of each post.

    Returns:
        The time of each post; all are *now* if no pace is set.
    """
    if pace.per_second is None or not workspaces:
        return [now] * len(workspaces)
    connection = await session.connection()
    counted = Counter(workspaces)
    rows = await connection.execute(
        # Lock in id order, so that two processes never deadlock.
        select(col(WorkspaceRow.id), col(WorkspaceRow.paced_from), col(WorkspaceRow.paced_until))
        .where(col(WorkspaceRow.id).in_(counted))
        .order_by(col(WorkspaceRow.id))
        .with_for_update(key_share=True)
    )
    given = {
        workspace: pace.times(_still(asked, until, now), now, counted[workspace])
        for workspace, asked, until in rows
        if workspace is not None
    }
    await connection.execute(
        update(WorkspaceRow.__table__)  # type: ignore[attr-defined]
        .where(col(WorkspaceRow.id) == bindparam("b_id"))
        .values(paced_from=now, paced_until=bindparam("b_until")),
        [{"b_id": workspace, "b_until": until} for workspace, (_, until) in given.items()],
    )
    queues = {workspace: iter(times) for workspace, (times, _) in given.items()}
    return [next(queues[workspace]) for workspace in workspaces]


async def quieten(session: Session, quiet: dict[int, datetime], now: datetime) -> None:
    """Post nothing to these workspaces before their time, at most `LONGEST_QUIET` ahead."""
    for workspace_id, asked in sorted(quiet.items()):
        until = min(asked, now + LONGEST_QUIET)
        await session.exec(
            update(WorkspaceRow)
            .where(col(WorkspaceRow.id) == workspace_id)
            .where(_past(until))
            .values(quiet_until=until)
        )


def closed(now: datetime) -> Select[int | None]:
    """Select the workspaces that nothing may be posted to right now."""
    # A quiet time that ends much later was set before the clock was set back.
    until = col(WorkspaceRow.quiet_until)
    quiet = and_(until > now, until <= now + LONGEST_QUIET)
    stopped = col(WorkspaceRow.stopped_at).is_not(None)
    return select(col(WorkspaceRow.id)).where(or_(stopped, quiet))


async def _candidates(session: Session, wanted: Claim, now: datetime) -> list[_Candidate]:
    due = (
        select(
            col(DeliveryRow.id),
            col(DeliveryRow.workspace_id),
            col(DeliveryRow.paced_at),
            col(DeliveryRow.not_before),
        )
        .where(DUE, col(DeliveryRow.not_before) <= now, col(DeliveryRow.expires_at) > now)
        .where(ours(session, DeliveryRow.workspace_id))
        .where(col(DeliveryRow.workspace_id).not_in(closed(now)))
        .where(col(DeliveryRow.workspace_id).not_in(wanted.passed_over))
        .order_by(col(DeliveryRow.not_before), col(DeliveryRow.id))
        .limit(max(LOOK_AHEAD * wanted.limit, AT_LEAST))
        .subquery()
    )
    order = (due.c.not_before, due.c.id)
    place = func.row_number().over(partition_by=due.c.workspace_id, order_by=order)
    ranked = select(due, place.label("place")).subquery()
    connection = await session.connection()
    rows = await connection.execute(
        select(ranked.c.id, ranked.c.workspace_id, ranked.c.paced_at)
        .where(ranked.c.place <= wanted.share)
        .order_by(ranked.c.not_before, ranked.c.id)
        .limit(wanted.limit)
    )
    return [_Candidate(*row) for row in rows]


async def _allowed(
    session: Session, candidates: Sequence[_Candidate], pace: Pace, now: datetime
) -> list[int]:
    """Return the candidates that may go out now; reschedule the rest at their workspace's pace."""
    if pace.per_second is None:
        return [candidate.id for candidate in candidates]
    anew = [c for c in candidates if not holds(c.paced_at, now)]
    times = await reserve(session, pace, [c.workspace_id for c in anew], now)
    later = {c.id: at for c, at in zip(anew, times, strict=True) if at > now}
    await _put_off(session, later)
    return [c.id for c in candidates if c.id not in later]


async def _put_off(session: Session, later: dict[int, datetime]) -> None:
    if not later:
        return
    connection = await session.connection()
    await connection.execute(
        update(DeliveryRow.__table__)  # type: ignore[attr-defined]
        .where(DUE, col(DeliveryRow.id) == bindparam("b_id"))
        .values(not_before=bindparam("b_at"), paced_at=bindparam("b_at")),
        [{"b_id": delivery, "b_at": at} for delivery, at in sorted(later.items())],
    )


async def _take(session: Session, wanted: Claim, delivery_ids: Sequence[int]) -> list[Claimed]:
    if not delivery_ids:
        return []
    free = (
        select(col(DeliveryRow.id))
        .where(DUE, col(DeliveryRow.id).in_(delivery_ids))
        .with_for_update(skip_locked=True, key_share=True)
    )
    taken = await session.exec(
        update(DeliveryRow)
        .where(col(DeliveryRow.id).in_(free.scalar_subquery()))
        .values(state=State.CLAIMED, owner=wanted.owner, lease_until=wanted.until)
        .returning(col(DeliveryRow.id))
    )
    return await read_claimed(session, [row for row in taken.scalars() if row is not None])


def _still(asked: datetime | None, until: datetime | None, now: datetime) -> datetime | None:
    """Return the time up to which posts are reserved, unless the clock was set back since."""
    return until if asked is not None and asked <= now + KEPT else None


def _past(until: datetime) -> ColumnElement[bool]:
    return or_(col(WorkspaceRow.quiet_until).is_(None), col(WorkspaceRow.quiet_until) < until)
