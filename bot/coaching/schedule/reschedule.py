"""Recompute a member's next nudge after anything about them changed."""

from dataclasses import replace
from datetime import datetime

from bot.coaching.delivery import events
from bot.coaching.delivery.dues import expiry, next_of
from bot.coaching.enrolment import introductions
from bot.coaching.plans import plan_questions
from bot.domain.delivery.policy import Event
from bot.domain.enrolment.enrolment import Enrolment
from bot.domain.errors import CoachingError
from bot.domain.people.people import Member, Workspace
from bot.domain.practice.turn import ONE_DAY, taken_after_a_move
from bot.domain.schedule.schedule import local_date
from bot.store.database.engine import Session
from bot.store.delivery import history, pending
from bot.store.enrolment import enrolments
from bot.store.people import people


async def replan(session: Session, member: Member, now: datetime) -> datetime | None:
    """
    Recompute a member's next nudge after anything about them changed.

    Pending deliveries move along, so that a pause holds back even what was due this minute.

    Returns:
        The next due time, UTC; None when nothing is planned.
    """
    await plan_questions.replan(session, member, now)
    enrolment = await enrolments.active(session, member.id)
    if enrolment is None:
        await introductions.replan(session, member, now)
        return None
    await events.report(session, Event.RESCHEDULED, enrolment.id, now)
    at = next_of(enrolment, member, now)
    await enrolments.move(session, enrolment.id, at)
    await pending.put_off_all(
        session, enrolment.id, at or pending.NEVER, expiry(at or pending.NEVER)
    )
    await introductions.replan(session, member, now)
    return at and max(at, now)


def after_today(enrolment: Enrolment, member: Member, now: datetime) -> datetime | None:
    """
    Return when a member's next nudge after today is due, UTC, for their coach.

    A coach hears nothing of today's: whether it's still to come could tell that words of distress
    have stopped the day.
    """
    today = local_date(member.cadence, now)
    due = enrolment.next_due
    if due is None or local_date(member.cadence, due) > today:
        return due
    return next_of(enrolment, member, now, today + ONE_DAY)


async def moved(session: Session, before: Member, after: Member, now: datetime) -> None:
    """Reschedule for a member whose time zone changed."""
    enrolment = await enrolments.active(session, after.id)
    if enrolment is not None:
        past = (await history.of(session, [enrolment.id]))[enrolment.id]
        heard = max((p.sent_at for p in past if p.sent_at), default=None)
        if heard and enrolment.last_day:
            day = taken_after_a_move(enrolment.last_day, heard, after.cadence)
            await enrolments.take_day(session, enrolment.id, day)
    await replan(session, after, now)


async def speaker(session: Session, workspace: Workspace, slack_id: str, now: datetime) -> Member:
    """Return the member who wrote, and mark them reachable; raise if they aren't a member."""
    member = await people.member(session, workspace.id, slack_id)
    if member is None:
        raise CoachingError("error-no-track")
    await events.report(session, Event.HEARD, member.id, now)
    if member.unreachable:
        return await let_back(session, member, now)
    return member


async def try_again(session: Session, member: Member, now: datetime) -> Member:
    """Retry a member Slack wouldn't deliver to at their next hours; only a post can tell."""
    tried = replace(member, refused_at=None)
    await people.set_unreachable(session, member.id, member.unreachable)
    await replan(session, tried, now)
    return tried


async def let_back(session: Session, member: Member, now: datetime) -> Member:
    """Schedule normally for a member again, since they may be reachable."""
    back = replace(member, unreachable="", refused_at=None)
    await people.set_unreachable(session, member.id, "")
    await replan(session, back, now)
    return back
