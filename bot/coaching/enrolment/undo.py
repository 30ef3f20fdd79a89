"""Undo actions of a coach or an admin, as far as later changes allow."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Any

from bot.coaching.delivery.dues import expiry, next_for, next_of
from bot.coaching.enrolment import introductions, new_reader, reassignment
from bot.coaching.ports import Coaching
from bot.domain.enrolment.audit_log import LOG_PAGE, Log, LogLine, Undone
from bot.domain.enrolment.enrolment import Enrolment, EnrolmentState
from bot.domain.errors import CoachingError
from bot.domain.follow_up.coach_pages import NotAssigned
from bot.domain.people.people import Coach, Member, Workspace, mention
from bot.domain.practice.turn import ONE_DAY
from bot.domain.privacy.readers import UNDO_WITHIN
from bot.domain.schedule.schedule import local_date, slot_date
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import history, pending
from bot.store.enrolment import cohorts, enrolments
from bot.store.enrolment import reassignment as hands
from bot.store.people import audit, coaches, people
from bot.store.people.audit import Deed
from bot.store.privacy import readers

Undoing = Callable[[Coaching, Session, Deed, datetime], Awaitable[Undone]]
"""Undoes one kind of action; raises a CoachingError where nothing can be undone."""


@retry_conflicts
async def undo(
    coaching: Coaching, workspace: Workspace, actor: str, deed_id: int | None = None
) -> Undone:
    """
    Undo an action of the actor's: this one, or their last.

    If it concerned several people, those it can't be undone for are left alone and listed.

    Raises:
        CoachingError: It isn't theirs, was undone before, or nothing of it can be undone.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        deed = await _deed(session, workspace, actor, deed_id)
        if not await audit.undo(session, deed.id, now):
            raise CoachingError("error-undone-before" if deed_id else "error-undone-last")
        undone = await UNDOING[deed.action](coaching, session, deed, now)
        if undone.kept and not undone.count:
            raise CoachingError(undone.kept[0].key, **undone.kept[0].facts)
        await audit.note(session, workspace.id, actor, "undo", now, deed=deed.id)
        about = await _concerned(session, deed)
    if deed.action in CHANGES_READER:
        await new_reader.changed(coaching, workspace, about)
    return undone


async def _concerned(session: Session, deed: Deed) -> list[int]:
    """Return the ids of the members an action was about."""
    ids = deed.detail.get("enrolments", [])
    found = [await hands.find(session, enrolment_id) for enrolment_id in ids]
    members = {one.member_id for one in found if one} | ({deed.member_id} - {None})
    return sorted(id_ for id_ in members if id_)


async def log(
    coaching: Coaching, workspace: Workspace, actor: str, coach: Coach | None, first: int
) -> Log:
    """Return a page of the actor's actions, and of other people's actions on their members."""
    async with coaching.store.reading() as session:
        coach_id = coach.id if coach else None
        found = await audit.page(
            session, workspace.id, actor, coach_id, tuple(SHOWN), (first, LOG_PAGE + 1)
        )
        members = [deed.member_id for deed in found if deed.member_id]
        called = await hands.called(session, members)
        changed = [deed.detail["cohort"] for deed in found if "cohort" in deed.detail]
        named = await cohorts.names(session, changed)
    lines = [_line(coaching, deed, called, named, actor) for deed in found[:LOG_PAGE]]
    return Log(tuple(lines), first, len(found) > LOG_PAGE)


async def _deed(session: Session, workspace: Workspace, actor: str, deed_id: int | None) -> Deed:
    if deed_id is None:
        deed = await audit.last(session, workspace.id, actor, tuple(UNDOING))
    else:
        deed = await audit.deed(session, workspace.id, deed_id)
    if deed is None or deed.action not in UNDOING or deed.actor != actor:
        raise CoachingError("error-nothing-to-undo")
    return deed


async def _assignment(coaching: Coaching, session: Session, deed: Deed, now: datetime) -> Undone:
    actor = await coaches.coach(session, deed.workspace_id, deed.actor)
    kept = []
    for enrolment_id, slack_id in zip(
        deed.detail["enrolments"], deed.detail["members"], strict=True
    ):
        enrolment = await hands.find(session, enrolment_id)
        try:
            await _check_still(session, enrolment, slack_id, actor.id if actor else 0)
            await reassignment.stop(session, enrolment_id, now)
            member = await people.member(session, deed.workspace_id, slack_id)
            if member:
                await reassignment.let_queued_begin(session, member, now)
        except CoachingError as reason:
            kept.append(NotAssigned(slack_id, reason.key, reason.facts))
    return Undone(deed.action, len(deed.detail["members"]) - len(kept), tuple(kept))


