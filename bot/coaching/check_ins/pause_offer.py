"""After two weeks of an open-ended pause, send the member one offer, within their hours."""

from datetime import datetime

from bot.coaching.delivery import cards
from bot.coaching.enrolment import reassignment
from bot.coaching.ports import Address, Coaching
from bot.coaching.practice.progress import refresh_home
from bot.coaching.schedule import settings
from bot.domain.check_ins.pause_offer import RestChoice
from bot.domain.delivery.ledger import Form
from bot.domain.errors import CoachingError
from bot.domain.people.people import Member, Workspace
from bot.domain.schedule.schedule import closes, next_due, open_slot
from bot.store.answers import choices
from bot.store.check_ins import pause_offers
from bot.store.check_ins.pause_offers import Resting
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.enrolment import enrolments
from bot.store.people import audit, people
from bot.store.privacy import readers

BATCH = 100
"""Members checked in one transaction."""


@retry_conflicts
async def owe(coaching: Coaching) -> None:
    """Queue an offer to resume, to stop or not to be asked again, for members in a long pause."""
    now = coaching.clock()
    async with coaching.store.writing() as session:
        for resting in await pause_offers.due(session, now, BATCH):
            await _offer(session, resting, now)


@retry_conflicts
async def answer(
    coaching: Coaching, workspace: Workspace, slack_id: str, delivery_id: int, choice: RestChoice
) -> None:
    """
    Apply a member's choice in a long pause; only the first tap counts.

    Raises:
        CoachingError: The card isn't theirs, or no longer exists.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await people.member(session, workspace.id, slack_id)
        chosen = (
            await choices.choose(session, Form.REST, delivery_id, member.id, choice, now)
            if member
            else None
        )
        if member is None or chosen is None:
            raise CoachingError("error-card-gone")
    if chosen and choice is RestChoice.CARRY_ON:
        await settings.resume(coaching, workspace, slack_id)
    if chosen and choice is RestChoice.STOP:
        await _stop(coaching, workspace, member, now)
    await cards.redraw(coaching, delivery_id)
    await refresh_home(coaching, workspace, slack_id)


async def _offer(session: Session, resting: Resting, now: datetime) -> None:
    member, running = resting.member, open_slot(resting.member.cadence, now)
    if resting.enrolment_id is None or member.deactivated or member.unreachable:
        await pause_offers.plan(session, member.id, None)
    elif running is None:
        await pause_offers.plan(session, member.id, next_due(member.cadence, now))
    else:
        await pause_offers.plan(session, member.id, None)
        await pause_offers.add(session, member, resting.enrolment_id, now, closes(running))


@retry_conflicts
async def _stop(coaching: Coaching, workspace: Workspace, member: Member, now: datetime) -> None:
    """End the track and notify the coach; the pause stays, even if another track is queued."""
    async with coaching.store.writing() as session:
        running = await enrolments.active(session, member.id)
        if running is None:
            return
        coach = await readers.of_member(session, member.id)
        await reassignment.stop(session, running.id, now)
        await reassignment.let_queued_begin(session, member, now)
        facts = {"track": running.track, "enrolment": running.id}
        await audit.note(
            session, workspace.id, member.slack_id, "stop", now, member_id=member.id, **facts
        )
    if coach is None:
        return
    track = coaching.library.track(running.track)
    await coaching.messenger.note(
        Address(workspace, coach.slack_id),
        "coach-member-stopped",
        member=member.mention,
        track=track.title if track else running.track,
    )
