"""
What falls due is owed: enrolment due → decide → delivery in the ledger, enrolment moved on.

One transaction for a batch. Nothing is sent here; `deliver` does that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.coaching import signals
from bot.coaching.ports import Coaching
from bot.domain.decide import Past, nudges_sent, silent_run
from bot.domain.follow_up import SILENT_AFTER, Reason
from bot.domain.ledger import Form
from bot.domain.pace import Pace
from bot.domain.people import Member
from bot.domain.remind import REMIND_AFTER
from bot.domain.rest import is_return
from bot.domain.schedule import closes, first_slot, local_date, next_due, open_slot
from bot.domain.track import Nudge
from bot.domain.turn import ONE_DAY, Turn, turn
from bot.domain.wordings import FIRST, wording_for
from bot.store import cards, claims, enrolments, follow_ups, ledger, owed, pasts, people, remind
from bot.store.engine import Session
from bot.store.enrolments import Enrolment
from bot.store.retry import retry_conflicts

BATCH = 200
"""Enrolments planned in one transaction: it keeps the wait of a reply behind it short."""

LEFT_IN_PEACE = timedelta(days=7)
"""How long silence that a coach has dealt with is not put before them again: five working days."""

TRY_AGAIN_AFTER = timedelta(days=7)
"""How long a member is let be whom Slack won't deliver to; an admin may have changed that."""

PULL_WINDOW = timedelta(hours=1)
"""How long a nudge that was asked for is tried; whoever asks is there now."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An enrolment that fell due, and what it does now."""

    enrolment: Enrolment
    member: Member
    past: Sequence[Past]
    turn: Turn


@retry_conflicts
async def owe_batch(coaching: Coaching) -> int:
    """Plan what has fallen due, at most a `BATCH` of it; returns how many enrolments."""
    now = coaching.clock()
    async with coaching.store.writing() as session:
        due = await enrolments.due(session, now, BATCH)
        past = await pasts.of(session, [enrolment.id for enrolment, _ in due])
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
            await _finish(session, plan, now)
            await _notice_silence(session, plan, now)
    return len(due)


@retry_conflicts
async def put_off_late(coaching: Coaching) -> None:
    """
    Move on what could not go out within the member's hours, and keep the reason.

    A reminder is dropped: it is for no other day.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        found = await owed.late(session, now, BATCH)
        await remind.drop(session, [one.id for one in found if one.form is Form.REMINDER])
        late = [one for one in found if one.form is not Form.REMINDER]
        for delivery in late:
            at = open_slot(delivery.cadence, now) or next_due(delivery.cadence, now) or owed.NEVER
            await owed.put_off(session, delivery.id, at, expiry(at))
        moved = [_moved(d.workspace_id, d.enrolment_id, d.id, "hours-closed", now) for d in late]
        await ledger.note(session, moved)


def welcome(enrolment_id: int, member: Member, now: datetime) -> dict[str, Any]:
    """The welcome card as something owed: at once within the member's hours, else in the next."""
    hours = next_for(member, now, local_date(member.cadence, now) - ONE_DAY) or owed.NEVER
    at = max(hours, now)
    return _delivery(enrolment_id, member, Form.WELCOME, "assigned") | _when(at, expiry(hours))


def word_of_coach(enrolment_id: int, member: Member, turn: int, now: datetime) -> dict[str, Any]:
    """Word that another coach has taken over: like a welcome, it comes before the next nudge."""
    owing = welcome(enrolment_id, member, now)
    return owing | {"turn": turn, "reason": owed.COACH_CHANGED}


def pulled(enrolment_id: int, member: Member, nudge: Nudge, now: datetime) -> dict[str, Any]:
    """A nudge the member asked for themself: at once, whatever the hour."""
    asked = _delivery(enrolment_id, member, Form.FULL, owed.ASKED_FOR, nudge)
    asked["wording"] = wording_for(nudge, member.id)
    return asked | _when(now, now + PULL_WINDOW) | {"paced_at": now}


def written(enrolment_id: int, member: Member, message_id: int, now: datetime) -> dict[str, Any]:
    """A coach's own words: at once, whatever the hour, since a person sends them."""
    words = _delivery(enrolment_id, member, Form.COACH, "coach")
    return words | _when(now, now + PULL_WINDOW) | {"turn": message_id, "paced_at": now}


def expiry(at: datetime) -> datetime:
    """When something owed at *at* is too late for that day."""
    return at if at == owed.NEVER else closes(at)


async def begin_queued(session: Session, member: Member, now: datetime) -> None:
    """Let the track that waits longest begin, on the member's next working day at the earliest."""
    waiting = await enrolments.waiting(session, member.id)
    if waiting:
        today = local_date(member.cadence, now)
        at = next_for(member, now, max(waiting[0].starts_on, today + ONE_DAY))
        await enrolments.activate(session, waiting[0].id, at, today)