async def _check_still(
    session: Session, enrolment: Enrolment | None, slack_id: str, coach_id: int
) -> None:
    """
    Check that an enrolment is as the coach left it: running or queued, and theirs.

    Raises:
        CoachingError: It isn't; says why.
    """
    person = mention(slack_id)
    if enrolment is None or enrolment.state == EnrolmentState.STOPPED:
        raise CoachingError("undo-stopped", person=person)
    if enrolment.state == EnrolmentState.FINISHED:
        raise CoachingError("undo-finished", person=person)
    if enrolment.coach_id != coach_id:
        other = await coaches.by_id(session, enrolment.coach_id)
        raise CoachingError("undo-with-other", person=person, coach=other.mention)


async def _unassigning(coaching: Coaching, session: Session, deed: Deed, now: datetime) -> Undone:
    member = await _member(session, deed)
    stopped = await hands.find(session, deed.detail["enrolment"])
    if stopped is None or stopped.state != EnrolmentState.STOPPED:
        raise CoachingError("undo-changed", person=member.mention)
    await _check_not_taken_over(session, stopped, deed)
    running = await enrolments.active(session, member.id)
    if running and not await _step_aside(session, running, deed.detail["began"]):
        track = coaching.library.track(running.track)
        title = track.title if track else running.track
        raise CoachingError("undo-on-other-track", person=member.mention, track=title)
    waiting = await enrolments.waiting(session, member.id)
    if any(one.track == stopped.track for one in waiting):
        raise CoachingError("undo-assigned-again", person=member.mention)
    await _take_up_again(session, stopped, member, now)
    await introductions.settle(session, member.id, now)
    await introductions.rename(session, member.id, now)
    return Undone(deed.action, 1)


async def _check_not_taken_over(session: Session, stopped: Enrolment, deed: Deed) -> None:
    """
    Check that nobody else has become the member's coach since.

    Raises:
        CoachingError: Somebody has.
    """
    for other in await enrolments.all_of(session, stopped.member_id):
        is_since = other.id > stopped.id or (
            other.handed_at is not None and other.handed_at > deed.at
        )
        if (
            other.coach_id != stopped.coach_id
            and other.state != EnrolmentState.STOPPED
            and is_since
        ):
            member = await people.member_by_id(session, stopped.member_id)
            now_with = await coaches.by_id(session, other.coach_id)
            raise CoachingError("undo-with-other", person=member.mention, coach=now_with.mention)


async def _step_aside(session: Session, running: Enrolment, began: int | None) -> bool:
    """Put the track that began in its place back in the queue, if nothing of it has been sent."""
    past = (await history.of(session, [running.id]))[running.id]
    if running.id != began or any(one.sent_at for one in past):
        return False
    await pending.withdraw(session, running.id, pending.TAKEN_BACK)
    await hands.wait_again(session, running.id)
    return True


async def _take_up_again(
    session: Session, stopped: Enrolment, member: Member, now: datetime
) -> None:
    """Resume an enrolment where it stopped, and restore its pending deliveries."""
    at = next_for(member, now, local_date(member.cadence, now))
    due = at or pending.NEVER
    if not await pending.restore(session, stopped.id, due, expiry(due)):
        await hands.go_on(session, stopped.id, next_of(stopped, member, now), stopped.last_day)
        return
    day = slot_date(member.cadence, at) if at else stopped.last_day
    following = next_for(member, at, day + ONE_DAY) if at and day else None
    await hands.go_on(session, stopped.id, following, day)


async def _moving(coaching: Coaching, session: Session, deed: Deed, now: datetime) -> Undone:
    member = await _member(session, deed)
    back = await coaches.coach(session, deed.workspace_id, deed.detail["from"])
    to = await coaches.coach(session, deed.workspace_id, deed.detail["to"])
    if back is None:
        raise CoachingError("error-no-such-coach", person=mention(deed.detail["from"]))
    found = [await hands.find(session, id_) for id_ in deed.detail["enrolments"]]
    theirs = [one for one in found if one and one.state != EnrolmentState.STOPPED]
    elsewhere = next((one for one in theirs if to is None or one.coach_id != to.id), None)
    if elsewhere:
        now_with = await coaches.by_id(session, elsewhere.coach_id)
        raise CoachingError("undo-with-other", person=member.mention, coach=now_with.mention)
    if not theirs or to is None:
        raise CoachingError("undo-stopped", person=member.mention)
    _check_in_time(deed, now)
    if await readers.first_answered(session, [member.id], to.id, deed.at):
        raise CoachingError("undo-answered", person=member.mention, coach=to.mention)
    await reassignment.give(session, theirs, to.id, back.id, now)
    return Undone(deed.action, 1)


