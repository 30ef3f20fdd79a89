"""
Look through stored words once more when the lists of distress have changed.

What they hear now is withheld as if it came in today: no tick, no queue item, and read back
nowhere. The member isn't written to about something they said long ago, and their day goes on.
What was withheld before stays so, whatever the lists say now.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import __version__
from bot.coaching.follow_up import signals
from bot.coaching.ports import Coaching
from bot.coaching.privacy import safety
from bot.domain.answers.reply import Answer, Reply, is_from_card
from bot.domain.follow_up.follow_up import Reason
from bot.domain.plans.plan import Wanted
from bot.domain.privacy.safety import fingerprint
from bot.store.answers import replies, reply_target
from bot.store.database import saved_values
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import outbox
from bot.store.follow_up import follow_ups
from bot.store.privacy import recheck
from bot.store.privacy.recheck import Kept

KEY = "lists of distress"

BATCH = 100
"""Answers read in one go, and withheld in one transaction: it keeps others' wait short."""

Batch = Callable[[Session, int, int], Awaitable[list[Kept]]]


@dataclass(frozen=True, slots=True)
class Heard:
    """Stored words of distress, and what is kept of them apart from the rest of a form."""

    kept: Kept
    apart: Reply


async def keep_up(coaching: Coaching) -> None:
    """
    Withhold what the lists hear in stored words, if they aren't those of the last time.

    Safe to break off and to do twice: the lists are noted at the end.
    """
    # A newer Baton may hear more with the same lists.
    lists = f"{__version__} {fingerprint(coaching.safety)}"
    async with coaching.store.reading() as session:
        if await saved_values.noted(session, KEY) == lists:
            return
    await _look_through(coaching, recheck.replies)
    await _look_through(coaching, recheck.planned)
    await _note(coaching, lists)


@retry_conflicts
async def _note(coaching: Coaching, lists: str) -> None:
    async with coaching.store.writing() as session:
        await saved_values.note(session, KEY, lists)


async def _look_through(coaching: Coaching, read: Batch) -> None:
    above = 0
    while True:
        async with coaching.store.reading() as session:
            found = await read(session, above, BATCH)
            cleared = await recheck.cleared(session, found)
        if not found:
            return
        await _withhold(coaching, await _heard(coaching, found, cleared))
        above = found[-1].id


async def _heard(
    coaching: Coaching, found: Sequence[Kept], cleared: set[tuple[int, str]]
) -> list[Heard]:
    heard = []
    for kept in found:
        # In a thread: a long text takes a tenth of a second, and others need the event loop.
        apart = await asyncio.to_thread(_apart, coaching, kept, cleared)
        if apart and (apart.text or apart.plan):
            heard.append(Heard(kept, apart))
    return heard


def _apart(coaching: Coaching, kept: Kept, cleared: set[tuple[int, str]]) -> Reply | None:
    """Take distress out of stored words as out of a form, but for what wasn't meant so."""
    said = Reply(
        text="" if (kept.delivery_id, kept.text) in cleared else kept.text,
        plan="" if (kept.delivery_id, kept.plan) in cleared else kept.plan,
        wanted=Wanted(after=kept.after),
    )
    now = coaching.clock()
    return safety.set_apart(coaching, kept.delivery_id, said, Answer(), now)[2]


@retry_conflicts
async def _withhold(coaching: Coaching, heard: Sequence[Heard]) -> None:
    if not heard:
        return
    now = coaching.clock()
    async with coaching.store.writing() as session:
        for one in heard:
            if await _withhold_one(session, one, now):
                await _follow(coaching, session, one.kept, now)


async def _withhold_one(session: Session, one: Heard, now: datetime) -> bool:
    if not one.kept.source:
        return await recheck.take_out_plan(session, one.kept, one.apart)
    if is_from_card(one.kept.source):
        return await recheck.take_out(session, one.kept, one.apart)
    return await recheck.withhold(session, one.kept, now)


async def _follow(coaching: Coaching, session: Session, kept: Kept, now: datetime) -> None:
    """Have the card redrawn, and nothing in the coach's queue that such words don't open."""
    await outbox.add(session, outbox.card(kept.delivery_id), now, outbox.AT_ONCE)
    to = await reply_target.one(session, kept.delivery_id, kept.member_id)
    if to is None:
        left = await replies.answer(session, kept.delivery_id)
        if not left.words:
            answered = [Reason.ANSWERED]
            await follow_ups.settle(session, kept.member_id, answered, now, kept.delivery_id)
    elif not to.private:
        await signals.weigh(coaching, session, to, now)
