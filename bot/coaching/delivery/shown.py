"""
Keep messages in Slack up to date, with retries (docs/decisions, what is shown is owed).

Changed → kept in the outbox, in the same transaction → drawn at once by the caller → closed in
batches, once a second. What wasn't drawn, or not closed because the process ended, is drawn again
from current data, until it succeeds or is given up.
"""

import asyncio
import logging
from collections.abc import Sequence
from functools import partial

from bot.coaching.delivery import access, cards
from bot.coaching.delivery.outbox import NotShown
from bot.coaching.follow_up import coach_homes
from bot.coaching.ports import Coaching, Place
from bot.domain.errors import DeliveryFailed
from bot.domain.people.people import Workspace
from bot.store.answers import replies
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import outbox
from bot.store.delivery.outbox import Due, Kind, Shown, Version

RECORDED = "white_check_mark"
"""The reaction on a member's message that shows it was recorded."""

LIMIT, SHARE = 60, 10
"""Updates drawn in one batch, and the share of one workspace: Slack allows fifty a minute."""

log = logging.getLogger(__name__)


async def tick(coaching: Coaching, workspace: Workspace, delivery_id: int, place: Place) -> None:
    """Add the mark of a recorded message, or remove it if the message is no longer recorded."""
    shown = outbox.tick(delivery_id, place.channel, place.ts)
    async with coaching.turns.on(shown), coaching.outbox.drawing(shown) as drawing:
        async with coaching.store.reading() as session:
            drawing.version = await outbox.version(session, shown)
            is_recorded = await replies.is_recorded(session, place.channel, place.ts)
        change = coaching.messenger.react if is_recorded else coaching.messenger.unreact
        await change(workspace, place, RECORDED)


async def catch_up(coaching: Coaching, member_id: int) -> None:
    """Draw the other pending updates a member's action caused; usually there are none."""
    async with coaching.store.reading() as session:
        delivery_ids = await outbox.cards_of(session, member_id, coaching.clock())
    for delivery_id in delivery_ids:
        await cards.redraw(coaching, delivery_id)


async def work(coaching: Coaching) -> int:
    """Close finished updates and draw pending ones; return how many were drawn."""
    await flush(coaching)
    async with coaching.store.reading() as session:
        cards_due = await outbox.any_due(session, coaching.clock())
        homes_due = await coach_homes.any_due(coaching, session)
    drawn = await coach_homes.work(coaching) if homes_due else 0
    return drawn + (await _work_off(coaching) if cards_due else 0)


async def _work_off(coaching: Coaching) -> int:
    due = [one for one in await _claim(coaching) if not coaching.outbox.is_drawing(one.shown)]
    await asyncio.gather(*map(partial(_draw, coaching), due))
    await flush(coaching)
    return len(due)


async def flush(coaching: Coaching) -> None:
    """Store the finished updates, and the retry times of the failed ones."""
    done, failed = coaching.outbox.take()
    if done or failed:
        await _write(coaching, done, failed)


@retry_conflicts
async def _claim(coaching: Coaching) -> Sequence[Due]:
    now = coaching.clock()
    async with coaching.store.writing() as session:
        return await outbox.claim(session, now, now + coaching.patience.lease, SHARE, LIMIT)


async def _draw(coaching: Coaching, due: Due) -> None:
    shown = due.shown
    try:
        if shown.kind is Kind.TICK:
            place = Place(shown.channel, shown.ts)
            await tick(coaching, due.workspace, shown.delivery_id, place)
        elif shown.kind is Kind.EARLIER:
            await cards.fold_earlier(coaching, shown.delivery_id)
        else:
            await cards.redraw(coaching, shown.delivery_id)
    except Exception:
        log.exception(
            "delivery %s: what is shown of it is not brought up to date", shown.delivery_id
        )


@retry_conflicts
async def _write(
    coaching: Coaching, done: dict[Shown, Version], failed: dict[Shown, NotShown]
) -> None:
    async with coaching.store.writing() as session:
        for shown in sorted(done):
            await outbox.close(session, shown, done[shown], coaching.clock())
        for shown in sorted(failed):
            await _try_later(coaching, session, shown, failed[shown])


async def _try_later(coaching: Coaching, session: Session, shown: Shown, what: NotShown) -> None:
    now, tries = coaching.clock(), what.version.attempts + 1
    if tries > outbox.MOST_TRIES:
        log.warning(
            "delivery %s: its %s is left as it is (%s)",
            shown.delivery_id,
            shown.kind,
            what.failure.reason,
        )
        await outbox.give_up(session, shown)
        return
    failure = what.failure if isinstance(what.failure, DeliveryFailed) else None
    asked = failure.retry_after if failure else None
    until = coaching.patience.retry_at(now, what.version.id, tries, asked)
    await outbox.put_off(session, shown, until, counts=asked is None)
    if failure and failure.whole_workspace:
        await access.stop(session, what.version.workspace_id, failure.reason, now)
