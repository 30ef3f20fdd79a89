"""Signals to a coach from patterns in a member's answers; private days don't count."""

from datetime import datetime

from bot.coaching.ports import Coaching
from bot.domain.answers.reply import Outcome
from bot.domain.enrolment.enrolment import Enrolment
from bot.domain.follow_up.follow_up import Reason
from bot.domain.follow_up.signals import FROM_ANSWERS, LOOKED_AT, Told, signals
from bot.domain.people.people import Member
from bot.domain.practice.track import Nudge
from bot.store.answers import journal
from bot.store.answers.journal import Entry
from bot.store.answers.reply_target import Asked
from bot.store.database.engine import Session
from bot.store.follow_up import follow_ups
from bot.store.people import people


async def evaluate(coaching: Coaching, session: Session, to: Asked, now: datetime) -> None:
    """Update the current reader's signals; without a reader, nothing is read."""
    if to.reader_id is not None:
        await evaluate_for(coaching, session, to.member_id, to.reader_id, now)


async def evaluate_for(
    coaching: Coaching, session: Session, member_id: int, coach_id: int, now: datetime
) -> None:
    """Open signals for patterns in what this coach may know, and settle those that have ended."""
    newest = await journal.newest_for(session, member_id, LOOKED_AT, coach_id)
    told = [t for entry in newest if (t := _told(coaching, entry))]
    found = signals(told, await follow_ups.dealt_with(session, member_id))
    member = await people.member_by_id(session, member_id)
    for reason in found:
        await _open(session, member, coach_id, reason, found[reason], now)
    settled = [reason for reason in FROM_ANSWERS if reason not in found]
    await follow_ups.settle(session, member_id, settled, now)


async def finished(session: Session, enrolment: Enrolment, member: Member, now: datetime) -> None:
    """Tell the coach that a member has finished a track."""
    await follow_ups.open_one(
        session,
        workspace_id=member.workspace_id,
        member_id=member.id,
        coach_id=enrolment.coach_id,
        reason=Reason.GOOD_NEWS,
        now=now,
        detail=enrolment.track,
    )


def _told(coaching: Coaching, entry: Entry) -> Told | None:
    """Reduce an answer to what may count: of a kept one, only that the member is stuck."""
    found = coaching.library.nudge(entry.nudge)
    if found is None or entry.private:
        return None
    answer = entry.answer
    return Told(
        delivery_id=entry.delivery_id,
        nudge=entry.nudge,
        at=answer.at,
        outcome=answer.outcome or (Outcome.STUCK if entry.is_stuck else None),
        confidence=answer.confidence,
        flagged=_is_flagged(found[1], answer.choice),
    )


def _is_flagged(nudge: Nudge, choice: str) -> bool:
    return choice in nudge.signal


async def _open(
    session: Session,
    member: Member,
    coach_id: int,
    reason: Reason,
    told: tuple[Told, ...],
    now: datetime,
) -> None:
    """Open a signal: *stuck* quotes its newest nudge, the others say as little as possible."""
    await follow_ups.open_one(
        session,
        workspace_id=member.workspace_id,
        member_id=member.id,
        coach_id=coach_id,
        reason=reason,
        now=now,
        delivery_id=told[0].delivery_id if reason is Reason.STUCK else None,
        count=len(told),
        detail=_detail(reason, told),
    )


def _detail(reason: Reason, told: tuple[Told, ...]) -> str:
    if reason in {Reason.PARKED, Reason.POOR_FIT}:
        return " ".join(t.nudge for t in told)
    return told[0].nudge.rpartition(".")[0] if reason is not Reason.STUCK else ""
