"""
Settle posts whose outcome is unknown, by searching the workspace's own messages.

sending, and quiet for T + S → look for the delivery's id in the channel → found: sent; absent in
two searches: due again. The outcome is never guessed.

A search takes calls to Slack, and some apps are allowed only a few a minute. So it runs in the
background, each workspace at its own pace (see `history_throttle`), and nothing else waits for it.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby

from bot.coaching.delivery import access, outcomes, shown
from bot.coaching.enrolment import new_reader
from bot.coaching.ports import Address, Coaching, Place
from bot.domain.delivery.ledger import State
from bot.domain.errors import DeliveryFailed
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import unconfirmed
from bot.store.delivery.ledger import Claimed, Mark
from bot.store.delivery.unconfirmed import Search

CLOCK_ERROR = timedelta(hours=1)
"""
Largest error assumed of our clock: the workspace dates its messages by its own. Only the last
search before posting again covers this much: there may be a lot to read.
"""

log = logging.getLogger(__name__)


@retry_conflicts
async def settle(coaching: Coaching) -> int:
    """Start background searches for unsettled posts; return how many."""
    now, wanted = coaching.clock(), _search(coaching, coaching.looks.each)
    async with coaching.store.reading() as session:
        if not await unconfirmed.exist(session, wanted.quiet, now):
            return 0
    async with coaching.store.writing() as session:
        await unconfirmed.clock_put_back(session, wanted.quiet, now)
        taken = sorted(await unconfirmed.take(session, wanted, now), key=_workspace)
    for workspace_id, group in groupby(taken, key=_workspace):
        coaching.looks.begin(workspace_id, partial(_look_into, coaching, list(group)))
    return len(taken)


@retry_conflicts
async def confirm(coaching: Coaching, delivery_id: int) -> None:
    """
    Start a search for a post that has just been answered, without waiting for it to be quiet.

    If its workspace can't be searched now, it is settled with the others.
    """
    async with coaching.store.writing() as session:
        taken = await unconfirmed.take_one(
            session, _search(coaching, 1), delivery_id, coaching.clock()
        )
    for delivery in taken:
        coaching.looks.begin(delivery.workspace_id, partial(_confirm, coaching, delivery))


async def _look_into(coaching: Coaching, taken: Sequence[Claimed]) -> None:
    """Search for one post, then the rest concurrently unless the workspace is rate-limited."""
    first, rest = taken[0], taken[1:]
    failure = await _try(coaching, first)
    if failure and failure.whole_workspace:
        await _wait(coaching, taken, failure)
        return
    async with asyncio.TaskGroup() as group:
        tasks = {one: group.create_task(_try(coaching, one)) for one in rest}
    ends = {first: failure} | {one: task.result() for one, task in tasks.items()}
    failed = {one: failure for one, failure in ends.items() if failure}
    if failed:
        await _wait(coaching, list(failed), max(failed.values(), key=_gravity))


async def _try(coaching: Coaching, delivery: Claimed) -> DeliveryFailed | None:
    """Settle one post; return the failure if it couldn't be searched for now."""
    try:
        await _settle(coaching, delivery)
    except DeliveryFailed as failure:
        if failure.retry_after is not None:
            return failure
        if failure.whole_workspace:
            await _stop(coaching, delivery, failure)
        await _not_allowed_to_look(coaching, delivery, failure)
    return None


async def _settle(coaching: Coaching, delivery: Claimed) -> None:
    place = await _look(coaching, delivery)
    if place is not None:
        await _found(coaching, delivery, place)
    elif delivery.looks + 1 < coaching.patience.looks:
        again = coaching.clock() + coaching.patience.settle
        await _look_again(coaching, delivery, again)
    else:
        await _write(coaching, _absent(coaching, delivery))


@retry_conflicts
async def _look_again(coaching: Coaching, delivery: Claimed, at: datetime) -> None:
    async with coaching.store.writing() as session:
        await unconfirmed.look_again(session, coaching.owner, delivery, at)


