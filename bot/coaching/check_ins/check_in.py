"""The check-in after a silence: resume the track on its answer, or on any other sign of life."""

from datetime import datetime, timedelta

from bot.coaching.delivery import cards, events, shown
from bot.coaching.delivery.kind import Kind
from bot.coaching.ports import Address, Coaching
from bot.coaching.practice.progress import refresh_home
from bot.coaching.schedule import reschedule, settings
from bot.content.tracks.library import Library
from bot.domain.check_ins.check_in import PAUSING, Choice
from bot.domain.delivery.card import CheckIn
from bot.domain.delivery.ledger import Form
from bot.domain.delivery.policy import Answer, Event, Policy
from bot.domain.errors import CoachingError
from bot.domain.follow_up.follow_up import Reason
from bot.domain.people.people import Member, Workspace
from bot.domain.practice.decide import DOOR_OPEN
from bot.domain.schedule.schedule import local_date
from bot.store.answers import choices
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.delivery.cards import Facts
from bot.store.follow_up import follow_ups
from bot.store.people import people
from bot.store.privacy import readers

A_WEEK = timedelta(days=7)


async def heard(session: Session, member_id: int, now: datetime) -> None:
    """End a silence on any sign of life, and resume the track."""
    await follow_ups.settle(session, member_id, [Reason.SILENT], now)
    if await events.report(session, Event.HEARD, member_id, now):
        await reschedule.replan(session, await people.member_by_id(session, member_id), now)


@retry_conflicts
async def answer(
    coaching: Coaching, workspace: Workspace, slack_id: str, delivery_id: int, choice: Choice
) -> None:
    """
    Apply a member's choice after a silence; only the first tap counts.

    *Another track* is the coach's choice: they are notified, and nothing is sent until they
    choose.

    Raises:
        CoachingError: The card isn't theirs, or no longer exists.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await people.member(session, workspace.id, slack_id)
        chosen = await _choose(session, member, delivery_id, choice, now)
        if member and chosen:
            # A tap on either of two open questions answers both.
            await events.report(session, Event.HEARD, member.id, now)
            await follow_ups.settle(session, member.id, [Reason.SILENT], now)
            await reschedule.replan(session, member, now)
    if member and chosen:
        await _carry_out(coaching, workspace, member, choice, now)
    await cards.redraw(coaching, delivery_id)
    if member:
        await shown.catch_up(coaching, member.id)
    await refresh_home(coaching, workspace, slack_id)


def draw(library: Library, facts: Facts) -> CheckIn | None:
    """Build the question, or the choice made on it; None if the track is no longer there."""
    track = library.track(facts.enrolment.track)
    if track is None:
        return None
    chosen = facts.closed_reason if facts.closed_reason in list(Choice) else ""
    return CheckIn(
        delivery_id=facts.delivery_id,
        track=track.title,
        coach=facts.helper.mention if facts.helper else "",
        answered=facts.answered_at is not None,
        choice=Choice(chosen) if chosen else None,
        following=facts.enrolment.next_due,
        zone=facts.member.cadence.zone.key,
        is_last=facts.reason == DOOR_OPEN,
        is_paused=facts.member.paused_at is not None,
    )


async def check_own(
    coaching: Coaching, workspace: Workspace, slack_id: str, delivery_id: int
) -> None:
    """
    Check that a check-in is a member's own.

    Raises:
        CoachingError: The card isn't theirs, or no longer exists.
    """
    async with coaching.store.reading() as session:
        member = await people.member(session, workspace.id, slack_id)
        if not member or not await choices.is_of(session, Form.CHECK_IN, delivery_id, member.id):
            raise CoachingError("error-card-gone")


@retry_conflicts
async def undo(coaching: Coaching, workspace: Workspace, slack_id: str, delivery_id: int) -> None:
    """
    Take back a choice that paused the member, and ask again.

    Raises:
        CoachingError: The card isn't theirs, or that pause is over.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await people.member(session, workspace.id, slack_id)
        if not member or not await choices.is_of(session, Form.CHECK_IN, delivery_id, member.id):
            raise CoachingError("error-card-gone")
        if not member.paused_on(local_date(member.cadence, now)):
            raise CoachingError("check-in-undo-over")
        chosen_at = await choices.reopen(session, Form.CHECK_IN, delivery_id, member.id, PAUSING)
        if chosen_at is None:
            raise CoachingError("check-in-undo-over")
        unasked = await follow_ups.take_back(session, member.id, Reason.ASKED, chosen_at, now)
        coach = await readers.of_member(session, member.id) if unasked else None
        await settings.end_pause(session, member, now)
    if coach:
        await coaching.messenger.note(
            Address(workspace, coach.slack_id), "coach-asked-track-undone", member=member.mention
        )
    await cards.redraw(coaching, delivery_id)
    await refresh_home(coaching, workspace, slack_id)


async def _choose(
    session: Session, member: Member | None, delivery_id: int, choice: Choice, now: datetime
) -> bool:
    chosen = (
        await choices.choose(session, Form.CHECK_IN, delivery_id, member.id, choice, now)
        if member
        else None
    )
    if chosen is None:
        raise CoachingError("error-card-gone")
    return chosen


async def _carry_out(
    coaching: Coaching, workspace: Workspace, member: Member, choice: Choice, now: datetime
) -> None:
    if choice is Choice.PAUSE:
        until = local_date(member.cadence, now) + A_WEEK
        await settings.pause(coaching, workspace, member.slack_id, until)
    if choice is Choice.TRACK:
        await settings.pause(coaching, workspace, member.slack_id, None)
        await _ask_coach(coaching, workspace, member, now)


@retry_conflicts
async def _ask_coach(
    coaching: Coaching, workspace: Workspace, member: Member, now: datetime
) -> None:
    async with coaching.store.writing() as session:
        coach = await readers.of_member(session, member.id)
        if coach is None:
            return
        await follow_ups.open_one(
            session,
            workspace_id=workspace.id,
            member_id=member.id,
            coach_id=coach.id,
            reason=Reason.ASKED,
            now=now,
        )
    await coaching.messenger.note(
        Address(workspace, coach.slack_id), "coach-asked-track", member=member.mention
    )


KINDS = (
    Kind(
        forms=frozenset({Form.CHECK_IN}),
        policy=Policy(takes_day=True, answer=Answer.OWN, cancelled_by=frozenset({Event.HEARD})),
        draw=draw,
    ),
)
