"""
A coach puts people on a track: read each profile → one transaction → the welcome is owed.

Whoever cannot be assigned is named with the reason; the others are not held up by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from bot.coaching import owe
from bot.coaching.ports import Coaching
from bot.coaching.zones import zone_of
from bot.domain.errors import CoachingError
from bot.domain.pages import Assigned, Assignment, NotAssigned
from bot.domain.people import Coach, Member, Profile, Workspace
from bot.domain.schedule import local_date, slot_date
from bot.domain.track import Track
from bot.domain.turn import ONE_DAY
from bot.store import audit, enrolments, owed, people
from bot.store.engine import Session
from bot.store.enrolments import Enrolment


@dataclass(frozen=True, slots=True)
class Order:
    """What a coach asked for, and when."""

    workspace: Workspace
    coach: Coach
    track: Track
    start: date | None
    now: datetime


def track_named(coaching: Coaching, word: str) -> Track:
    """
    The ready track a coach means by its id or title.

    Raises:
        CoachingError: There is none; the nearest one is named.
    """
    return _named(coaching, coaching.library.tracks, word)


def track_for_coaches(coaching: Coaching, word: str) -> Track:
    """
    As `track_named`, among the drafts too: coaches alone may look at them.

    Raises:
        CoachingError: There is none; the nearest one is named.
    """
    library = coaching.library
    return _named(coaching, (*library.tracks, *library.drafts), word)


def _named(coaching: Coaching, tracks: Sequence[Track], word: str) -> Track:
    for track in tracks:
        if word.casefold() in {track.id.casefold(), track.title.casefold()}:
            return track
    nearest = coaching.library.nearest(word)
    if nearest is None:
        raise CoachingError("error-unknown-track-at-all", word=word)
    raise CoachingError("error-unknown-track", word=word, nearest=nearest)


async def assign(
    coaching: Coaching,
    workspace: Workspace,
    coach: Coach,
    people_ids: Sequence[str],
    track: Track,
    start: date | None,
) -> Assignment:
    """
    Put these people on a track.

    Args:
        people_ids: Slack ids, in the order they were named.
        start: The first day on which a nudge may come; None for as soon as possible.

    Raises:
        CoachingError: The start is in the past for everybody.
    """
    order = Order(workspace, coach, track, start, coaching.clock())
    profiles = {id_: await coaching.messenger.profile(workspace, id_) for id_ in people_ids}
    return await coaching.store.write(partial(_assign, coaching, order, profiles))


async def undo(coaching: Coaching, workspace: Workspace, coach: Coach, deed_id: int) -> int:
    """
    Take an assignment back: nothing more of it is sent.

    Returns:
        How many people it concerned.

    Raises:
        CoachingError: It is not this coach's, or was taken back before.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        deed = await audit.deed(session, workspace.id, deed_id)
        if deed is None or deed.action != "assign" or deed.actor != coach.slack_id:
            raise CoachingError("error-nothing-to-undo")
        if not await audit.undo(session, deed_id, now):
            raise CoachingError("error-undone-before")
        ids: list[int] = deed.detail["enrolments"]
        for enrolment_id in ids:
            await _stop(session, enrolment_id, now)
        for slack_id in deed.detail["members"]:
            await _let_queued_begin(session, workspace, slack_id, now)
    return len(ids)


