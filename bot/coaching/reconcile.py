"""
Posts nobody knows the end of, settled by the workspace's own messages.

sending, and quiet for T + S → look for the delivery's id in the channel → found: sent;
absent, looked for twice: due again. The sender's word is never guessed.
"""

import logging

from bot.coaching.ports import Address, Coaching, Place
from bot.domain.errors import DeliveryFailed
from bot.domain.ledger import State
from bot.store import cards as facts_store
from bot.store import ledger
from bot.store.cards import Facts
from bot.store.ledger import Claimed, Mark

BATCH = 15
"""Unsettled posts taken at a time."""

log = logging.getLogger(__name__)


async def settle(coaching: Coaching) -> int:
    """Look for unsettled posts once; returns how many were looked for."""
    quiet = coaching.patience.deadline + coaching.patience.settle
    async with coaching.store.writing() as session:
        doubtful = await ledger.unsettled(session, coaching.owner, coaching.clock(), quiet, BATCH)
    async with coaching.store.reading() as session:
        facts = await facts_store.facts(session, [delivery.id for delivery in doubtful])
    for delivery in doubtful:
        await _settle(coaching, delivery, facts[delivery.id])
    return len(doubtful)


async def _settle(coaching: Coaching, delivery: Claimed, facts: Facts) -> None:
    to = Address(facts.workspace, facts.member.slack_id, facts.member.channel)
    since = delivery.started_at or coaching.clock()
    try:
        place = await coaching.messenger.look(to, delivery.id, since)
    except DeliveryFailed as failure:
        # Its lease runs out by itself; then somebody looks again.
        log.warning("delivery %s: could not look for it (%s)", delivery.id, failure.reason)
        return
    async with coaching.store.writing() as session:
        if place is None and delivery.looks + 1 < coaching.patience.looks:
            await ledger.look_again(session, delivery, coaching.clock() + coaching.patience.settle)
        else:
            await ledger.mark(session, [_verdict(coaching, delivery, place)])


def _verdict(coaching: Coaching, delivery: Claimed, place: Place | None) -> Mark:
    now = coaching.clock()
    if place is None:
        return Mark(delivery, State.DUE, "absent", now, "looked for in vain", not_before=now)
    return Mark(delivery, State.SENT, "found", now, channel=place.channel, ts=place.ts)
