"""Snooze a nudge: send it once more, later today or as the next working day's nudge."""

from datetime import datetime

from bot.coaching.check_ins import check_in
from bot.coaching.delivery import cards, nudge, shown
from bot.coaching.delivery.dues import expiry, next_for
from bot.coaching.delivery.kind import Kind
from bot.coaching.ports import Coaching
from bot.coaching.practice.progress import refresh_home
from bot.domain.answers.snooze import Later, later_today
from bot.domain.delivery.ledger import Form
from bot.domain.delivery.policy import Answer, Event, Policy
from bot.domain.enrolment.enrolment import Enrolment
from bot.domain.errors import CoachingError
from bot.domain.people.people import Member, Workspace
from bot.domain.practice.turn import ONE_DAY
from bot.domain.schedule.schedule import closes, local_date, open_slot, slot_date
from bot.store.answers import reminders, reply_target, snooze
from bot.store.answers.reply_target import Asked
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import outbox
from bot.store.enrolment import enrolments
from bot.store.people import people


@retry_conflicts
async def put_off(
    coaching: Coaching, workspace: Workspace, slack_id: str, delivery_id: int, wanted: Later
) -> None:
    """
    Send a nudge again later today, or on another day in place of that day's nudge.

    It comes back at most once a day; snoozed again, it moves to the next day.

    Raises:
        CoachingError: It isn't theirs, is answered, isn't the newest, or nothing is planned.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member, to = await _own(session, workspace, slack_id, delivery_id)
        track = await _checked(session, to)
        at = await _today(session, to, member, wanted, now)
        expires_at = closes(open_slot(member.cadence, now) or now)
        if at is None:
            at = _another_day(member, track, now)
            expires_at = expiry(at)
        await check_in.heard(session, member.id, now)
        await snooze.put_off(session, to, at, expires_at)
        await outbox.add(session, outbox.card(to.delivery_id), now)
        await reminders.forget(session, [to.delivery_id])
    await cards.redraw(coaching, to.delivery_id)
    await shown.catch_up(coaching, to.member_id)
    await refresh_home(coaching, workspace, slack_id)


async def _own(
    session: Session, workspace: Workspace, slack_id: str, delivery_id: int
) -> tuple[Member, Asked]:
    member = await people.member(session, workspace.id, slack_id)
    to = await reply_target.one(session, delivery_id, member.id) if member else None
    if member is None or to is None:
        raise CoachingError("error-card-gone")
    return member, to


async def _checked(session: Session, to: Asked) -> Enrolment:
    running = await enrolments.active(session, to.member_id, lock=True)
    if running is None or running.id != to.enrolment_id:
        raise CoachingError("error-later-over")
    if to.answered_at:
        raise CoachingError("error-later-answered")
    if not await snooze.is_newest(session, to):
        raise CoachingError("error-later-newer")
    return running


async def _today(
    session: Session, to: Asked, member: Member, wanted: Later, now: datetime
) -> datetime | None:
    start = open_slot(member.cadence, now)
    is_paused = member.paused_on(local_date(member.cadence, now))
    if start is None or is_paused or await snooze.came_back_since(session, to, start):
        return None
    return later_today(wanted, member.cadence, now)


def _another_day(member: Member, track: Enrolment, now: datetime) -> datetime:
    """Return the next day's slot that has had no nudge; the snoozed one takes it."""
    day = track.last_day or slot_date(member.cadence, now)
    at = next_for(member, now, day + ONE_DAY)
    if at is None:
        raise CoachingError("error-later-paused")
    return at


KINDS = (
    Kind(
        forms=frozenset({Form.SNOOZED}),
        policy=Policy(
            takes_day=True, answer=Answer.PARENT, cancelled_by=frozenset({Event.ANSWERED})
        ),
        draw=nudge.draw,
    ),
)
