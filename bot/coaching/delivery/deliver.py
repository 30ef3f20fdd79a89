"""
Send what is due: plan → claim → draw → post (see `post`) → settle unconfirmed posts.

In a rush many posts run at once, with a share for each workspace, so that a slow workspace delays
nobody else.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import Self

from bot.coaching.delivery import cards, planner, reconcile, shown
from bot.coaching.delivery.activity import AT_ONCE_BESIDE
from bot.coaching.delivery.kind import UNKNOWN, kinds
from bot.coaching.delivery.post import Parcel, Post
from bot.coaching.ports import Coaching
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import claims, due_work
from bot.store.delivery.cards import Facts
from bot.store.delivery.claims import Claim
from bot.store.delivery.due_work import Waiting
from bot.store.delivery.ledger import Claimed

AT_ONCE = 400
"""
Concurrent posts in one process; at Slack's usual 100 ms that is more than a core can do. While
users are active it is `AT_ONCE_BESIDE`.
"""

SHARE = 8
"""Concurrent posts to one workspace; its pace needs two, and a slow one may block eight."""

BREATH_SECONDS = 0.04
"""Time to gather finished posts before the next claim, as each claim costs a transaction."""

CHORES_SECONDS = 1.0
"""Interval at which new dues are planned and unconfirmed posts settled during a long rush."""

log = logging.getLogger(__name__)


async def tick(coaching: Coaching, go_on: Callable[[], bool] = lambda: True) -> int:
    """
    Do everything that is due now; the scheduler calls this each second.

    Args:
        go_on: Checked between the steps of a long rush; False ends it early, with nothing lost.

    Returns:
        The number of deliveries posted or tried.
    """
    async with Rush(coaching) as rush:
        chores = Chores(coaching)
        while go_on():
            more_to_plan = await chores.turn()
            if not (chores.waiting.anything or rush.begun):
                break
            more_is_due = await rush.fill()
            if not (more_to_plan or more_is_due or rush.under_way):
                break
            await rush.room()
        await chores.done()
    return rush.begun


@retry_conflicts
async def send(coaching: Coaching, delivery_ids: Sequence[int]) -> None:
    """Post these now, ahead of everything else that is due, because a user is waiting."""
    now, count = coaching.clock(), len(delivery_ids)
    wanted = Claim(coaching.owner, now + coaching.patience.lease, count, count)
    async with coaching.store.writing() as session:
        claimed = await claims.claim_these(session, wanted, delivery_ids, now)
    post = Post(coaching)
    await asyncio.gather(*(post(parcel) for parcel in await parcels(coaching, claimed)))


class Chores:
    """
    A tick's work besides posting; in a long rush it runs once a second.

    Attributes:
        waiting: The work found at the last check.
    """

    def __init__(self, coaching: Coaching) -> None:
        self.waiting = Waiting()
        self._coaching = coaching
        self._settling: asyncio.Task[int] | None = None
        self._showing: asyncio.Task[int] | None = None
        self._next = 0.0
        self._more_to_plan = False

    async def turn(self) -> bool:
        """Plan a batch, clean up and settle posts; return True if there is more to plan."""
        now = asyncio.get_running_loop().time()
        if due := now >= self._next:
            in_a_rush, self._next = self._next > 0, now + CHORES_SECONDS
            await self._look()
            await self._bring_up()
            await self._tidy()
            self._settle()
            if in_a_rush:
                self._show()
        if (due and self.waiting.enrolments) or self._more_to_plan:
            self._more_to_plan = await planner.owe_batch(self._coaching) == planner.BATCH
        return self._more_to_plan

    async def done(self) -> None:
        """Wait for the tasks in progress, then update messages."""
        for task in (self._settling, self._showing):
            if task is not None:
                await task
        if self.waiting.anything:
            await shown.work(self._coaching)
        else:
            await shown.flush(self._coaching)

    async def _look(self) -> None:
        store, now = self._coaching.store, self._coaching.clock()
        await store.end_frozen()
        async with store.reading() as session:
            lease = self._coaching.patience.lease
            self.waiting = await due_work.look(session, now, lease, kinds().timers)

    async def _bring_up(self) -> None:
        """Add messages of the kinds whose own time has come; one that fails delays no other."""
        for has_gone_off, owe in zip(self.waiting.timers, kinds().owing, strict=True):
            if has_gone_off:
                try:
                    await owe(self._coaching)
                except Exception:
                    log.exception("messages of one kind can't be planned: %s", owe.__module__)

    async def _tidy(self) -> None:
        """Release expired leases, and move (or skip) deliveries that are too late for today."""
        if self.waiting.leases:
            await release(self._coaching)
        if self.waiting.late:
            await planner.put_off_late(self._coaching)

    def _settle(self) -> None:
        """
        Settle posts in their own task: it calls Slack, and shouldn't wait for a rush or delay it.
        """
        if self.waiting.posts and (self._settling is None or self._settling.done()):
            self._settling = asyncio.create_task(reconcile.settle(self._coaching))

    def _show(self) -> None:
        if self._showing is None or self._showing.done():
            self._showing = asyncio.create_task(shown.work(self._coaching))


class Rush:
    """The posts in progress: at most `AT_ONCE`, and `SHARE` to one workspace."""

    def __init__(self, coaching: Coaching) -> None:
        self.begun = 0
        self._coaching = coaching
        self._post = Post(coaching)
        self._tasks: set[asyncio.Task[None]] = set()
        self._to: Counter[int] = Counter()
        self._ended = asyncio.Event()
        self._all_ended = asyncio.Event()
        self._broken: BaseException | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            for task in self._tasks:
                task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def under_way(self) -> int:
        """Return the number of unfinished posts."""
        return len(self._tasks)

    async def fill(self) -> bool:
        """Start as many posts as there is room for; return True if more may be due."""
        free = self._at_once() - self.under_way
        if free <= 0:
            return True
        passed_over = self._at_their_share()
        claimed, looked_at = await claim(self._coaching, free, passed_over)
        for parcel in await parcels(self._coaching, claimed):
            self._begin(parcel)
        return looked_at > 0 or bool(passed_over)

    async def room(self) -> None:
        """Wait until some posts have finished, but not for slow ones: others may fall due."""
        if self._tasks:
            await _within(CHORES_SECONDS, self._ended)
            self._ended.clear()
        if self._tasks:
            await _within(BREATH_SECONDS, self._all_ended)
        if self._broken is not None:
            raise self._broken

    def _begin(self, parcel: Parcel) -> None:
        task = asyncio.create_task(self._post(parcel))
        self._tasks.add(task)
        self._all_ended.clear()
        self._to[parcel.delivery.workspace_id] += 1
        task.add_done_callback(partial(self._end, parcel.delivery.workspace_id))
        self.begun += 1

    def _end(self, workspace_id: int, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._to[workspace_id] -= 1
        self._ended.set()
        if not self._tasks:
            self._all_ended.set()
        if not task.cancelled():
            self._broken = task.exception() or self._broken

    def _at_once(self) -> int:
        """Limit posts while users are active: both compete for the event loop and the database."""
        busy = self._coaching.activity.lately(self._coaching.clock())
        return AT_ONCE_BESIDE if busy else AT_ONCE

    def _at_their_share(self) -> Collection[int]:
        return [workspace for workspace, count in self._to.items() if count >= SHARE]


async def parcels(coaching: Coaching, claimed: Sequence[Claimed]) -> list[Parcel]:
    """Draw claimed deliveries; only kinds that show a member's history need a second query."""
    known = [d for d in claimed if _is_known(d)]
    wordy = {d.id for d in known if kinds().of(d.form, d.reason).draw_claimed is None}
    async with coaching.store.reading() as session:
        facts = await cards.load(session, sorted(wordy))
    # A member may have been erased between the two queries.
    there = [d for d in known if d.id not in wordy or d.id in facts]
    drawn = [_draw(coaching, delivery, facts.get(delivery.id)) for delivery in there]
    return [parcel for parcel in drawn if parcel]


def _is_known(delivery: Claimed) -> bool:
    if kinds().of(delivery.form, delivery.reason) is not UNKNOWN:
        return True
    log.warning("delivery %s: only a newer Baton can send '%s'", delivery.id, delivery.form)
    return False


def _draw(coaching: Coaching, delivery: Claimed, facts: Facts | None) -> Parcel | None:
    """Draw one delivery; one that can't be drawn holds up no other, and is tried again later."""
    try:
        return Parcel(delivery, cards.outgoing(coaching.library, delivery, facts))
    except Exception:
        log.exception("delivery %s: can't be drawn", delivery.id)
        return None


@retry_conflicts
async def release(coaching: Coaching) -> None:
    async with coaching.store.writing() as session:
        await claims.release(session, coaching.clock(), coaching.patience.lease)


@retry_conflicts
async def claim(
    coaching: Coaching, limit: int, passed_over: Collection[int]
) -> tuple[list[Claimed], int]:
    now = coaching.clock()
    wanted = Claim(coaching.owner, now + coaching.patience.lease, limit, SHARE, passed_over)
    async with coaching.store.writing() as session:
        return await claims.claim(session, wanted, coaching.pace, now)


async def _within(seconds: float, event: asyncio.Event) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
