"""
Reschedule everything when the rules of time change: new clock changes or public holidays.

Due times are stored in UTC. When the rules behind them have changed, with a new tzdata or a new
list of public holidays, all are recomputed; otherwise the check costs one query.
"""

import logging
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from bot.coaching.delivery.dues import expiry, next_for, time_of_word
from bot.coaching.ports import Coaching
from bot.domain.delivery.ledger import Form
from bot.domain.practice.turn import ONE_DAY
from bot.domain.schedule.schedule import first_slot, local_date
from bot.store.database import saved_values
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import cards, pending
from bot.store.delivery.cards import Facts
from bot.store.enrolment import enrolments
from bot.store.schedule.hours import cadence_of

KEY = "rules of time"

BATCH = 500
"""Due times checked in one batch; it limits how long a reply waits for the lock."""

log = logging.getLogger(__name__)


async def keep_up(coaching: Coaching, rules: str) -> int:
    """
    Reschedule everything if *rules* are not those it was planned by.

    Safe to interrupt and to repeat: the rules are saved at the end.

    Args:
        rules: A fingerprint that changes with them (see `bot.runtime.tzdata_fingerprint`).

    Returns:
        The number of due times that have moved.
    """
    async with coaching.store.reading() as session:
        if await saved_values.noted(session, KEY) == rules:
            return 0
    moved = await _enrolments(coaching) + await _deliveries(coaching)
    await _note(coaching, rules)
    log.info("The rules of time are new: %s due times have moved.", moved)
    return moved


@retry_conflicts
async def _note(coaching: Coaching, rules: str) -> None:
    async with coaching.store.writing() as session:
        await saved_values.note(session, KEY, rules)


async def _enrolments(coaching: Coaching) -> int:
    now, above, moved = coaching.clock(), 0, 0

    @cache
    def due(hours: tuple[str, ...], first: date) -> datetime | None:
        return first_slot(cadence_of(*hours), now, first)

    # Replace first days long past by one date, so that the cache covers many members at once.
    passed = now.date() - 7 * ONE_DAY
    while True:
        async with coaching.store.reading() as session:
            found = await enrolments.planned(session, now, above, BATCH)
        anew = [(one.id, one.next_due, due(one.hours, max(one.first, passed))) for one in found]
        changed = [plan for plan in anew if plan[1] != plan[2]]
        await _replan(coaching, changed)
        moved += len(changed)
        if not found:
            return moved
        above = found[-1].id


@retry_conflicts
async def _replan(
    coaching: Coaching, changed: Sequence[tuple[int, datetime | None, datetime | None]]
) -> None:
    if changed:
        async with coaching.store.writing() as session:
            await enrolments.replan(session, changed)


async def _deliveries(coaching: Coaching) -> int:
    above: int | None = 0
    moved = 0
    while above is not None:
        above, count = await _put_off_batch(coaching, above)
        moved += count
    return moved


@retry_conflicts
async def _put_off_batch(coaching: Coaching, above: int) -> tuple[int | None, int]:
    """Reschedule a batch; return its last id, None when all are done, and how many have moved."""
    now, moved = coaching.clock(), 0
    async with coaching.store.writing() as session:
        found = await pending.planned(session, now, above, BATCH)
        facts = await cards.facts(session, [id_ for id_, _ in found])
        for id_, waits_for in found:
            at = _hours(facts[id_], now)
            if at != waits_for:
                await pending.put_off(session, id_, at, expiry(at))
                moved += 1
    return (found[-1][0] if found else None), moved


def _hours(facts: Facts, now: datetime) -> datetime:
    """Return when a pending delivery goes out; the welcome takes no day before its own."""
    if facts.reason == pending.COACH_CHANGED:
        return time_of_word(facts.member, now)
    today = local_date(facts.member.cadence, now)
    last = facts.enrolment.last_day
    first = today - ONE_DAY if facts.form == Form.WELCOME or last is None else last + ONE_DAY
    return next_for(facts.member, now, first) or pending.NEVER
