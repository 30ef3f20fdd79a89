"""
The coaches' Monday digest: planned → claimed → posted → marked, as the ledger does with nudges.

The intent is on disk before the post, and the post carries its number. If the answer was lost, the
post is searched for before it is sent again. A digest delayed past Monday by an outage is not
sent.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial

from bot.coaching.follow_up import follow_up
from bot.coaching.ports import Address, Coaching
from bot.domain.errors import DeliveryFailed, OutcomeUnknown
from bot.domain.follow_up.digest import Deed, Digest, Waiting, monday_anywhere, monday_due
from bot.domain.people.people import Coach
from bot.store.database.retry import retry_conflicts
from bot.store.follow_up import digests, rosters
from bot.store.follow_up.digests import Monday

BATCH = 200
"""Digests in one batch."""

AT_ONCE = 20
"""Digests of a batch that are processed concurrently."""

WEEK = timedelta(days=7)
UNTIL_SUNDAY = timedelta(days=6)

USUAL = time(9)
"""The default hour, for coaches who haven't chosen one."""


async def run_periodic(coaching: Coaching) -> None:
    """Send coaches their weekly digest, each on Monday at their hour, in their time zone."""
    await _plan(coaching)
    async with coaching.store.reading() as session:
        due = await digests.in_state(session, "due", BATCH)
        doubtful = await digests.in_state(session, "sending", BATCH)
    await _side_by_side(partial(_deliver, coaching), due)
    await _side_by_side(partial(_settle, coaching), doubtful)


@retry_conflicts
async def set_hour(coaching: Coaching, coach: Coach, at: time | None) -> None:
    """Store the hour of a coach's digest; None for never."""
    async with coaching.store.writing() as session:
        await digests.set_hour(session, coach.id, f"{at:%H:%M}" if at else "")


async def digest(coaching: Coaching, coach: Coach, row: int = 0) -> Digest:
    """Build a coach's digest from current data."""
    now = coaching.clock()
    today = now.astimezone(coach.zone).date()
    board = await follow_up.board(coaching, coach)
    async with coaching.store.reading() as session:
        begun = await rosters.begun(session, coach.id, today)
        moved = await digests.moved(session, coach.id, now - WEEK, begun)
        deeds = await digests.deeds(session, coach.id, now - WEEK)
        due = await digests.promised(session, coach.id, today + UNTIL_SUNDAY)
    return Digest(
        row=row,
        moved=tuple(moved),
        members=begun,
        waiting=tuple(Waiting(item.slack_id, item.reason) for item in board.rows),
        due=tuple(due),
        well=_titled(coaching, deeds[0]) if deeds else None,
    )


def _titled(coaching: Coaching, deed: Deed) -> Deed:
    found = coaching.library.nudge(deed.nudge)
    return replace(deed, nudge=found[1].title) if found else deed


async def _side_by_side(
    work: Callable[[Monday], Awaitable[None]], mondays: Sequence[Monday]
) -> None:
    for first in range(0, len(mondays), AT_ONCE):
        await asyncio.gather(*map(work, mondays[first : first + AT_ONCE]))


async def _plan(coaching: Coaching) -> None:
    now = coaching.clock()
    monday = monday_anywhere(now)
    if monday is None:
        return
    async with coaching.store.reading() as session:
        waiting = await digests.coaches(session, monday)
    due = [c for c in waiting if c.digest_at and monday_due(c.digest_at, c.zone, now)]
    for first in range(0, len(due), BATCH):
        await _plan_batch(coaching, due[first : first + BATCH], monday)


@retry_conflicts
async def _plan_batch(coaching: Coaching, coaches: Sequence[Coach], monday: date) -> None:
    async with coaching.store.writing() as session:
        for coach in coaches:
            await digests.plan(session, coach, monday)


@retry_conflicts
async def _deliver(coaching: Coaching, one: Monday) -> None:
    now, at = coaching.clock(), one.coach.digest_at
    is_time = at is not None and monday_due(at, one.coach.zone, now) == one.monday
    is_coach = not (one.coach.dismissed or one.coach.deactivated)
    told = await digest(coaching, one.coach, one.id) if is_time and is_coach else None
    async with coaching.store.writing() as session:
        if told is None or not told.members:
            await digests.move(session, one, "missed")
            return
        started_at = coaching.clock()
        if not await digests.move(session, one, "sending", started_at=started_at):
            return
    await _post(coaching, one, told, started_at)


async def _post(coaching: Coaching, one: Monday, told: Digest, started_at: datetime) -> None:
    to = Address(one.workspace, one.coach.slack_id)
    try:
        await coaching.messenger.post(to, told, started_at)
    except OutcomeUnknown:
        return
    except DeliveryFailed as failure:
        state = "missed" if failure.permanent or failure.member_gone else "due"
    else:
        state = "sent"
    await _mark(coaching, one, started_at, state)


async def _settle(coaching: Coaching, one: Monday) -> None:
    """Search for a digest whose outcome is unknown; once absent often enough, it is due again."""
    started_at, patience = one.started_at, coaching.patience
    if started_at is None or coaching.clock() < started_at + patience.quiet:
        return
    to = Address(one.workspace, one.coach.slack_id)
    try:
        until = started_at + patience.quiet
        found = await coaching.messenger.look(to, -one.id, started_at, until)
    except DeliveryFailed:
        return
    gone = one.looks + 1 >= patience.looks
    state = "sent" if found else "due" if gone else "sending"
    await _mark(coaching, one, started_at, state, 0 if gone else one.looks + 1)


@retry_conflicts
async def _mark(
    coaching: Coaching, one: Monday, started_at: datetime, state: str, looks: int = 0
) -> None:
    async with coaching.store.writing() as session:
        await digests.mark(session, one.id, started_at, state, looks)