def _check_in_time(deed: Deed, now: datetime) -> None:
    """
    Check that a change of coach is recent enough to undo.

    Raises:
        CoachingError: It isn't.
    """
    if now - deed.at > UNDO_WITHIN:
        raise CoachingError("undo-too-late", days=UNDO_WITHIN.days)


async def _handing_over(coaching: Coaching, session: Session, deed: Deed, now: datetime) -> Undone:
    """Give back the members who are still with the new coach and haven't answered them yet."""
    _check_in_time(deed, now)
    back = await coaches.coach(session, deed.workspace_id, deed.detail["from"])
    to = await coaches.coach(session, deed.workspace_id, deed.detail["to"])
    if back is None or to is None:
        gone = deed.detail["from"] if back is None else deed.detail["to"]
        raise CoachingError("error-no-such-coach", person=mention(gone))
    theirs, kept = list[Enrolment](), dict[str, NotAssigned]()
    both = zip(deed.detail["enrolments"], deed.detail["members"], strict=True)
    for enrolment_id, slack_id in both:
        enrolment = await hands.find(session, enrolment_id)
        stays = await _why_it_stays(session, enrolment, to, deed)
        if enrolment and not stays:
            theirs.append(enrolment)
        else:
            reason: dict[str, object] = {"person": mention(slack_id), "coach": to.mention}
            kept[slack_id] = NotAssigned(slack_id, stays, reason)
    await reassignment.give(session, theirs, to.id, back.id, now)
    return Undone(deed.action, len({one.member_id for one in theirs}), tuple(kept.values()))


async def _why_it_stays(
    session: Session, enrolment: Enrolment | None, to: Coach, deed: Deed
) -> str:
    """Return the reason why a handed-over enrolment can't be returned, or ""."""
    if (
        enrolment is None
        or enrolment.state == EnrolmentState.STOPPED
        or enrolment.coach_id != to.id
    ):
        return "undo-changed"
    answered = await readers.first_answered(session, [enrolment.member_id], to.id, deed.at)
    return "undo-answered" if answered else ""


async def _resting(coaching: Coaching, session: Session, deed: Deed, now: datetime) -> Undone:
    member = await _member(session, deed)
    until = deed.detail["until"]
    as_it_was = (deed.at, date.fromisoformat(until) if until else None)
    if (member.paused_at, member.paused_until) != as_it_was:
        raise CoachingError("undo-pause-changed", person=member.mention)
    await reassignment.set_pause(session, member, None, None, now)
    return Undone(deed.action, 1)


async def _waking(coaching: Coaching, session: Session, deed: Deed, now: datetime) -> Undone:
    """Restore the pause, unless the member has paused again or it would be over."""
    member = await _member(session, deed)
    if member.paused_at is not None:
        raise CoachingError("undo-pause-changed", person=member.mention)
    until = date.fromisoformat(deed.detail["until"]) if deed.detail["until"] else None
    if until is not None and until <= local_date(member.cadence, now):
        raise CoachingError("undo-pause-over", person=member.mention)
    since = datetime.fromisoformat(deed.detail["since"])
    await reassignment.set_pause(session, member, since, until, now)
    return Undone(deed.action, 1)


async def _member(session: Session, deed: Deed) -> Member:
    if deed.member_id is None:
        raise CoachingError("error-nothing-to-undo")
    return await people.member_by_id(session, deed.member_id)


CHANGES_READER = frozenset({"assign", "unassign", "move", "handover"})
"""Actions whose undo may change who reads."""

UNDOING: dict[str, Undoing] = {
    "assign": _assignment,
    "unassign": _unassigning,
    "move": _moving,
    "handover": _handing_over,
    "rest": _resting,
    "wake": _waking,
}
"""Actions that can be undone, and their handlers."""

SHOWN = (*UNDOING, "undo", "appoint", "dismiss", "confirm", "cohort", "delete-note")
"""Actions shown in the log: what coaches and admins did, and nothing that members chose."""


def _line(
    coaching: Coaching, deed: Deed, called: dict[int, str], named: dict[int, str], reader: str
) -> LogLine:
    detail: dict[str, Any] = deed.detail
    whom = detail.get("members", [detail["person"]] if "person" in detail else [])
    if deed.member_id in called:
        whom = [called[deed.member_id]]
    track = coaching.library.track(detail.get("track", ""))
    return LogLine(
        id=deed.id,
        at=deed.at,
        actor=deed.actor,
        action=deed.action,
        whom=tuple(dict.fromkeys(whom)),
        track=track.title
        if track
        else named.get(detail.get("cohort", 0), detail.get("track", "")),
        to=detail.get("to", detail.get("coach", "")),
        undone=deed.undone,
        undoable=deed.action in UNDOING and deed.actor == reader and not deed.undone,
    )
