"""Send a member's next nudge now: `/nudge now`."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.coaching.check_ins import check_in
from bot.coaching.delivery import deliver, dues, shown
from bot.coaching.delivery.kind import kinds
from bot.coaching.ports import Coaching, Place
from bot.coaching.schedule.reschedule import speaker
from bot.domain.answers.send_now import Pull, Pulled, choose, without_track
from bot.domain.delivery.ledger import State
from bot.domain.enrolment.enrolment import Enrolment
from bot.domain.errors import CoachingError
from bot.domain.people.people import Member, Workspace
from bot.domain.practice.track import Track
from bot.domain.schedule.schedule import local_date
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import cards, history, ledger, pending, send_now
from bot.store.delivery.send_now import Waiting
from bot.store.enrolment import enrolments
from bot.store.people import people


@dataclass(frozen=True, slots=True)
class _Plan:
    """
    The result to report, unless *delivery_id* is set, which is then sent first.

    Attributes:
        place: The location of an unanswered nudge.
    """

    told: Pulled
    delivery_id: int | None = None
    place: Place | None = None


@retry_conflicts
async def pull(coaching: Coaching, workspace: Workspace, slack_id: str) -> Pulled:
    """
    Send the next nudge of the running track now; the next scheduled one comes tomorrow or later.

    A nudge planned for another hour is brought forward. One that Slack held up isn't: it goes out
    when Slack allows.

    Raises:
        CoachingError: Not a member.
    """
    if workspace.stopped:
        return Pulled(Pull.WORKSPACE_STOPPED, reason=workspace.stopped)
    now = coaching.clock()
    async with coaching.store.writing() as session:
        known = await people.member(session, workspace.id, slack_id)
        if known:
            await check_in.heard(session, known.id, now)
        member = await speaker(session, workspace, slack_id, now)
        plan = await _plan(coaching, session, member, now)
    await shown.catch_up(coaching, member.id)
    if plan.delivery_id:
        await deliver.send(coaching, [plan.delivery_id])
        return await _outcome(coaching, plan.told, plan.delivery_id)
    if plan.place:
        link = await coaching.messenger.link(workspace, plan.place)
        return replace(plan.told, link=link)
    return plan.told


async def check_arrived(coaching: Coaching, delivery_id: int) -> None:
    """
    Check that the nudge a member asked for has reached them.

    Raises:
        CoachingError: It hasn't yet, or can't.
    """
    told = await _outcome(coaching, Pulled(Pull.SENT), delivery_id)
    if told.result is Pull.UNREACHABLE:
        raise CoachingError("now-unreachable", reason=told.reason)
    if told.result not in {Pull.SENT, Pull.SENT_IN_PAUSE}:
        raise CoachingError("error-not-sent-yet")


async def _plan(coaching: Coaching, session: Session, member: Member, now: datetime) -> _Plan:
    enrolment = await enrolments.active(session, member.id, lock=True)
    if enrolment is None:
        return _Plan(await _without_track(coaching, session, member))
    track = coaching.library.track(enrolment.track)
    if track is None:
        return _Plan(Pulled(Pull.TRACK_MISSING, track=enrolment.track))
    daily = kinds().forms(lambda policy: policy.takes_day)
    waiting = await send_now.on_its_way(session, enrolment.id, daily)
    if waiting:
        return await _hurry(coaching, session, member, enrolment, waiting)
    unanswered = await _unanswered(coaching, session, member)
    if unanswered:
        return unanswered
    return await _owe_next(coaching, session, member, enrolment, track)


async def _without_track(coaching: Coaching, session: Session, member: Member) -> Pulled:
    had = await enrolments.all_of(session, member.id)
    reason, newest = without_track([one.state for one in had]), had[-1].track if had else ""
    title = _title(coaching, newest)
    return Pulled(reason, track=title, following=title if reason is Pull.QUEUED else "")


async def _hurry(
    coaching: Coaching, session: Session, member: Member, enrolment: Enrolment, waiting: Waiting
) -> _Plan:
    """Bring forward a nudge that waits only for its hour or for the end of a pause."""
    now = coaching.clock()
    found = coaching.library.nudge(waiting.nudge)
    title = found[1].title if found else _title(coaching, enrolment.track)
    is_away = member.is_away(local_date(member.cadence, now))
    if waiting.state is State.DUE and (is_away or not waiting.held_up):
        await pending.put_off(session, waiting.delivery_id, now, now + dues.PULL_WINDOW)
        told = Pulled(Pull.SENT, title=title, at=enrolment.next_due)
        return _Plan(told, waiting.delivery_id)
    return _Plan(_on_its_way(waiting, title, now))


def _on_its_way(waiting: Waiting, title: str, now: datetime) -> Pulled:
    if waiting.refused:
        return Pulled(Pull.UNREACHABLE, title=title, reason=waiting.reason)
    if waiting.next_try > now:
        return Pulled(Pull.HELD_UP, title=title, at=waiting.next_try)
    return Pulled(Pull.ON_ITS_WAY, title=title)


async def _unanswered(coaching: Coaching, session: Session, member: Member) -> _Plan | None:
    newest = await cards.newest_open(session, member.id)
    found = coaching.library.nudge(newest[1]) if newest else None
    if newest is None or found is None:
        return None
    place = Place(*await send_now.place(session, newest[0]))
    told = Pulled(Pull.STILL_OPEN, title=found[1].title, delivery_id=newest[0])
    return _Plan(told, place=place)


async def _owe_next(
    coaching: Coaching, session: Session, member: Member, enrolment: Enrolment, track: Track
) -> _Plan:
    now = coaching.clock()
    today = local_date(member.cadence, now)
    past = (await history.of(session, [enrolment.id]))[enrolment.id]
    queued = [one.track for one in await enrolments.waiting(session, member.id)]
    chosen = choose(track, past, enrolment.starts_on, today, queued)
    following = _title(coaching, queued[0]) if queued else ""
    if isinstance(chosen, Pull):
        return _Plan(
            Pulled(chosen, track.title, following=following, starts_on=enrolment.starts_on)
        )
    at = dues.next_of(replace(enrolment, last_day=today), member, now)
    await enrolments.advance(session, [(enrolment.id, at, today)])
    delivery = await ledger.add_new(session, dues.pulled(enrolment.id, member, chosen, now))
    return _Plan(Pulled(Pull.SENT, track.title, chosen.title, at=at), delivery)


async def _outcome(coaching: Coaching, told: Pulled, delivery_id: int) -> Pulled:
    """Return the outcome of a post; if it hasn't arrived yet, Baton keeps trying."""
    async with coaching.store.reading() as session:
        waiting = await send_now.one(session, delivery_id)
    if waiting is None:
        return replace(told, result=Pull.ON_ITS_WAY)
    if waiting.state is State.FAILED:
        return replace(told, result=Pull.UNREACHABLE, reason=waiting.reason)
    if waiting.state is not State.SENT:
        return _on_its_way(waiting, told.title, coaching.clock())
    return told if told.at else replace(told, result=Pull.SENT_IN_PAUSE)


def _title(coaching: Coaching, track_id: str) -> str:
    track = coaching.library.track(track_id)
    return track.title if track else track_id
