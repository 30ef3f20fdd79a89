"""What a look each second finds to do, in one statement: nearly always it's nothing."""

from dataclasses import astuple, dataclass
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
from bot.store.enrolment.enrolments import ACTIVE
from bot.store.plans.plans import ASKABLE, with_people
from bot.store.tables import CoachHomeRow, DeliveryRow, EnrolmentRow, MemberRow, OutboxRow, PlanRow


@dataclass(frozen=True, slots=True)
class Waiting:
    """
    Work that may be done now, each kind by its name.

    False is certain. True means that it's worth a closer look by whoever does this work: a
    workspace may be held, or another process quicker.

    Attributes:
        enrolments: Turns to be planned.
        deliveries: Posts to be made.
        late: Deliveries whose hours closed before they went out.
        leases: Claims that ran out.
        posts: Posts whose end is not known yet.
        plans: Plans to be asked about.
        reminders: Nudges that may need their reminder.
        offers: Long pauses to be asked about.
        cards: Cards and ticks that don't say what is true.
        homes: Coaches' Homes that don't.
    """

    enrolments: bool = False
    deliveries: bool = False
    late: bool = False
    leases: bool = False
    posts: bool = False
    plans: bool = False
    reminders: bool = False
    offers: bool = False
    cards: bool = False
    homes: bool = False

    @property
    def anything(self) -> bool:
        return any(astuple(self))


async def look(session: Session, now: datetime, lease: timedelta) -> Waiting:
    """
    Look for work of every kind in the workspaces that this process serves.

    Args:
        lease: The longest there is; one that ends much later was taken before the clock was put
            back.
    """
    ids = served(session)
    given = {"now": now, "far": now + FAR, "far_lease": now + 2 * lease, "ours": sorted(ids or ())}
    connection = await session.connection()
    found = await connection.execute(_looking(narrowed=ids is not None), given)
    return Waiting(*map(bool, found.one()))


@cache
def _looking(*, narrowed: bool) -> Select[Any]:
    """Build the statement once: that takes longer than to have it answered."""
    ours: Any = bindparam("ours", expanding=True)

    def any_of(at: Any, workspace_id: int, *where: Any, join: Any = lambda rows: rows) -> Any:
        # In the order of its index, so that no planner reads the whole table for the one it wants.
        rows: Any = join(select(at)).where(*where).order_by(at).limit(1)
        return exists(rows.where(col(workspace_id).in_(ours)) if narrowed else rows)

    now, far, far_lease = (bindparam(name, type_=Utc()) for name in ("now", "far", "far_lease"))
    workspace = DeliveryRow.workspace_id
    next_due, not_before = col(EnrolmentRow.next_due_at), col(DeliveryRow.not_before)
    expires, lease = col(DeliveryRow.expires_at), col(DeliveryRow.lease_until)
    started, reminds = col(DeliveryRow.started_at), col(DeliveryRow.remind_at)
    asks, offers = col(PlanRow.asks_at), col(MemberRow.offer_at)
    card, home = col(OutboxRow.not_before), col(CoachHomeRow.not_before)
    return select(
        any_of(next_due, EnrolmentRow.workspace_id, ACTIVE, next_due <= now),
        any_of(not_before, workspace, DUE, not_before <= now),
        any_of(expires, workspace, DUE, expires <= now),
        any_of(lease, workspace, CLAIMED, or_(lease <= now, lease > far_lease)),
        any_of(started, workspace, SENDING),
        any_of(asks, PlanRow.workspace_id, *ASKABLE, asks <= now, join=with_people),
        any_of(reminds, workspace, reminds <= now),
        any_of(offers, MemberRow.workspace_id, offers <= now),
        any_of(card, OutboxRow.workspace_id, or_(card <= now, card > far)),
        any_of(home, CoachHomeRow.workspace_id, or_(home <= now, home > far)),
    )
