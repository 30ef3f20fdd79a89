"""After two weeks of an open-ended pause, send the member one offer, within their hours."""

from datetime import datetime

from bot.coaching.delivery import cards
from bot.coaching.delivery.kind import Kind
from bot.coaching.enrolment import reassignment
from bot.coaching.ports import Address, Coaching
from bot.coaching.practice.progress import refresh_home
from bot.coaching.schedule import settings
from bot.content.tracks.library import Library
from bot.domain.check_ins.pause_offer import PauseChoice
from bot.domain.delivery.card import PauseOffer
from bot.domain.delivery.ledger import Form
from bot.domain.delivery.policy import Answer, Event, Policy
from bot.domain.errors import CoachingError
from bot.domain.people.people import Member, Workspace
from bot.domain.practice.decide import nudge_ahead
from bot.domain.schedule.schedule import closes, next_due, open_slot
from bot.store.answers import choices
from bot.store.check_ins import pause_offers
from bot.store.check_ins.pause_offers import Resting
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.delivery.cards import Facts
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
    coaching: Coaching, workspace: Workspace, slack_id: str, delivery_id: int, choice: PauseChoice
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
            await choices.choose(session, Form.PAUSE_OFFER, delivery_id, member.id, choice, now)
            if member
            else None
        )
        if member is None or chosen is None:
            raise CoachingError("error-card-gone")
    if chosen and choice is PauseChoice.CARRY_ON:
        await settings.resume(coaching, workspace, slack_id)
    if chosen and choice is PauseChoice.STOP:
        await _stop(coaching, workspace, member, now)
    await cards.redraw(coaching, delivery_id)
    await refresh_home(coaching, workspace, slack_id)


def draw(library: Library, facts: Facts) -> PauseOffer | None:
    """Build the offer, or the choice made on it; None if the track is no longer there."""
    track = library.track(facts.enrolment.track)
    if track is None:
        return None
    chosen = facts.closed_reason if facts.closed_reason in list(PauseChoice) else ""
    return PauseOffer(
        delivery_id=facts.delivery_id,
        track=track.title,
        coach=_told(facts),
        nudge=nudge_ahead(track, facts.past),
        answered=facts.answered_at is not None,
        choice=PauseChoice(chosen) if chosen else None,
        following=facts.enrolment.next_due,
        zone=facts.member.cadence.zone.key,
    )


def _told(facts: Facts) -> str:
    """Return the mention of the track's coach if they can be notified of this choice, else ""."""
    coach = facts.coach
    is_coach = not (coach.dismissed or coach.deactivated)
    return coach.mention if is_coach and facts.member.reader_id == coach.id else ""


async def stop_for_good(coaching: Coaching, workspace: Workspace, slack_id: str) -> str:
    """
    End the member's track and pause with an open end, without the offer of a long pause.

    Returns:
        The track's title, or "" if they were on none.

    Raises:
        CoachingError: They are not coached.
    """
    member = (await settings.pause(coaching, workspace, slack_id, None)).after
    async with coaching.store.reading() as session:
        running = await enrolments.active(session, member.id)
    await _ask_nothing_more(coaching, member)
    if running is None:
        return ""
    await _stop(coaching, workspace, member, coaching.clock())
    await refresh_home(coaching, workspace, slack_id)
    track = coaching.library.track(running.track)
    return track.title if track else running.track


@retry_conflicts
async def _ask_nothing_more(coaching: Coaching, member: Member) -> None:
    async with coaching.store.writing() as session:
        await pause_offers.plan(session, member.id, None)


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


KINDS = (
    Kind(
        forms=frozenset({Form.PAUSE_OFFER}),
        policy=Policy(
            answer=Answer.OWN,
            goes_out_in_pause=True,
            cancelled_by=frozenset({Event.RESUMED}),
        ),
        draw=draw,
        timer=pause_offers.TIMER,
        owe=owe,
    ),
)
