"""
Plan deliveries: enrolment due → decide → add to the ledger, advance the enrolment.

One transaction for a batch. Nothing is sent here; `deliver` does that. What missed its hours is
moved to the next ones, or skipped, as its kind's policy says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.coaching.delivery.dues import Window, expiry, new_delivery, next_for
from bot.coaching.delivery.kind import kinds
from bot.coaching.enrolment import introductions
from bot.coaching.ports import Coaching
from bot.domain.answers.reminders import REMIND_AFTER
from bot.domain.check_ins.pause_offer import is_return
from bot.domain.delivery.delivery import Attempt, NewDelivery
from bot.domain.delivery.pace import Pace
from bot.domain.delivery.policy import IfLate
from bot.domain.enrolment.enrolment import Enrolment, EnrolmentState
from bot.domain.follow_up.follow_up import SILENT_AFTER, Reason
from bot.domain.people.people import Member
from bot.domain.practice.decide import Past, nudges_sent, silent_run
from bot.domain.practice.turn import ONE_DAY, Turn, turn
from bot.domain.schedule.schedule import local_date, next_due, open_slot
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import cards, claims, history, ledger, pending
from bot.store.delivery.pending import Late
from bot.store.enrolment import enrolments
from bot.store.follow_up import follow_ups
from bot.store.people import people

BATCH = 200
"""Enrolments planned in one transaction; it limits how long a reply waits for the lock."""

LEFT_IN_PEACE = timedelta(days=7)
"""Time in which a silence the coach has handled isn't reported again: five working days."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An enrolment that fell due, and the turn it takes."""

    enrolment: Enrolment
    member: Member
    past: Sequence[Past]
    turn: Turn


@retry_conflicts
async def owe_batch(coaching: Coaching) -> int:
    """Plan at most a `BATCH` of due enrolments; return how many."""
    now = coaching.clock()
    async with coaching.store.writing() as session:
        due = await enrolments.due(session, now, BATCH)
        past = await history.of(session, [enrolment.id for enrolment, _ in due])
        planned = [_plan(coaching, e, m, past[e.id], now) for e, m in due]
        await _owe(session, coaching.pace, [p for p in planned if p.turn.send], now)
        await enrolments.advance(
            session, [(p.enrolment.id, p.turn.next_due, p.turn.day) for p in planned]
        )
        moved = [
            _moved(p.enrolment.workspace_id, p.enrolment.id, None, p.turn.note, now)
            for p in planned
            if p.turn.note
        ]
        await ledger.note(session, moved)
        for plan in planned:
            await _come_back(session, plan)
            await _carry_on(session, plan, now)
            await _notice_silence(session, plan, now)
    return len(due)


@retry_conflicts
async def put_off_late(coaching: Coaching) -> None:
    """
    Postpone what couldn't go out within the member's hours, and record the reason.

    A kind that makes sense on its own day only is skipped.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        found = await pending.late(session, now, BATCH)
        late = [one for one in found if _may_move(one)]
        skipped = [one.id for one in found if not _may_move(one)]
        await pending.drop(session, skipped, pending.TOO_LATE)
        for delivery in late:
            at = (
                open_slot(delivery.cadence, now)
                or next_due(delivery.cadence, now)
                or pending.NEVER
            )
            await pending.put_off(session, delivery.id, at, expiry(at))
        moved = [_moved(d.workspace_id, d.enrolment_id, d.id, "hours-closed", now) for d in late]
        await ledger.note(session, moved)


async def begin_queued(session: Session, member: Member, now: datetime) -> None:
    """
    Start the track that has been queued longest, on the member's next working day at the earliest.

    If another coach assigned it, the member is introduced to them first.
    """
    waiting = await enrolments.waiting(session, member.id)
    if waiting:
        today = local_date(member.cadence, now)
        at = next_for(member, now, max(waiting[0].starts_on, today + ONE_DAY))
        await enrolments.activate(session, waiting[0].id, at, today)
        await introductions.settle(session, member.id, now)


async def hold_back(session: Session, delivery_ids: Sequence[int], now: datetime) -> None:
    """Apply decisions made while a post was in progress to a delivery that must go out again."""
    for delivery_id, facts in (await cards.facts(session, delivery_ids)).items():
        if facts.enrolment.state == EnrolmentState.STOPPED:
            await pending.withdraw(session, facts.enrolment.id, pending.TAKEN_BACK)
        elif kinds().of(facts.form, facts.reason).policy.goes_out_in_pause:
            continue
        elif facts.member.is_away(local_date(facts.member.cadence, now)):
            at = facts.enrolment.next_due or pending.NEVER
            await pending.put_off(session, delivery_id, at, expiry(at))


def _may_move(late: Late) -> bool:
    return kinds().of(late.form, late.reason).policy.if_late is IfLate.POSTPONE


async def _owe(session: Session, pace: Pace, plans: Sequence[Planned], now: datetime) -> None:
    """Add these to the ledger, each at the time its workspace's pace allows."""
    times = await claims.reserve(session, pace, [p.member.workspace_id for p in plans], now)
    paced = zip(plans, times, strict=True)
    await ledger.add(session, [_paced(_owed(p), at, now) for p, at in paced])


