"""
Keep coaches' Home tabs up to date, as they quote members (docs/decisions/0034).

Every change of who may read what queues a redraw of the Home in its own transaction
(`store/follow_up/coach_homes.py`); each tick draws the pending ones, until Slack accepts them.
"""

import asyncio
import logging
from collections.abc import Sequence
from functools import partial

from bot.coaching.delivery import access
from bot.coaching.follow_up import follow_up
from bot.coaching.ports import Address, Coaching
from bot.coaching.practice import progress
from bot.domain.errors import DeliveryFailed, OutcomeUnknown
from bot.domain.follow_up.coach_pages import CoachHome
from bot.domain.people.member_pages import MemberHome
from bot.domain.people.people import Coach, Workspace
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import outbox
from bot.store.follow_up import coach_homes
from bot.store.follow_up.coach_homes import Due, Version
from bot.store.people import coaches

LIMIT, SHARE = 30, 5
"""Home tabs drawn in one batch, and the share of one workspace."""

log = logging.getLogger(__name__)


async def opened(coaching: Coaching, workspace: Workspace, coach: Coach) -> CoachHome | None:
    """
    Draw the Home tab a coach has just opened, and keep it up to date from now on.

    Returns:
        The Home they see; None if Slack refused it, to be retried.
    """
    async with coaching.store.reading() as session:
        is_known = await coach_homes.version(session, coach.id) is not None
    if not is_known:
        await _note_opened(coaching, workspace, coach)
    page = await _draw(coaching, workspace, coach.id)
    return page if isinstance(page, CoachHome) else None


async def refresh(coaching: Coaching, workspace: Workspace, coach: Coach) -> None:
    """Draw a coach's Home tab at once, because they have just changed what it shows."""
    await _owe(coaching, coach.id)
    await _draw(coaching, workspace, coach.id)


async def any_due(coaching: Coaching, session: Session) -> bool:
    """Return True if any Home tab is due to be drawn."""
    now = coaching.clock()
    return await coach_homes.any_due(session, now, now + outbox.FAR)


async def work(coaching: Coaching) -> int:
    """Draw the pending Homes; return how many."""
    due = await _claim(coaching)
    await asyncio.gather(*map(partial(_draw_due, coaching), due))
    return len(due)


@retry_conflicts
async def _note_opened(coaching: Coaching, workspace: Workspace, coach: Coach) -> None:
    async with coaching.store.writing() as session:
        await coach_homes.opened(session, workspace.id, coach.id, coaching.clock())


@retry_conflicts
async def _owe(coaching: Coaching, coach_id: int) -> None:
    async with coaching.store.writing() as session:
        await coach_homes.owe(session, [coach_id], coaching.clock())


@retry_conflicts
async def _claim(coaching: Coaching) -> Sequence[Due]:
    now = coaching.clock()
    until = now + coaching.patience.lease
    async with coaching.store.writing() as session:
        return await coach_homes.claim(session, now, now + outbox.FAR, until, (SHARE, LIMIT))


async def _draw_due(coaching: Coaching, due: Due) -> None:
    try:
        await _draw(coaching, due.workspace, due.coach_id)
    except Exception:
        log.exception("coach %s: their Home tab is not brought up to date", due.coach_id)


async def _draw(
    coaching: Coaching, workspace: Workspace, coach_id: int
) -> CoachHome | MemberHome | None:
    """Draw a coach's Home from current data; return what Slack accepted."""
    async with coaching.turns.on(("home", coach_id)):
        async with coaching.store.reading() as session:
            version = await coach_homes.version(session, coach_id)
            coach = await coaches.by_id(session, coach_id)
        if version is None:
            return None
        page = await _page(coaching, workspace, coach)
        try:
            await coaching.messenger.draw_home(Address(workspace, coach.slack_id), page)
        except (DeliveryFailed, OutcomeUnknown) as failure:
            await _try_later(coaching, coach_id, version, failure)
            return None
        await _close(coaching, coach_id, version)
        return page


async def _page(
    coaching: Coaching, workspace: Workspace, coach: Coach
) -> CoachHome | MemberHome | None:
    """Build the Home tab of a coach, or of a person who has stopped being one."""
    if coach.dismissed or coach.deactivated:
        return await progress.home(coaching, workspace, coach.slack_id)
    return await follow_up.home(coaching, coach)


async def _close(coaching: Coaching, coach_id: int, drawn: Version) -> None:
    """Record the draw; a Home that was current before and still is costs no transaction."""
    async with coaching.store.reading() as session:
        now_there = await coach_homes.version(session, coach_id)
    if drawn.is_owed or now_there != drawn:
        await _write_closed(coaching, coach_id, drawn)


@retry_conflicts
async def _write_closed(coaching: Coaching, coach_id: int, drawn: Version) -> None:
    async with coaching.store.writing() as session:
        await coach_homes.close(session, coach_id, drawn, coaching.clock())


@retry_conflicts
async def _try_later(
    coaching: Coaching, coach_id: int, version: Version, failure: DeliveryFailed | OutcomeUnknown
) -> None:
    now, tries = coaching.clock(), version.attempts + 1
    refused = failure if isinstance(failure, DeliveryFailed) else None
    asked = refused.retry_after if refused else None
    is_final = refused is not None and refused.permanent
    log.info("coach %s: their Home tab isn't shown yet (%s)", coach_id, failure.reason)
    async with coaching.store.writing() as session:
        if is_final or tries > outbox.MOST_TRIES:
            log.warning("coach %s: their Home tab is left as it is", coach_id)
            await coach_homes.give_up(session, coach_id, version)
            return
        until = coaching.patience.retry_at(now, version.id, tries, asked)
        await coach_homes.put_off(session, coach_id, until, counts=asked is None)
        if refused and refused.whole_workspace:
            await access.stop(session, version.workspace_id, refused.reason, now)
