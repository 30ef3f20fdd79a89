"""Record the outcome of posts, and what it says about reaching a member or a workspace."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime

from bot.coaching.delivery import access, dues, planner
from bot.coaching.delivery.kind import kinds
from bot.coaching.enrolment import introductions
from bot.coaching.schedule import reschedule
from bot.domain.delivery.ledger import State
from bot.domain.follow_up.follow_up import Reason
from bot.domain.people.people import Member
from bot.domain.schedule.schedule import local_date, slot_date
from bot.store.database.engine import Session
from bot.store.delivery import claims, ledger, outbox, pending
from bot.store.delivery.ledger import Claimed, Mark
from bot.store.enrolment import enrolments
from bot.store.follow_up import follow_ups
from bot.store.people import people
from bot.store.privacy import readers

WORKSPACE_GONE = "workspace-gone"
"""The result of an attempt that showed the workspace's token to be invalid."""

HELD = "held"
"""The result of an attempt that showed the workspace to accept nothing for now."""

MEMBER_GONE = "member-gone"
"""The result of an attempt that showed a member to be unreachable; they are retried weekly."""

FOR_EVERYBODY = frozenset({"messages_tab_disabled"})
"""Refusals that apply to the whole app: once one member is reachable again, so are the others."""

MOST_AT_ONCE = 200
"""Members replanned in one transaction."""


async def write(session: Session, owner: str, marks: Sequence[Mark], now: datetime) -> None:
    """Record the outcome of posts and its consequences, whichever process found out."""
    there = await ledger.mark(session, owner, marks)
    await learn(session, [mark for mark in marks if mark.delivery.id in there])
    for delivery_id, arrived in there.items():
        if arrived.sent and (arrived.answered or arrived.about_id):
            await _show_what_came_late(session, delivery_id, arrived.about_id, now)
    back = [mark.delivery.id for mark in marks if mark.state is State.DUE]
    await planner.hold_back(session, back, now)
    for mark in marks:
        if mark.state is State.DUE and mark.delivery.introduces_id is not None:
            # The coach may have changed while it was being posted.
            await introductions.settle(session, mark.delivery.member_id, now)


async def _show_what_came_late(
    session: Session, delivery_id: int, about_id: int | None, now: datetime
) -> None:
    """Queue an update for answers older than this post's record, and to fold an earlier card."""
    shown = await outbox.came_late(session, delivery_id, about_id)
    if shown:
        await outbox.add(session, shown, now, outbox.AT_ONCE)


async def learn(session: Session, marks: Sequence[Mark]) -> None:
    """Store what these posts revealed, in the transaction that marks them."""
    await _leave_alone(session, [mark for mark in marks if mark.quiet_until])
    for mark in marks:
        learning = BY_RESULT.get(mark.result) or BY_STATE.get(mark.state)
        if learning:
            await learning(session, mark)


async def _leave_alone(session: Session, marks: Sequence[Mark]) -> None:
    quiet = {mark.delivery.workspace_id: mark.quiet_until for mark in marks if mark.quiet_until}
    if quiet:
        await claims.quieten(session, quiet, max(mark.at for mark in marks))


async def tell_coach(session: Session, mark: Mark) -> None:
    """Tell the member's current coach of a delivery that failed, or may have."""
    reader = await readers.of_member(session, mark.delivery.member_id)
    await follow_ups.open_one(
        session,
        workspace_id=mark.delivery.workspace_id,
        member_id=mark.delivery.member_id,
        coach_id=reader.id if reader else mark.delivery.coach_id,
        reason=Reason.UNREACHABLE,
        now=mark.at,
        delivery_id=mark.delivery.id,
        detail=mark.reason,
    )


async def left_or_back(session: Session, member: Member, now: datetime) -> None:
    """Tell the coach while a member's account is closed, which is not the same as silence."""
    enrolment = await enrolments.active(session, member.id)
    if not member.deactivated:
        await follow_ups.settle(session, member.id, [Reason.UNREACHABLE], now)
    elif enrolment:
        await follow_ups.open_one(
            session,
            workspace_id=member.workspace_id,
            member_id=member.id,
            coach_id=enrolment.coach_id,
            reason=Reason.UNREACHABLE,
            now=now,
            detail="deactivated",
        )


async def _reached(session: Session, mark: Mark) -> None:
    delivery = mark.delivery
    await introductions.told(session, mark)
    if day := _day_taken(delivery, mark.at):
        await enrolments.take_day(session, delivery.enrolment_id, day)
    if mark.channel != delivery.channel:
        await people.set_channel(session, delivery.member_id, mark.channel)
    if delivery.unreachable:
        await _reachable_again(session, mark)
    if delivery.workspace.held:
        await access.let_in(session, delivery.workspace_id)


def _day_taken(delivery: Claimed, at: datetime) -> date | None:
    """Return the day used up by a postponed delivery, if it wasn't counted before."""
    if not kinds().of(delivery.form, delivery.reason).policy.takes_day:
        return None
    if delivery.last_day and delivery.last_day >= local_date(delivery.cadence, at):
        return None
    day = slot_date(delivery.cadence, at)
    return day if delivery.last_day is None or delivery.last_day < day else None


async def _reachable_again(session: Session, mark: Mark) -> None:
    """Resume planning for a member, and for everyone blocked by the same app-wide refusal."""
    delivery = mark.delivery
    member = await people.member_by_id(session, delivery.member_id)
    others = (
        await people.refused_for(
            session, delivery.workspace_id, delivery.unreachable, MOST_AT_ONCE
        )
        if delivery.unreachable in FOR_EVERYBODY
        else []
    )
    for one in {one.id: one for one in (member, *others)}.values():
        await reschedule.let_back(session, one, mark.at)
        await follow_ups.settle(session, one.id, [Reason.UNREACHABLE], mark.at)


async def _refused(session: Session, mark: Mark) -> None:
    """Retry in a week, and tell the member's coach."""
    delivery = mark.delivery
    await people.set_refused(session, delivery.member_id, mark.reason, mark.at)
    again = dues.next_for(await people.member_by_id(session, delivery.member_id), mark.at)
    await pending.put_off(
        session, delivery.id, again or pending.NEVER, dues.expiry(again or pending.NEVER)
    )
    await reschedule.replan(
        session, await people.member_by_id(session, delivery.member_id), mark.at
    )
    await tell_coach(session, mark)


async def _failed(session: Session, mark: Mark) -> None:
    await people.set_unreachable(session, mark.delivery.member_id, mark.reason)
    await tell_coach(session, mark)


async def _stopped(session: Session, mark: Mark) -> None:
    await access.stop(session, mark.delivery.workspace_id, mark.reason, mark.at)


async def _held(session: Session, mark: Mark) -> None:
    await access.hold(session, mark.delivery.workspace_id, mark.reason, mark.at)


Learning = Callable[[Session, Mark], Awaitable[None]]

BY_RESULT: dict[str, Learning] = {
    WORKSPACE_GONE: _stopped,
    HELD: _held,
    MEMBER_GONE: _refused,
}

BY_STATE: dict[State, Learning] = {
    State.SENT: _reached,
    State.FAILED: _failed,
    State.UNKNOWN: tell_coach,
}
