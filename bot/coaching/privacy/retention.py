"""
Words that have had their time: told beforehand, once, and then erased in small batches.

Counts and outcomes stay. A member keeps all their words with one tap.
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
"""Members told at a time: nobody's nudge waits longer than that takes."""

ERASE = 200
"""Replies erased in one transaction: it keeps the wait of an answer behind it short."""

REWRITTEN = "file rewritten"
"""Where it is noted when the file was last rewritten."""

REWRITE_EVERY = timedelta(days=1)
"""How often, where nobody is waiting for an answer."""

REWRITE_AT_LAST = timedelta(days=2)
"""How often in any case."""

AGAIN = timedelta(hours=1)
"""After how long somebody is taken up again who was out of their hours, or not reached."""


async def tend(coaching: Coaching) -> None:
    """Tell those whose words grow old, and erase the words of those who know."""
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
    """Note it after it has arrived: told twice is better than erased untold."""
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
    """Erase old events and what coaches wrote."""
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
    """Take copies of erased words out of a SQLite file, and once a day out of all its pages."""
    now = coaching.clock()
    async with coaching.store.reading() as session:
        noted = await saved_values.noted(session, REWRITTEN)
    age = now - datetime.fromisoformat(noted) if noted else REWRITE_AT_LAST
    quiet = not coaching.callers.lately(now)
    rewrite = abs(age) >= (REWRITE_EVERY if quiet else REWRITE_AT_LAST)
    if await coaching.store.sweep(rewrite=rewrite) and rewrite:
        await _note_rewritten(coaching, now)


@retry_conflicts
async def _note_rewritten(coaching: Coaching, now: datetime) -> None:
    async with coaching.store.writing() as session:
        await saved_values.note(session, REWRITTEN, now.isoformat())
