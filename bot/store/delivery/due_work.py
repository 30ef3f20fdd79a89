"""Check for work of every kind in one statement. It runs each second and rarely finds any."""

from dataclasses import astuple, dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, exists, or_, select
from sqlmodel import col

from bot.store.database.engine import Session
from bot.store.database.served import served
from bot.store.database.types import Utc
from bot.store.delivery.ledger import CLAIMED, DUE, SENDING
from bot.store.delivery.outbox import FAR
from bot.store.delivery.timer import Timer
from bot.store.enrolment.enrolments import ACTIVE
from bot.store.tables import CoachHomeRow, DeliveryRow, EnrolmentRow, OutboxRow


@dataclass(frozen=True, slots=True)
class Waiting:
    """
    The kinds of work that may be due now.

    False is certain. True means the worker should look closer: a workspace may be held, or another
    process may get there first.

    Attributes:
        enrolments: Turns to plan.
        deliveries: Deliveries to post.
        late: Deliveries that missed their sending window.
        leases: Expired claims.
        posts: Posts whose outcome is unknown.
        cards: Outdated cards and ticks.
        homes: Outdated Home tabs of coaches.
        timers: The timers, by their place, that may have gone off.
    """

    enrolments: bool = False
    deliveries: bool = False
    late: bool = False
    leases: bool = False
    posts: bool = False
    cards: bool = False
    homes: bool = False
    timers: tuple[bool, ...] = field(default=(), kw_only=True)

    @property
    def anything(self) -> bool:
        *kinds, timers = astuple(self)
        return any(kinds) or any(timers)


async def look(
    session: Session, now: datetime, lease: timedelta, timers: tuple[Timer, ...]
) -> Waiting:
    """
    Check for work of every kind in the workspaces that this process serves.

    Args:
        lease: The longest possible lease; one that ends much later was taken before the clock was
            set back.
        timers: Those of the kinds of messages that have a time of their own.
    """
    ids = served(session)
    given = {"now": now, "far": now + FAR, "far_lease": now + 2 * lease, "ours": sorted(ids or ())}
    connection = await session.connection()
    found = await connection.execute(_looking(timers, narrowed=ids is not None), given)
    seen = [bool(there) for there in found.one()]
    known = len(seen) - len(timers)
    return Waiting(*seen[:known], timers=tuple(seen[known:]))


@cache
def _looking(timers: tuple[Timer, ...], *, narrowed: bool) -> Select[Any]:
    """Build the statement once; that takes longer than running it."""
    ours: Any = bindparam("ours", expanding=True)

    def any_of(at: Any, workspace_id: int, *where: Any, join: Any = lambda rows: rows) -> Any:
        # Order by the index, so that no planner reads the whole table to find one row.
        rows: Any = join(select(at)).where(*where).order_by(at).limit(1)
        return exists(rows.where(col(workspace_id).in_(ours)) if narrowed else rows)

    now, far, far_lease = (bindparam(name, type_=Utc()) for name in ("now", "far", "far_lease"))
    workspace = DeliveryRow.workspace_id
    next_due, not_before = col(EnrolmentRow.next_due_at), col(DeliveryRow.not_before)
    expires, lease = col(DeliveryRow.expires_at), col(DeliveryRow.lease_until)
    started = col(DeliveryRow.started_at)
    card, home = col(OutboxRow.not_before), col(CoachHomeRow.not_before)
    return select(
        any_of(next_due, EnrolmentRow.workspace_id, ACTIVE, next_due <= now),
        any_of(not_before, workspace, DUE, not_before <= now),
        any_of(expires, workspace, DUE, expires <= now),
        any_of(lease, workspace, CLAIMED, or_(lease <= now, lease > far_lease)),
        any_of(started, workspace, SENDING),
        any_of(card, OutboxRow.workspace_id, or_(card <= now, card > far)),
        any_of(home, CoachHomeRow.workspace_id, or_(home <= now, home > far)),
        *(
            any_of(one.at, one.workspace_id, *one.where, one.at <= now, join=one.join)
            for one in timers
        ),
    )
