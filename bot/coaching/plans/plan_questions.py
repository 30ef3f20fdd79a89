"""
Ask about plans: time reached → within the member's hours? → question queued once, or moved.

The question goes out through the ledger like a nudge; it uses up no day and delays no nudge.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.coaching.delivery import cards
from bot.coaching.delivery.dues import expiry, next_for
from bot.coaching.delivery.kind import Kind
from bot.coaching.ports import Coaching
from bot.content.tracks.library import Library
from bot.domain.delivery.card import PlanQuestion
from bot.domain.delivery.ledger import Form
from bot.domain.delivery.policy import Answer, Policy
from bot.domain.people.people import Member
from bot.domain.plans.plan import Closed, Wanted, asks_at, is_stale
from bot.domain.practice.turn import ONE_DAY
from bot.domain.schedule.schedule import closes, local_date, open_slot
from bot.store.answers.reply_target import Asked
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import pending
from bot.store.delivery.cards import Facts
from bot.store.people import people
from bot.store.plans import plans
from bot.store.plans.plans import Due

BATCH = 100
"""Plans asked about in one transaction."""

ASKED_FOR = timedelta(hours=1)
"""Deadline of a requested question; the member who asked is there now."""


@retry_conflicts
async def owe(coaching: Coaching) -> None:
    """Ask about every plan whose time has come, and move those whose member is away."""
    now = coaching.clock()
    async with coaching.store.writing() as session:
        due = await plans.due(session, now, BATCH)
        stale = _all_but_newest([d for d in due if is_stale(d.plan, d.member.cadence, now)])
        for one in due:
            if one.plan.id in stale:
                await plans.change(session, one.plan.id, asks_at=None)
            else:
                await _ask_or_move(session, one, now)


async def ask_now(session: Session, plan_id: int, now: datetime) -> int | None:
    """
    Queue the question now, at any hour.

    Returns:
        Its delivery, or None if it was asked before, or the plan is closed.
    """
    found = await plans.due(session, now, 1, plan_id)
    return await plans.ask(session, found[0], now, now + ASKED_FOR, now) if found else None


async def plan(session: Session, to: Asked, text: str, wanted: Wanted, now: datetime) -> None:
    """
    Store a plan and when to ask about it.

    A plan that has been asked about stays as it was, with its outcome; the change becomes a new
    plan.
    """
    member = await people.member_by_id(session, to.member_id)
    at = asks_at(member, wanted.at, now) or wanted.at if wanted.at else None
    kept: dict[str, object] = {
        "text": text,
        "after": wanted.after,
        "wanted_at": wanted.at,
        "asks_at": at,
    }
    known = await plans.open_on(session, to.delivery_id)
    if known and known.occasion_id is None:
        await plans.change(session, known.id, **kept)
        return
    if known:
        await plans.withdraw(session, known.id, "replanned")
        await plans.change(session, known.id, closed_as=Closed.REPLANNED)
    here: dict[str, object] = {
        "workspace_id": to.workspace_id,
        "member_id": to.member_id,
        "delivery_id": to.delivery_id,
        "shared_with_id": to.reader_id,
        "created_at": now,
    }
    await plans.add(session, here | kept)


async def replan(session: Session, member: Member, now: datetime) -> None:
    """Recompute when to ask, after anything about a member changed."""
    for one in await plans.open_of(session, member.id):
        if one.wanted_at and one.asks_at and one.occasion_id is None:
            at = asks_at(member, one.wanted_at, now) or one.wanted_at
            await plans.change(session, one.id, asks_at=at)


async def leave_for_today(session: Session, member: Member, now: datetime) -> None:
    """Ask nothing more today: move what is due today to the member's next hours."""
    tomorrow = local_date(member.cadence, now) + ONE_DAY
    at = next_for(member, now, tomorrow)
    for one in await plans.open_of(session, member.id) if at else ():
        if one.asks_at is None or local_date(member.cadence, one.asks_at) >= tomorrow:
            continue
        if one.occasion_id is None:
            await plans.change(session, one.id, asks_at=at)
        elif at:
            await pending.put_off(session, one.occasion_id, at, expiry(at))


def draw(library: Library, facts: Facts) -> PlanQuestion | None:
    """Build the question about a plan; None if the plan was dropped, or its nudge retired."""
    found = library.nudge(facts.nudge)
    asked = [one for one in facts.answer.plans if one.occasion_id == facts.delivery_id]
    track = library.track(facts.enrolment.track)
    if track is None or found is None or not asked:
        return None
    nudge = cards.as_sent(found[1], private=facts.private)
    wanted, cadence = asked[0].wanted_at, facts.member.cadence
    return PlanQuestion(
        delivery_id=facts.delivery_id,
        nudge_id=facts.about,
        track=found[0].title,
        title=nudge.title,
        plan=asked[0],
        reader=cards.reader_of(nudge, facts),
        is_kept=cards.is_kept(facts) or nudge.private,
        zone=cadence.zone.key,
        is_outside_hours=wanted is not None and open_slot(cadence, wanted) is None,
    )


async def _ask_or_move(session: Session, due: Due, now: datetime) -> None:
    at = asks_at(due.member, now, now)
    running = open_slot(due.member.cadence, now)
    if at == now and running:
        wanted = due.plan.wanted_at
        # Asked a second late, or an hour, in the hours that were chosen is asked as chosen.
        asks = wanted if wanted and wanted >= running else now
        await plans.ask(session, due, now, closes(running), asks)
    else:
        await plans.change(session, due.plan.id, asks_at=at)


def _all_but_newest(stale: Sequence[Due]) -> set[int]:
    """Return all stale plans but each member's newest: after an absence, ask about that one."""
    newest = {
        due.member.id: due.plan.id
        for due in sorted(stale, key=lambda d: (d.plan.asks_at, d.plan.id))
    }
    return {due.plan.id for due in stale} - set(newest.values())


KINDS = (
    Kind(
        forms=frozenset({Form.PLAN_QUESTION}),
        policy=Policy(answer=Answer.OWN),
        draw=draw,
        timer=plans.TIMER,
        owe=owe,
    ),
)
