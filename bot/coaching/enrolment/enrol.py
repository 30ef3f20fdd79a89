"""Enrol one person on a track, or preview the result; both apply the same rules."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.coaching.delivery import dues
from bot.coaching.enrolment import introductions
from bot.coaching.enrolment.schedule_preview import passed_over, slots
from bot.coaching.ports import Coaching
from bot.coaching.schedule.zones import zone_of
from bot.domain.delivery.delivery import NewDelivery
from bot.domain.enrolment.enrolment import Enrolment, EnrolmentState, NewEnrolment
from bot.domain.enrolment.orders import Foreseen, Wanted
from bot.domain.errors import CoachingError
from bot.domain.follow_up.coach_pages import Assigned
from bot.domain.people.people import Coach, Member, Profile, Workspace, mention
from bot.domain.practice.track import Track
from bot.domain.practice.turn import ONE_DAY
from bot.domain.schedule.schedule import Cadence, local_date, slot_date
from bot.store.database.engine import Session
from bot.store.delivery import ledger, pending
from bot.store.enrolment import enrolments
from bot.store.people import coaches, people

LONGEST_AHEAD = timedelta(days=366)
"""Furthest start date allowed; more than a year ahead is taken for a typo."""


@dataclass(frozen=True, slots=True)
class Order:
    """A coach's assignment request, and its time."""

    workspace: Workspace
    coach: Coach
    track: Track
    wanted: Wanted
    now: datetime


@dataclass(frozen=True, slots=True)
class Beginning:
    """
    The start of an enrolment: a welcome, which takes a day of its own, and the first nudge.

    Attributes:
        day: The local date of the welcome; None while that is open.
        first: UTC; None while that is open.
    """

    welcome: NewDelivery
    day: date | None
    first: datetime | None


def check_fit(order: Order, slack_id: str, profile: Profile | None) -> Profile:
    """
    Check that a person can be coached, and return their profile.

    Raises:
        CoachingError: A bot, a guest, a closed account, an unknown id, or the coach themself: they
            would read their own answers, and nobody would look after them.
    """
    person = mention(slack_id)
    if slack_id == order.workspace.bot_user_id:
        raise CoachingError("refused-myself", person=person)
    if slack_id == order.coach.slack_id:
        raise CoachingError("refused-yourself", person=person)
    if profile is None:
        raise CoachingError("refused-unknown", person=person)
    for reason in ("bot", "deactivated", "guest"):
        if {"bot": profile.is_bot, "guest": profile.is_guest}.get(reason, profile.deactivated):
            raise CoachingError(f"refused-{reason}", person=person)
    return profile


async def foresee(
    coaching: Coaching, session: Session, order: Order, profile: Profile
) -> Foreseen:
    """
    Predict the result of an order for one person, if nothing changes.

    Raises:
        CoachingError: They can't be assigned; says why.
    """
    known = await people.member(session, order.workspace.id, profile.slack_id)
    member = _as_they_will_be(coaching, order, known, profile)
    running = await _running(coaching, session, order, member)
    keeps = bool(known and order.wanted.at not in (None, known.cadence.at))
    if running:
        return Foreseen(member, None, behind=_title(coaching, running), keeps_hour=keeps)
    begins = _beginning(member, order.coach.id, _starts_on(order, member), order.now)
    if begins.first is None:
        return Foreseen(member, None, keeps_hour=keeps)
    due = islice(slots(member.cadence, begins.first), len(order.track))
    days = [slot.date() for slot in due]
    off = tuple(passed_over(member.cadence, days[0], days[-1]))
    return Foreseen(member, begins.first, days[-1], off, keeps_hour=keeps)


async def enrol(coaching: Coaching, session: Session, order: Order, profile: Profile) -> Assigned:
    """
    Enrol one person, now or queued behind their running track.

    Raises:
        CoachingError: They can't be assigned; says why.
    """
    known = await people.member(session, order.workspace.id, profile.slack_id)
    zone = zone_of(coaching, profile)
    member = await people.save_member(session, order.workspace.id, profile, zone, order.now)
    if known is None and order.wanted.at:
        await people.set_cadence(session, member.id, order.wanted.at, member.cadence.weekdays)
        member = await people.member_by_id(session, member.id)
    running = await _running(coaching, session, order, member)
    new = _new(order, member)
    if running:
        queued = await enrolments.enrol(session, new)
        return Assigned(queued or 0, member, None, _title(coaching, running))
    begins = _beginning(member, order.coach.id, new.starts_on, order.now)
    active = replace(
        new, state=EnrolmentState.ACTIVE, next_due_at=begins.first, last_day=begins.day
    )
    begun = await enrolments.enrol(session, active) or 0
    await ledger.add(session, [replace(begins.welcome, enrolment_id=begun)])
    await introductions.settle(session, member.id, order.now)
    return Assigned(begun, member, begins.first)


def _beginning(member: Member, coach_id: int, starts_on: date, now: datetime) -> Beginning:
    """Plan the welcome on a day of its own, and the first nudge on another."""
    welcome = dues.welcome(0, member, coach_id, now)
    at = welcome.due_at
    if at == pending.NEVER:
        return Beginning(welcome, None, None)
    day = slot_date(member.cadence, at)
    return Beginning(welcome, day, dues.next_for(member, at, max(starts_on, day + ONE_DAY)))


async def _running(
    coaching: Coaching, session: Session, order: Order, member: Member
) -> Enrolment | None:
    """Return the running track with this coach; raise if dates or other tracks forbid it."""
    _check_start(order, member)
    if member.id == 0:
        return None
    running = await enrolments.active(session, member.id)
    queued = await enrolments.waiting(session, member.id)
    if running and running.coach_id != order.coach.id:
        other = await coaches.by_id(session, running.coach_id)
        raise CoachingError("refused-other-coach", person=member.mention, coach=other.mention)
    if any(e.track == order.track.id for e in (running, *queued) if e):
        raise CoachingError("refused-on-it", person=member.mention, track=order.track.title)
    return running


def _check_start(order: Order, member: Member) -> None:
    start, today = order.wanted.start, local_date(member.cadence, order.now)
    if start and start < today:
        raise CoachingError("refused-past", person=member.mention, date=start)
    if start and start > today + LONGEST_AHEAD:
        raise CoachingError("refused-too-far", person=member.mention, date=start)


def _as_they_will_be(
    coaching: Coaching, order: Order, known: Member | None, profile: Profile
) -> Member:
    """Return the member as assigning will leave them, without writing anything."""
    zone = ZoneInfo(zone_of(coaching, profile))
    if known is not None:
        cadence = replace(known.cadence, zone=zone)
        return replace(known, cadence=cadence, deactivated=False, unreachable="", refused_at=None)
    cadence = Cadence(zone)
    if order.wanted.at:
        cadence = replace(cadence, at=order.wanted.at)
    return Member(0, order.workspace.id, profile.slack_id, profile.name, "", cadence)


def _starts_on(order: Order, member: Member) -> date:
    return order.wanted.start or local_date(member.cadence, order.now)


def _title(coaching: Coaching, running: Enrolment) -> str:
    track = coaching.library.track(running.track)
    return track.title if track else running.track


def _new(order: Order, member: Member) -> NewEnrolment:
    return NewEnrolment(
        workspace_id=order.workspace.id,
        member_id=member.id,
        coach_id=order.coach.id,
        track=order.track.id,
        starts_on=_starts_on(order, member),
        note=order.wanted.note,
        created_at=order.now,
    )
