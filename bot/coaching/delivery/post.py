"""
Post one delivery: record the intent → post → record the outcome.

The order is what makes it safe (docs/decisions, the delivery ledger): after a crash between any
two steps, the ledger shows what may be retried. No call to Slack is made inside a transaction.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.coaching.delivery import access, outcomes
from bot.coaching.delivery.kind import kinds
from bot.coaching.enrolment import new_reader
from bot.coaching.ports import Address, Coaching, Item, Place
from bot.domain.delivery.ledger import State
from bot.domain.errors import DeliveryFailed, OutcomeUnknown
from bot.store.database.engine import Session
from bot.store.database.group_commit import GroupCommit
from bot.store.delivery import ledger
from bot.store.delivery.ledger import Claimed, Mark

ADMINS_MEND = frozenset({"messages_tab_disabled", "restricted_action"})
"""Refusals that an admin of the workspace can fix."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A claimed delivery with its message, or None for a nudge its author has retired."""

    delivery: Claimed
    item: Item | None


class Post:
    """Posts parcels concurrently; their intents and marks share transactions."""

    def __init__(self, coaching: Coaching) -> None:
        self._coaching = coaching
        self._intend = GroupCommit[int, datetime | None](coaching.store, self._write_intents)
        self._mark = GroupCommit[Mark, None](coaching.store, self._write_marks)

    async def __call__(self, parcel: Parcel) -> None:
        """
        Post one parcel, and record its outcome.

        An unexpected error doesn't hold up other deliveries: the ledger knows how far this one
        got, and after enough tries it fails (see `reconcile`).
        """
        try:
            await self._deliver(parcel)
        except Exception:
            log.exception("delivery %s: unforeseen", parcel.delivery.id)

    async def _deliver(self, parcel: Parcel) -> None:
        if parcel.item is None:
            retired = Mark(
                parcel.delivery, State.SKIPPED, "skipped", self._coaching.clock(), "retired"
            )
            await self._mark(retired)
        elif started_at := await self._intend(parcel.delivery.id):
            mark = await self._attempt(parcel.delivery, parcel.item, started_at)
            await self._mark(mark)
            if mark.result == outcomes.MEMBER_GONE and mark.reason in ADMINS_MEND:
                await access.tell_admins(self._coaching, parcel.delivery.workspace, mark.reason)
            if mark.state is State.SENT and parcel.delivery.introduces_id is not None:
                delivery = parcel.delivery
                await new_reader.begin(self._coaching, delivery.workspace, delivery.member_id)

    async def _attempt(self, delivery: Claimed, item: Item, started_at: datetime) -> Mark:
        to = Address(delivery.workspace, delivery.slack_id, delivery.channel)
        try:
            place = await self._coaching.messenger.post(to, item, started_at)
        except DeliveryFailed as failure:
            _log_refusal(delivery, failure)
            return self._refused(delivery, failure)
        except OutcomeUnknown as doubt:
            log.warning("delivery %s: no clear answer (%s)", delivery.id, doubt.reason)
            return self._unknown(delivery, doubt)
        return _sent(delivery, place, self._coaching.clock())

    def _refused(self, delivery: Claimed, failure: DeliveryFailed) -> Mark:
        now, patience = self._coaching.clock(), self._coaching.patience
        if failure.whole_workspace or failure.held:
            result = outcomes.HELD if failure.held else outcomes.WORKSPACE_GONE
            return Mark(delivery, State.DUE, result, now, failure.reason, counts=False)
        if failure.member_gone:
            retries = kinds().of(delivery.form, delivery.reason).policy.takes_day
            state = State.DUE if retries else State.FAILED
            return Mark(delivery, state, outcomes.MEMBER_GONE, now, failure.reason, counts=False)
        tries = delivery.attempts + 1
        given_up = tries >= patience.tries and failure.retry_after is None
        if failure.permanent or given_up:
            return Mark(delivery, State.FAILED, "refused", now, failure.reason)
        again = patience.retry_at(now, delivery.id, tries, failure.retry_after)
        quiet = None if failure.retry_after is None else again
        return Mark(
            delivery,
            State.DUE,
            "refused",
            now,
            failure.reason,
            not_before=again,
            quiet_until=quiet,
            counts=failure.retry_after is None,
        )

    def _unknown(self, delivery: Claimed, doubt: OutcomeUnknown) -> Mark:
        """Keep the outcome open, and back off from a workspace that timed out: others answer."""
        now = self._coaching.clock()
        quiet = now + self._coaching.patience.back_off if doubt.slow else None
        return Mark(delivery, State.SENDING, "unknown", now, doubt.reason, quiet_until=quiet)

    async def _write_intents(
        self, session: Session, delivery_ids: Sequence[int]
    ) -> list[datetime | None]:
        started_at = self._coaching.clock()
        granted = await ledger.intend(session, self._coaching.owner, delivery_ids, started_at)
        return [started_at if delivery in granted else None for delivery in delivery_ids]

    async def _write_marks(self, session: Session, marks: Sequence[Mark]) -> list[None]:
        await outcomes.write(session, self._coaching.owner, marks, self._coaching.clock())
        return [None] * len(marks)


def _log_refusal(delivery: Claimed, failure: DeliveryFailed) -> None:
    """Log a warning for refusals that somebody has to look into."""
    if failure.permanent and not (failure.member_gone or failure.whole_workspace):
        log.warning(
            "delivery %s: Slack won't take it (%s), a fault of Baton or of its content",
            delivery.id,
            failure.reason,
        )
    elif failure.member_gone:
        log.warning("delivery %s: can't be delivered (%s)", delivery.id, failure.reason)


def _sent(delivery: Claimed, place: Place, now: datetime) -> Mark:
    return Mark(delivery, State.SENT, "sent", now, channel=place.channel, ts=place.ts)