def _paced(owed: NewDelivery, at: datetime, now: datetime) -> NewDelivery:
    """Set the paced time; what may go now keeps its slot's time, which no wrong clock has set."""
    return replace(owed, paced_at=at, not_before=at if at > now else owed.not_before)


def _plan(
    coaching: Coaching, enrolment: Enrolment, member: Member, past: Sequence[Past], now: datetime
) -> Planned:
    due = enrolment.next_due or now
    track = coaching.library.track(enrolment.track)
    return Planned(
        enrolment,
        member,
        past,
        turn(track, past, member.cadence, due, enrolment.last_day, now),
    )


async def _come_back(session: Session, plan: Planned) -> None:
    """End a pause that has an end date, with the first nudge after it."""
    if plan.member.paused_at:
        await people.set_pause(session, plan.member.id, None, None)


async def _carry_on(session: Session, plan: Planned, now: datetime) -> None:
    """Do what follows from planning a message of its kind."""
    if plan.turn.send:
        await kinds().of(plan.turn.send.form).on_planned(session, plan, now)


async def _notice_silence(session: Session, plan: Planned, now: datetime) -> None:
    run = silent_run(plan.past, plan.member.cadence)
    since = now - LEFT_IN_PEACE
    if run >= SILENT_AFTER and not await follow_ups.closed_since(
        session, plan.member.id, Reason.SILENT, since
    ):
        await follow_ups.open_one(
            session,
            workspace_id=plan.enrolment.workspace_id,
            member_id=plan.member.id,
            coach_id=plan.enrolment.coach_id,
            reason=Reason.SILENT,
            now=now,
            count=run,
        )


def _owed(plan: Planned) -> NewDelivery:
    taken = plan.turn
    if taken.send is None or taken.slot is None:
        raise ValueError("only a turn that sends something is owed")
    owed = new_delivery(
        plan.enrolment.id,
        plan.member,
        taken.send.form,
        pending.CAME_BACK if _is_return(plan) else taken.send.reason,
        Window(taken.slot, expiry(taken.slot)),
        taken.send.nudge,
    )
    return replace(owed, turn=taken.send.turn, remind_at=_remind_at(plan.member, taken))


def _is_return(plan: Planned) -> bool:
    cadence, today = plan.member.cadence, plan.turn.day
    if today is None or plan.turn.send is None or plan.turn.send.nudge is None:
        return False
    heard = max((p.sent_at for p in nudges_sent(plan.past) if p.sent_at), default=None)
    day = heard and local_date(cadence, heard)
    return is_return(day, today, cadence.days_off.leave, paused=plan.member.paused_at is not None)


def _remind_at(member: Member, taken: Turn) -> datetime | None:
    """Return when this nudge may need a reminder, if its member wants one."""
    is_wanted = member.reminds and taken.slot and taken.send and taken.send.nudge
    return taken.slot + REMIND_AFTER if is_wanted and taken.slot else None


def _moved(
    workspace_id: int, enrolment_id: int, delivery_id: int | None, reason: str, now: datetime
) -> Attempt:
    return Attempt(
        workspace_id=workspace_id,
        enrolment_id=enrolment_id,
        delivery_id=delivery_id,
        at=now,
        result="moved",
        reason=reason,
    )
