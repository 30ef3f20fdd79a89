"""
The daily nudge, on its way: claim → draw → write the intent → post → mark.

The order is the whole point (docs/decisions, the delivery ledger): whatever happens between two
steps, the ledger tells what may be done again. No call to Slack is made inside a transaction.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.coaching import cards, occasions, owe, reconcile, remind, settings
from bot.coaching.ports import Address, Coaching, Item, Place
from bot.domain.errors import DeliveryFailed, OutcomeUnknown
from bot.domain.follow_up import Reason
from bot.domain.ledger import BESIDE, State
from bot.domain.schedule import slot_date
from bot.store import cards as facts_store
from bot.store import enrolments, follow_ups, ledger, people
from bot.store.cards import Facts
from bot.store.engine import Session
from bot.store.group import GroupCommit
from bot.store.ledger import Claimed, Mark

BATCH = 100
"""Deliveries claimed and posted at a time."""

WORKSPACE_GONE = "workspace-gone"
"""The attempt that told us a whole workspace will not have us any more."""

MEMBER_GONE = "member-gone"
"""The attempt that told us a member cannot be reached; nothing more is planned for them."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A claimed delivery with what it shows; None for a nudge its author has retired."""

    delivery: Claimed
    to: Address
    facts: Facts
    item: Item | None


async def tick(coaching: Coaching) -> int:
    """
    Do everything that is due now; the scheduler calls this each second.

    Returns:
        How many deliveries were posted, or tried.
    """
    posted = 0
    while sent := await _round(coaching):
        posted += sent
    return posted


async def send_due(coaching: Coaching) -> int:
    """Post whatever the ledger owes at this moment."""
    posted = 0
    while sent := await _send_batch(coaching):
        posted += sent
    return posted


class Post:
    """Posts parcels side by side; their intents and marks share transactions."""

    def __init__(self, coaching: Coaching) -> None:
        self._coaching = coaching
        self._intend = GroupCommit[tuple[int, datetime], bool](coaching.store, self._write_intents)
        self._mark = GroupCommit[tuple[Parcel, Mark], None](coaching.store, self._write_marks)

    async def __call__(self, parcel: Parcel) -> None:
        """
        Post one parcel, and write down what became of it.

        An error nobody foresaw holds up nobody else: the ledger knows how far this one got, and
        after enough tries it fails (see `reconcile`).
        """
        try:
            await self._deliver(parcel)
        except Exception:
            log.exception("delivery %s: unforeseen", parcel.delivery.id)

    async def _deliver(self, parcel: Parcel) -> None:
        await self._coaching.pace.turn(parcel.delivery.workspace_id)
        started_at = self._coaching.clock()
        if parcel.item is None:
            await self._mark((parcel, _retired(parcel, started_at)))
        elif await self._intend((parcel.delivery.id, started_at)):
            await self._mark((parcel, await self._attempt(parcel, parcel.item, started_at)))

    async def _attempt(self, parcel: Parcel, item: Item, started_at: datetime) -> Mark:
        try:
            place = await self._coaching.messenger.post(parcel.to, item, started_at)
        except DeliveryFailed as failure:
            return self._refused(parcel, failure)
        except OutcomeUnknown as doubt:
            log.warning("delivery %s: no clear answer (%s)", parcel.delivery.id, doubt.reason)
            return _unknown(parcel, doubt, self._coaching.clock())
        return _sent(parcel, place, self._coaching.clock())

    def _refused(self, parcel: Parcel, failure: DeliveryFailed) -> Mark:
        now, patience = self._coaching.clock(), self._coaching.patience
        if failure.whole_workspace:
            return Mark(parcel.delivery, State.DUE, WORKSPACE_GONE, now, failure.reason)
        if failure.member_gone:
            return Mark(parcel.delivery, State.FAILED, MEMBER_GONE, now, failure.reason)
        tries = parcel.delivery.attempts + 1
        given_up = tries >= patience.tries and failure.retry_after is None
        if failure.permanent or given_up:
            return Mark(parcel.delivery, State.FAILED, "refused", now, failure.reason)
        return Mark(
            parcel.delivery,
            State.DUE,
            "refused",
            now,
            failure.reason,
            not_before=patience.retry_at(now, tries, failure.retry_after),
        )

    async def _write_intents(
        self, session: Session, intents: Sequence[tuple[int, datetime]]
    ) -> list[bool]:
        granted = await ledger.intend(session, self._coaching.owner, intents)
        return [delivery in granted for delivery, _ in intents]

    async def _write_marks(
        self, session: Session, marked: Sequence[tuple[Parcel, Mark]]
    ) -> list[None]:
        there = await ledger.mark(session, self._coaching.owner, [mark for _, mark in marked])
        for parcel, mark in marked:
            if mark.delivery.id in there:
                await _settle_people(session, parcel.facts, mark)
        back = [mark.delivery.id for _, mark in marked if mark.state is State.DUE]
        await owe.hold_back(session, back)
        return [None] * len(marked)