async def _confirm(coaching: Coaching, delivery: Claimed) -> None:
    """Record a post that is found; absence proves nothing, as it may be about to be recorded."""
    try:
        place = await _look(coaching, delivery)
    except DeliveryFailed as failure:
        log.info("delivery %s: could not look for it (%s)", delivery.id, failure.reason)
        return
    if place is not None:
        await _found(coaching, delivery, place)


@retry_conflicts
async def _found(coaching: Coaching, delivery: Claimed, place: Place) -> None:
    now = coaching.clock()
    found = Mark(delivery, State.SENT, "found", now, channel=place.channel, ts=place.ts)
    async with coaching.store.writing() as session:
        await outcomes.write(session, coaching.owner, [found], now)
    await shown.catch_up(coaching, delivery.member_id)
    if delivery.introduces_id is not None:
        await new_reader.begin(coaching, delivery.workspace, delivery.member_id)


@retry_conflicts
async def _wait(coaching: Coaching, left: Sequence[Claimed], failure: DeliveryFailed) -> None:
    """
    Postpone these posts, and the whole workspace if Slack asked for that.

    A search that couldn't run doesn't count as one of their searches.
    """
    asked = timedelta(seconds=failure.retry_after or 0)
    until = coaching.clock() + min(
        max(asked, coaching.patience.at_least), unconfirmed.LONGEST_REST
    )
    async with coaching.store.writing() as session:
        await unconfirmed.put_off(session, coaching.owner, left, until)
        if failure.whole_workspace:
            await unconfirmed.rest(session, _workspace(left[0]), until)
    log.info(
        "workspace %s: looked into again at %s (%s)", _workspace(left[0]), until, failure.reason
    )


def _gravity(failure: DeliveryFailed) -> tuple[bool, float]:
    return failure.whole_workspace, failure.retry_after or 0


async def _not_allowed_to_look(
    coaching: Coaching, delivery: Claimed, failure: DeliveryFailed
) -> None:
    """Retry when the lease expires by itself; after `give_up`, report the post to the coach."""
    now = coaching.clock()
    log.warning("delivery %s: could not look for it (%s)", delivery.id, failure.reason)
    if now - (delivery.started_at or now) < coaching.patience.give_up:
        return
    log.error("delivery %s: nobody knows whether it arrived, and it is given up", delivery.id)
    await _write(coaching, Mark(delivery, State.UNKNOWN, "given-up", now, failure.reason))


@retry_conflicts
async def _stop(coaching: Coaching, delivery: Claimed, failure: DeliveryFailed) -> None:
    async with coaching.store.writing() as session:
        await access.stop(session, delivery.workspace_id, failure.reason, coaching.clock())


async def _look(coaching: Coaching, delivery: Claimed) -> Place | None:
    to = Address(delivery.workspace, delivery.slack_id, delivery.channel)
    since = delivery.started_at or coaching.clock()
    until = since + coaching.patience.quiet
    is_last = delivery.looks + 1 >= coaching.patience.looks
    wider = CLOCK_ERROR * is_last
    return await coaching.messenger.look(to, delivery.id, since - wider, until + wider)


@retry_conflicts
async def _write(coaching: Coaching, mark: Mark) -> None:
    async with coaching.store.writing() as session:
        await outcomes.write(session, coaching.owner, [mark], mark.at)


def _absent(coaching: Coaching, delivery: Claimed) -> Mark:
    now = coaching.clock()
    if delivery.attempts >= coaching.patience.tries:
        return Mark(delivery, State.FAILED, "absent", now, "tried too often")
    return Mark(delivery, State.DUE, "absent", now, "looked for in vain", not_before=now)


def _search(coaching: Coaching, each: int) -> Search:
    looks, patience = coaching.looks, coaching.patience
    return Search(coaching.owner, patience.quiet, each, looks.apart * each, looks.busy)


def _workspace(delivery: Claimed) -> int:
    return delivery.workspace_id
