"""
Retention: tell members once before their old texts are erased, then erase in small batches.

Counts and outcomes stay. A member keeps all their texts with one tap.
"""

from datetime import datetime, timedelta

from bot.coaching.ports import Address, Coaching
from bot.domain.privacy import retention as keeping
from bot.domain.schedule.schedule import local_date, open_slot
from bot.store.database import saved_values
from bot.store.database.retry import retry_conflicts
from bot.store.privacy import old_rows
from bot.store.privacy import retention as aging
from bot.store.privacy.retention import ToTell

TELL = 20
"""Members told in one batch; it limits how long a nudge waits."""

ERASE = 200
"""Replies erased in one transaction; it limits how long an answer waits for the lock."""

REWRITTEN = "file rewritten"
"""Key of the time at which the SQLite file was last rewritten."""

REWRITE_EVERY = timedelta(days=1)
"""Interval between rewrites of the file if no user is waiting for an answer."""

REWRITE_AT_LAST = timedelta(days=2)
"""Longest interval between rewrites, even if users are active."""

AGAIN = timedelta(hours=1)
"""Wait before retrying a member who was out of their hours or not reached."""


async def run_periodic(coaching: Coaching) -> None:
    """Tell members whose texts are about to expire, and erase the texts of those who were told."""
    await _tell(coaching)
    while await _erase_batch(coaching) == ERASE:
        pass
    await _erase_unread(coaching)
    while await _drop_batch(coaching) == ERASE:
        pass
    await _sweep(coaching)


@retry_conflicts
async def _tell(coaching: Coaching) -> None:
    now = coaching.clock()
    async with coaching.store.writing() as session:
        untold = await aging.take_untold(session, now, keeping.growing_old(now), AGAIN, TELL)
    for one in untold:
        if open_slot(one.member.cadence, now):
            await _tell_one(coaching, one)


async def _tell_one(coaching: Coaching, one: ToTell) -> None:
    """Record the notice after it has arrived: a repeat is better than erasing without notice."""
    now, member = coaching.clock(), one.member
    to = Address(one.workspace, member.slack_id, member.channel)
    first = local_date(member.cadence, now + keeping.NOTICE)
    if await coaching.messenger.offer(to, "words-age", date=first, days=keeping.KEPT.days):
        await _note_told(coaching, member.id, now)


@retry_conflicts
async def _note_told(coaching: Coaching, member_id: int, now: datetime) -> None:
    async with coaching.store.writing() as session:
        await aging.note_told(session, member_id, now)


@retry_conflicts
async def _erase_unread(coaching: Coaching) -> None:
    """Erase old events and coaches' old messages."""
    now = coaching.clock()
    async with coaching.store.writing() as session:
        await aging.erase_letters(session, now - keeping.GIVEN_UP)
        await aging.erase_coachs(session, keeping.old(now))


@retry_conflicts
async def _erase_batch(coaching: Coaching) -> int:
    now = coaching.clock()
    async with coaching.store.writing() as session:
        erased = await aging.erase_words(session, now, keeping.old(now), keeping.NOTICE, ERASE)
        if erased < ERASE:
            await aging.erase_plans(session, now, keeping.old(now), ERASE)
        return erased


@retry_conflicts
async def _drop_batch(coaching: Coaching) -> int:
    async with coaching.store.writing() as session:
        return await old_rows.drop_old_rows(session, coaching.clock(), ERASE)


async def _sweep(coaching: Coaching) -> None:
    """Remove copies of erased texts from a SQLite file, and once a day from all its pages."""
    now = coaching.clock()
    async with coaching.store.reading() as session:
        noted = await saved_values.noted(session, REWRITTEN)
    age = now - datetime.fromisoformat(noted) if noted else REWRITE_AT_LAST
    quiet = not coaching.activity.lately(now)
    rewrite = abs(age) >= (REWRITE_EVERY if quiet else REWRITE_AT_LAST)
    if await coaching.store.sweep(rewrite=rewrite) and rewrite:
        await _note_rewritten(coaching, now)


@retry_conflicts
async def _note_rewritten(coaching: Coaching, now: datetime) -> None:
    async with coaching.store.writing() as session:
        await saved_values.note(session, REWRITTEN, now.isoformat())
