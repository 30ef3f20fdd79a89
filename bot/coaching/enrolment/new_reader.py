"""Update signals, cards and Homes after the reader of a member's answers changes."""

from bot.coaching.delivery import shown
from bot.coaching.enrolment import introductions
from bot.coaching.follow_up import signals
from bot.coaching.ports import Coaching
from bot.coaching.practice import progress
from bot.domain.people.people import Workspace
from bot.store.database.retry import retry_conflicts
from bot.store.follow_up import coach_homes
from bot.store.people import people
from bot.store.privacy import readers


async def begin(coaching: Coaching, workspace: Workspace, member_id: int) -> None:
    """Update a new coach's signals, then the member's messages, once the member has been told."""
    if not await introductions.any_to_show(coaching, member_id):
        return
    await _evaluate(coaching, member_id)
    await show(coaching, workspace, member_id)


async def changed(coaching: Coaching, workspace: Workspace, member_ids: list[int]) -> None:
    """Update the cards of members whose answers somebody can no longer read."""
    for member_id in member_ids:
        await show(coaching, workspace, member_id)


async def show(coaching: Coaching, workspace: Workspace, member_id: int) -> None:
    """Update a member's cards and Home tab with the current reader's name."""
    await shown.catch_up(coaching, member_id)
    async with coaching.store.reading() as session:
        slack_id = await people.slack_id(session, member_id)
    if slack_id:
        await progress.refresh_home(coaching, workspace, slack_id)


@retry_conflicts
async def _evaluate(coaching: Coaching, member_id: int) -> None:
    async with coaching.store.writing() as session:
        reader = await readers.of_member(session, member_id)
        if reader is not None:
            now = coaching.clock()
            await signals.evaluate_for(coaching, session, member_id, reader.id, now)
            await coach_homes.owe(session, [reader.id], now)