async def unassign(coaching: Coaching, workspace: Workspace, coach: Coach, slack_id: str) -> str:
    """
    End a member's running track; what was answered stays.

    Returns:
        The track's id.

    Raises:
        CoachingError: The person is not this coach's member, or on no track.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member = await people.member(session, workspace.id, slack_id)
        running = await enrolments.active(session, member.id) if member else None
        if member is None or running is None or running.coach_id != coach.id:
            raise CoachingError("error-not-your-member", person=f"<@{slack_id}>")
        await _stop(session, running.id, now)
        await _let_queued_begin(session, workspace, slack_id, now)
        await audit.note(
            session,
            workspace.id,
            coach.slack_id,
            "unassign",
            now,
            member_id=member.id,
            track=running.track,
        )
    return running.track


async def _assign(
    coaching: Coaching, order: Order, profiles: Mapping[str, Profile | None], session: Session
) -> Assignment:
    """In the order of ids, so that two coaches who name the same people do not lock each other."""
    outcome: dict[str, Assigned | NotAssigned] = {}
    for slack_id in sorted(profiles):
        try:
            fit = _check_fit(order, slack_id, profiles[slack_id])
            outcome[slack_id] = await _enrol(coaching, session, order, fit)
        except CoachingError as refusal:
            outcome[slack_id] = NotAssigned(slack_id, refusal.key, refusal.facts)
    as_named = [outcome[slack_id] for slack_id in profiles]
    done = tuple(one for one in as_named if isinstance(one, Assigned))
    refused = tuple(one for one in as_named if isinstance(one, NotAssigned))
    return Assignment(order.track, done, refused, await _log(session, order, done))


def _check_fit(order: Order, slack_id: str, profile: Profile | None) -> Profile:
    person = f"<@{slack_id}>"
    if slack_id == order.workspace.bot_user_id:
        raise CoachingError("refused-myself", person=person)
    if profile is None:
        raise CoachingError("refused-unknown", person=person)
    if profile.is_bot:
        raise CoachingError("refused-bot", person=person)
    if profile.deactivated:
        raise CoachingError("refused-deactivated", person=person)
    return profile


async def _enrol(coaching: Coaching, session: Session, order: Order, profile: Profile) -> Assigned:
    zone = zone_of(coaching, profile)
    member = await people.save_member(session, order.workspace.id, profile, zone, order.now)
    today = local_date(member.cadence, order.now)
    if order.start and order.start < today:
        raise CoachingError("refused-past", person=member.mention, date=order.start)
    running = await enrolments.active(session, member.id)
    queued = await enrolments.waiting(session, member.id)
    if any(e.track == order.track.id for e in (running, *queued) if e):
        raise CoachingError("refused-on-it", person=member.mention, track=order.track.title)
    row = _row(order, member, order.start or today)
    if running and running.coach_id != order.coach.id:
        other = await people.coach_by_id(session, running.coach_id)
        raise CoachingError("refused-other-coach", person=member.mention, coach=other.mention)
    if running:
        return await _queue(coaching, session, member, row, running)
    return await _begin(session, member, row)


async def _queue(
    coaching: Coaching,
    session: Session,
    member: Member,
    row: dict[str, Any],
    running: Enrolment,
) -> Assigned:
    queued = await enrolments.enrol(session, row | {"state": "queued", "next_due_at": None})
    before = coaching.library.track(running.track)
    return Assigned(queued or 0, member, None, before.title if before else running.track)


async def _begin(session: Session, member: Member, row: dict[str, Any]) -> Assigned:
    """The welcome takes a day of its own; the first nudge comes on another."""
    welcome = owe.welcome(0, member, row["created_at"])
    at: datetime = welcome["due_at"]
    first = day = None
    if at != owed.NEVER:
        day = slot_date(member.cadence, at)
        first = owe.next_for(member, at, max(row["starts_on"], day + ONE_DAY))
    active = {"state": "active", "next_due_at": first, "last_day": day}
    begun = await enrolments.enrol(session, row | active) or 0
    await owed.add(session, [welcome | {"enrolment_id": begun}])
    return Assigned(begun, member, first)


def _row(order: Order, member: Member, starts_on: date) -> dict[str, Any]:
    return {
        "workspace_id": order.workspace.id,
        "member_id": member.id,
        "coach_id": order.coach.id,
        "track": order.track.id,
        "starts_on": starts_on,
        "created_at": order.now,
    }


async def _let_queued_begin(
    session: Session, workspace: Workspace, slack_id: str, now: datetime
) -> None:
    member = await people.member(session, workspace.id, slack_id)
    if member and await enrolments.active(session, member.id) is None:
        await owe.begin_queued(session, member, now)


async def _stop(session: Session, enrolment_id: int, now: datetime) -> None:
    await enrolments.end(session, enrolment_id, "stopped", now)
    await owed.withdraw(session, enrolment_id, "taken-back")


async def _log(session: Session, order: Order, done: Sequence[Assigned]) -> int | None:
    if not done:
        return None
    return await audit.note(
        session,
        order.workspace.id,
        order.coach.slack_id,
        "assign",
        order.now,
        track=order.track.id,
        enrolments=[assigned.enrolment_id for assigned in done],
        members=[assigned.member.slack_id for assigned in done],
    )
