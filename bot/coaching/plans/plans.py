"""A member's own plans: list, answer, drop and restore them, or be asked now."""

from bot.coaching.answers import reply
from bot.coaching.delivery import cards, deliver, send_now
from bot.coaching.plans import plan_questions
from bot.coaching.ports import Coaching
from bot.coaching.practice.progress import refresh_home
from bot.domain.answers.reply import Outcome, Reply
from bot.domain.errors import CoachingError
from bot.domain.people.member_pages import OpenPlan, PlansPage
from bot.domain.people.people import Member, Workspace
from bot.domain.plans.plan import Came, Closed, Plan, Wanted, When, moment
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import outbox
from bot.store.people import people
from bot.store.plans import plans


async def page(coaching: Coaching, workspace: Workspace, slack_id: str) -> PlansPage:
    """
    Return a member's open plans, the next one due first.

    Raises:
        CoachingError: Not a member.
    """
    async with coaching.store.reading() as session:
        member = await _member(session, workspace, slack_id)
        found = await plans.open_of(session, member.id)
        nudges = await plans.nudges(session, [plan.delivery_id for plan in found])
    known = {id_: coaching.library.nudge(nudge) for id_, nudge in nudges.items()}
    titles = {id_: nudge[1].title for id_, nudge in known.items() if nudge}
    return PlansPage(
        member, tuple(OpenPlan(plan, titles.get(plan.delivery_id, "")) for plan in found)
    )


async def wanted(coaching: Coaching, workspace: Workspace, slack_id: str, when: When) -> Wanted:
    """
    Parse the time a member chose in the form.

    Raises:
        CoachingError: Not a member; or the time has passed, is too far ahead, or names no day.
    """
    async with coaching.store.reading() as session:
        member = await _member(session, workspace, slack_id)
    at = moment(when, member.cadence, coaching.clock())
    return Wanted(at, when.after.strip())


@retry_conflicts
async def answer(
    coaching: Coaching, workspace: Workspace, slack_id: str, plan_id: int, came: Came
) -> Plan:
    """
    Record the outcome of a plan; the last tap counts.

    A plan that was done counts as done for its nudge, too.

    Raises:
        CoachingError: The plan isn't theirs, or no longer exists.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        plan = await _own(session, workspace, slack_id, plan_id)
        await plans.withdraw(session, plan.id, "answered")
        await plans.answer(session, plan.id, came, now, await _closed(session, plan, came))
    done = Reply(outcome=Outcome.DID if came.settles else None)
    await reply.tapped(coaching, workspace, slack_id, plan.delivery_id, done)
    return plan


@retry_conflicts
async def drop(coaching: Coaching, workspace: Workspace, slack_id: str, plan_id: int) -> Plan:
    """
    Close a plan without an answer; no more questions are asked about it.

    Raises:
        CoachingError: The plan isn't theirs, or is not open.
    """
    async with coaching.store.writing() as session:
        plan = await _own(session, workspace, slack_id, plan_id)
        if plan.closed is not None:
            raise CoachingError("error-plan-gone")
        await plans.withdraw(session, plan.id, "dropped")
        await plans.change(session, plan.id, closed_as=Closed.DROPPED)
        await outbox.add(session, outbox.card(plan.delivery_id), coaching.clock())
    await _show(coaching, workspace, slack_id, plan)
    return plan


@retry_conflicts
async def bring_back(
    coaching: Coaching, workspace: Workspace, slack_id: str, plan_id: int
) -> Plan:
    """
    Undo a drop; if the time has passed meanwhile, the question comes in the member's next hours.

    Raises:
        CoachingError: The plan isn't theirs, was not dropped, or has been replaced by another.
    """
    async with coaching.store.writing() as session:
        plan = await _own(session, workspace, slack_id, plan_id)
        newer = await plans.open_on(session, plan.delivery_id)
        if plan.closed is not Closed.DROPPED or newer:
            raise CoachingError("error-plan-gone")
        await plans.reopen(session, plan.id)
        await outbox.add(session, outbox.card(plan.delivery_id), coaching.clock())
    await _show(coaching, workspace, slack_id, plan)
    return plan


@retry_conflicts
async def ask_now(coaching: Coaching, workspace: Workspace, slack_id: str, plan_id: int) -> None:
    """
    Ask about a plan now, at the request of its member.

    Raises:
        CoachingError: The plan isn't theirs, is closed, or was asked about before; or the question
            hasn't arrived.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        plan = await _own(session, workspace, slack_id, plan_id)
        if plan.closed is not None:
            raise CoachingError("error-plan-gone")
        question = await plan_questions.ask_now(session, plan.id, now)
        if question is None:
            raise CoachingError("error-plan-asked")
    await deliver.send(coaching, [question])
    await send_now.check_arrived(coaching, question)


async def _show(coaching: Coaching, workspace: Workspace, slack_id: str, plan: Plan) -> None:
    await cards.redraw(coaching, plan.delivery_id)
    await refresh_home(coaching, workspace, slack_id)


async def _closed(session: Session, plan: Plan, came: Came) -> Closed | None:
    """Return an answered plan's closing reason; a replaced plan stays replaced."""
    if plan.closed not in (None, Closed.ANSWERED):
        return plan.closed
    if came.settles:
        return Closed.ANSWERED
    newer = await plans.open_on(session, plan.delivery_id)
    return Closed.REPLANNED if newer and newer.id != plan.id else None


async def _own(session: Session, workspace: Workspace, slack_id: str, plan_id: int) -> Plan:
    member = await people.member(session, workspace.id, slack_id)
    plan = await plans.own(session, plan_id, member.id) if member else None
    if plan is None:
        raise CoachingError("error-plan-gone")
    return plan


async def _member(session: Session, workspace: Workspace, slack_id: str) -> Member:
    member = await people.member(session, workspace.id, slack_id)
    if member is None:
        raise CoachingError("error-no-track")
    return member