async def _round(coaching: Coaching) -> int:
    """One batch and all that goes with it: whoever is in doubt does not wait for a rush to end."""
    await owe.owe(coaching)
    await occasions.owe(coaching)
    await remind.owe(coaching)
    await _tidy(coaching)
    posted = await _send_batch(coaching)
    await reconcile.settle(coaching)
    return posted


async def _send_batch(coaching: Coaching) -> int:
    post = Post(coaching)
    parcels = await _claim(coaching)
    await asyncio.gather(*(post(parcel) for parcel in parcels))
    return len(parcels)


async def _tidy(coaching: Coaching) -> None:
    async with coaching.store.writing() as session:
        await ledger.release(session, coaching.clock())
    await owe.put_off_late(coaching)


async def _claim(coaching: Coaching) -> list[Parcel]:
    now = coaching.clock()
    async with coaching.store.writing() as session:
        claimed = await ledger.claim(session, coaching.owner, now, coaching.patience.lease, BATCH)
    async with coaching.store.reading() as session:
        facts = await facts_store.facts(session, [delivery.id for delivery in claimed])
    # A member may have been erased between the two looks.
    there = [delivery for delivery in claimed if delivery.id in facts]
    return [_parcel(coaching, delivery, facts[delivery.id]) for delivery in there]


def _parcel(coaching: Coaching, delivery: Claimed, facts: Facts) -> Parcel:
    to = Address(facts.workspace, facts.member.slack_id, facts.member.channel)
    return Parcel(delivery, to, facts, cards.item(coaching.library, facts))


def _sent(parcel: Parcel, place: Place, now: datetime) -> Mark:
    return Mark(parcel.delivery, State.SENT, "sent", now, channel=place.channel, ts=place.ts)


def _unknown(parcel: Parcel, doubt: OutcomeUnknown, now: datetime) -> Mark:
    return Mark(parcel.delivery, State.SENDING, "unknown", now, doubt.reason)


def _retired(parcel: Parcel, now: datetime) -> Mark:
    return Mark(parcel.delivery, State.SKIPPED, "skipped", now, "retired")


async def _settle_people(session: Session, facts: Facts, mark: Mark) -> None:
    """What a post tells: the member's channel, or that Slack will not have them, or us."""
    if mark.result == WORKSPACE_GONE:
        await people.stop_workspace(session, facts.workspace.id, mark.reason, mark.at)
    if mark.state is State.SENT:
        await _reached(session, facts, mark)
    if mark.state is State.FAILED:
        await _not_reached(session, facts, mark)


async def _reached(session: Session, facts: Facts, mark: Mark) -> None:
    day = slot_date(facts.member.cadence, mark.at)
    taken = facts.enrolment.last_day is not None and facts.enrolment.last_day >= day
    if not taken and facts.form not in BESIDE:
        # It was owed for an earlier day and moved on; this day is now taken.
        await enrolments.take_day(session, facts.enrolment.id, day)
    if mark.channel != facts.member.channel:
        await people.set_channel(session, facts.member.id, mark.channel)
    if facts.member.unreachable:
        await people.set_unreachable(session, facts.member.id, "")
        await follow_ups.settle(session, facts.member.id, Reason.UNREACHABLE, mark.at)
        await settings.replan(session, replace(facts.member, unreachable=""), mark.at)


async def _not_reached(session: Session, facts: Facts, mark: Mark) -> None:
    if mark.result == MEMBER_GONE:
        await enrolments.move(session, facts.enrolment.id, None)
    await people.set_unreachable(session, facts.member.id, mark.reason)
    await reconcile.tell_coach(session, facts, mark)
