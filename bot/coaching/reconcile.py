"""
Posts nobody knows the end of, settled by the workspace's own messages.

sending, and quiet for T + S → look for the delivery's id in the channel → found: sent;
absent, looked for twice: due again. The sender's word is never guessed.
"""

import logging
from contextlib import suppress
from datetime import timedelta

from bot.coaching import cards, owe, reach
from bot.coaching.ports import Address, Coaching, Place
from bot.domain.errors import DeliveryFailed
from bot.domain.ledger import State
from bot.store import cards as facts_store
from bot.store import ledger
from bot.store.cards import Facts
from bot.store.ledger import Claimed, Mark

BATCH = 15
"""Unsettled posts taken at a time."""

CLOCK_ERROR = timedelta(hours=1)
"""How wrong our clock may have been: the workspace dates its messages by its own. Only the last
look, before a post is made again, goes back so far: there may be much to read."""

log = logging.getLogger(__name__)


async def settle(coaching: Coaching) -> int:
    """Look for unsettled posts once; returns how many were looked for."""
    quiet = coaching.patience.deadline + coaching.patience.settle
    now = coaching.clock()
    async with coaching.store.writing() as session:
        await ledger.clock_put_back(session, now, quiet)
        doubtful = await ledger.unsettled(session, coaching.owner, now, quiet, BATCH)
    async with coaching.store.reading() as session:
        facts = await facts_store.facts(session, [delivery.id for delivery in doubtful])
    for delivery in doubtful:
        if delivery.id in facts:
            await _settle(coaching, delivery, facts[delivery.id])
    return len(doubtful)


async def confirm(coaching: Coaching, delivery_id: int) -> None:
    """
    Look for a post that has just been answered: no need to wait until it is quiet.

    Not finding it proves nothing: somebody may be about to write it down.
    """
    async with coaching.store.writing() as session:
        taken = await ledger.take_unsettled(session, coaching.owner, delivery_id)
    for delivery in taken:
        async with coaching.store.reading() as session:
            facts = (await facts_store.facts(session, [delivery.id])).get(delivery.id)
        place = None
        with suppress(DeliveryFailed):
            place = await _look(coaching, delivery, facts) if facts else None
        if place is not None:
            async with coaching.store.writing() as session:
                verdict = _verdict(coaching, delivery, place)
                await ledger.mark(session, coaching.owner, [verdict])


async def _settle(coaching: Coaching, delivery: Claimed, facts: Facts) -> None:
    try:
        place = await _look(coaching, delivery, facts)
    except DeliveryFailed as failure:
        await _not_allowed_to_look(coaching, delivery, facts, failure)
        return
    async with coaching.store.writing() as session:
        if place is None and delivery.looks + 1 < coaching.patience.looks:
            await ledger.look_again(session, delivery, coaching.clock() + coaching.patience.settle)
        else:
            await ledger.mark(session, coaching.owner, [_verdict(coaching, delivery, place)])
            await owe.hold_back(session, [] if place else [delivery.id], coaching.clock())
    if place is not None:
        # It may have been answered while nobody knew that it had arrived.
        await cards.redraw(coaching, delivery.id)


async def _not_allowed_to_look(
    coaching: Coaching, delivery: Claimed, facts: Facts, failure: DeliveryFailed
) -> None:
    """Try again when the lease runs out by itself; after long enough, put it before the coach."""
    now = coaching.clock()
    log.warning("delivery %s: could not look for it (%s)", delivery.id, failure.reason)
    if now - (delivery.started_at or now) < coaching.patience.give_up:
        return
    log.error("delivery %s: nobody knows whether it arrived, and it is given up", delivery.id)
    async with coaching.store.writing() as session:
        given_up = Mark(delivery, State.UNKNOWN, "given-up", now, failure.reason)
        if not await ledger.mark(session, coaching.owner, [given_up]):
            return
        await reach.tell_coach(session, given_up)


async def _look(coaching: Coaching, delivery: Claimed, facts: Facts) -> Place | None:
    to = Address(facts.workspace, facts.member.slack_id, facts.member.channel)
    since = delivery.started_at or coaching.clock()
    is_last = delivery.looks + 1 >= coaching.patience.looks
    return await coaching.messenger.look(to, delivery.id, since - CLOCK_ERROR * is_last)


def _verdict(coaching: Coaching, delivery: Claimed, place: Place | None) -> Mark:
    now = coaching.clock()
    if place is None and delivery.attempts >= coaching.patience.tries:
        return Mark(delivery, State.FAILED, "absent", now, "tried too often")
    if place is None:
        return Mark(delivery, State.DUE, "absent", now, "looked for in vain", not_before=now)
    return Mark(delivery, State.SENT, "found", now, channel=place.channel, ts=place.ts)