def next_for(member: Member, now: datetime, first: date | None = None) -> datetime | None:
    """When a member's next nudge is due, on *first* or later; None while nothing is planned."""
    if member.deactivated or (member.paused_at and member.paused_until is None):
        return None
    refused = member.refused_at and local_date(member.cadence, member.refused_at) + TRY_AGAIN_AFTER
    days = [first, member.paused_until, refused, local_date(member.cadence, now)]
    return first_slot(member.cadence, now, max(day for day in days if day))


def next_of(
    enrolment: Enrolment, member: Member, now: datetime, first: date | None = None
) -> datetime | None:
    """When an enrolment is due next, on *first* or later: never twice on a day."""
    days = [enrolment.starts_on, first, enrolment.last_day and enrolment.last_day + ONE_DAY]
    return next_for(member, now, max(day for day in days if day))


async def hold_back(session: Session, delivery_ids: Sequence[int], now: datetime) -> None:
    """Let what has to go out again obey what was decided while a post of it was under way."""
    for delivery_id, facts in (await cards.facts(session, delivery_ids)).items():
        if facts.enrolment.state == "stopped":
            await owed.withdraw(session, facts.enrolment.id, owed.TAKEN_BACK)
        elif facts.form is Form.REST:
            continue
        elif facts.member.is_away(local_date(facts.member.cadence, now)):
            at = facts.enrolment.next_due or owed.NEVER
            await owed.put_off(session, delivery_id, at, expiry(at))


async def _owe(session: Session, pace: Pace, plans: Sequence[Planned], now: datetime) -> None:
    """Put these into the ledger, each at the time its workspace's pace allows."""
    times = await claims.reserve(session, pace, [p.member.workspace_id for p in plans], now)
    paced = zip(plans, times, strict=True)
    await owed.add(session, [_owed(p) | _paced(at, now) for p, at in paced])


def _paced(at: datetime, now: datetime) -> dict[str, Any]:
    """What may go at once keeps the time of its slot, which no wrong clock has set."""
    return {"paced_at": at} | ({"not_before": at} if at > now else {})


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
    """The first nudge after a pause with an end date ends the pause."""
    if plan.member.paused_at:
        await people.set_pause(session, plan.member.id, None, None)


async def _finish(session: Session, plan: Planned, now: datetime) -> None:
    if plan.turn.send and plan.turn.send.form is Form.END:
        await enrolments.end(session, plan.enrolment.id, "finished", now)
        await signals.finished(session, plan.enrolment, plan.member, now)
        await begin_queued(session, plan.member, now)


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


def _owed(plan: Planned) -> dict[str, Any]:
    taken = plan.turn
    if taken.send is None or taken.slot is None:
        raise ValueError("only a turn that sends something is owed")
    nudge = taken.send.nudge
    owing = _delivery(
        plan.enrolment.id,
        plan.member,
        taken.send.form,
        taken.send.reason,
        nudge,
    )
    owing["wording"] = wording_for(nudge, plan.member.id) if nudge else FIRST
    if _is_return(plan):
        owing["reason"] = owed.CAME_BACK
    when = _when(taken.slot, expiry(taken.slot))
    return owing | when | {"turn": taken.send.turn, "remind_at": _remind_at(plan.member, taken)}


def _is_return(plan: Planned) -> bool:
    cadence, today = plan.member.cadence, plan.turn.day
    if today is None or plan.turn.send is None or plan.turn.send.nudge is None:
        return False
    heard = max((p.sent_at for p in nudges_sent(plan.past) if p.sent_at), default=None)
    day = heard and local_date(cadence, heard)
    return is_return(day, today, cadence.days_off.leave, paused=plan.member.paused_at is not None)


def _remind_at(member: Member, taken: Turn) -> datetime | None:
    """When this nudge may need the reminder its member has asked for."""
    is_wanted = member.reminds and taken.slot and taken.send and taken.send.nudge
    return taken.slot + REMIND_AFTER if is_wanted and taken.slot else None


def _delivery(
    enrolment_id: int, member: Member, form: Form, reason: str, nudge: Nudge | None = None
) -> dict[str, Any]:
    return {
        "workspace_id": member.workspace_id,
        "enrolment_id": enrolment_id,
        "member_id": member.id,
        "nudge": nudge.id if nudge else "",
        "private": nudge.private if nudge else False,
        "form": form,
        "turn": 1,
        "wording": FIRST,
        "reason": reason,
    }


def _when(at: datetime, expires_at: datetime) -> dict[str, Any]:
    return {"due_at": at, "not_before": at, "expires_at": expires_at}


def _moved(
    workspace_id: int, enrolment_id: int, delivery_id: int | None, reason: str, now: datetime
) -> dict[str, Any]:
    return {
        "workspace_id": workspace_id,
        "enrolment_id": enrolment_id,
        "delivery_id": delivery_id,
        "at": now,
        "result": "moved",
        "reason": reason,
    }
