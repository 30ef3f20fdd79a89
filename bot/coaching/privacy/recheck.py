"""
Recheck stored texts when the lists of distress phrases have changed.

A text that matches now is withheld as if it came in today: no tick, no queue item, and shown
nowhere. The member isn't contacted about something they said long ago, and their day continues. A
text withheld before stays withheld, whatever the lists say now.
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
"""Answers read in one batch, and withheld in one transaction; it limits how long others wait."""

Batch = Callable[[Session, int, int], Awaitable[list[Kept]]]


@dataclass(frozen=True, slots=True)
class Heard:
    """A stored text that sounds distressed, and the part of a form to withhold."""

    kept: Kept
    apart: Reply


async def keep_up(coaching: Coaching) -> None:
    """
    Withhold matching stored texts, if the lists have changed since the last check.

    Safe to interrupt and to repeat: the fingerprint of the lists is saved at the end.
    """
    # A newer Baton may match more with the same lists.
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
    """Take matching text out of a stored form, except what its member has cleared."""
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
    """Queue a redraw of the card, and settle queue items that withheld text doesn't open."""
    await outbox.add(session, outbox.card(kept.delivery_id), now, outbox.AT_ONCE)
    to = await reply_target.one(session, kept.delivery_id, kept.member_id)
    if to is None:
        left = await replies.answer(session, kept.delivery_id)
        if not left.words:
            answered = [Reason.ANSWERED]
            await follow_ups.settle(session, kept.member_id, answered, now, kept.delivery_id)
    elif not to.private:
        await signals.evaluate(coaching, session, to, now)
