"""A coach's roster: their members, each one's standing, and open follow-ups."""

from collections.abc import Sequence
from datetime import date

from bot.coaching.ports import Coaching
from bot.coaching.schedule.reschedule import after_today
from bot.domain.enrolment.enrolment import Enrolment, EnrolmentState
from bot.domain.follow_up.coach_pages import Roster, RosterLine
from bot.domain.follow_up.standing import away_until, standing
from bot.domain.people.people import Coach, Member
from bot.domain.practice.decide import Past, keeps_still
from bot.domain.practice.progress import Progress, progress
from bot.domain.practice.track import Track
from bot.domain.schedule.schedule import local_date
from bot.store.database.engine import Session
from bot.store.delivery import history as pasts
from bot.store.enrolment import enrolments
from bot.store.follow_up import queues, rosters

PAGE = 30
"""People on a page of the roster and on the Home tab; at their longest they fit in a message."""


async def page(coaching: Coaching, coach: Coach, first: int = 0, most: int = PAGE) -> Roster:
    """Return a page of a coach's members by name, starting at *first*."""
    async with coaching.store.reading() as session:
        return await read(coaching, session, coach, first, most)


async def names(coaching: Coaching, coach: Coach) -> list[tuple[str, str]]:
    """Return the Slack ids and full names of all members of a coach."""
    async with coaching.store.reading() as session:
        return await rosters.names(session, coach.id)


async def read(
    coaching: Coaching, session: Session, coach: Coach, first: int, most: int
) -> Roster:
    """Do the same in an open session."""
    count = await rosters.size(session, coach.id)
    first = first if first < count else 0
    members = await rosters.page(session, coach.id, first, most)
    return Roster(tuple(await lines(coaching, session, coach, members)), first, count)


async def lines(
    coaching: Coaching, session: Session, coach: Coach, members: Sequence[Member]
) -> list[RosterLine]:
    """Return these members' standing under a coach, limited to what the coach may know."""
    ids = [member.id for member in members]
    running = _current(await enrolments.under(session, coach.id, ids))
    readable = await rosters.readable(session, coach.id, ids)
    past = await pasts.for_coach(session, [e.id for e in running.values()], coach.id)
    waiting = await queues.reasons(session, coach.id, ids)
    now = coaching.clock()
    found = []
    for member in members:
        enrolment = running[member.id]
        track = coaching.library.track(enrolment.track)
        # Until the coach may read a member's answers, they see only the name and the start.
        history = past[enrolment.id] if member.id in readable else []
        today = local_date(member.cadence, now)
        is_still = keeps_still(past[enrolment.id], member.cadence)
        found.append(
            RosterLine(
                member=member,
                track=track.title if track else enrolment.track,
                progress=_progress(track, past[enrolment.id], history),
                standing=_standing(member, enrolment, past[enrolment.id], history, today),
                next_due=None if is_still else after_today(enrolment, member, now),
                last_reply=max((p.answered_at for p in history if p.answered_at), default=None),
                until=away_until(member, today),
                waiting=tuple(waiting.get(member.id, ())),
            )
        )
    return found


def _standing(
    member: Member, enrolment: Enrolment, past: Sequence[Past], known: Sequence[Past], today: date
) -> str:
    if _is_hidden(past, known):
        return "untold"
    return standing(member, enrolment.state, known, today)


def _is_hidden(past: Sequence[Past], known: Sequence[Past]) -> bool:
    """Return True if some history is off limits to the coach until the member has been told."""
    return not known and any(one.nudge for one in past)


def _progress(track: Track | None, past: Sequence[Past], known: Sequence[Past]) -> Progress | None:
    """Return a member's progress, or None while the coach may not know it."""
    return progress(track, known) if track and not _is_hidden(past, known) else None


def _current(found: list[Enrolment]) -> dict[int, Enrolment]:
    """Return one enrolment per member: the active one, or else the newest."""
    current: dict[int, Enrolment] = {}
    for enrolment in found:
        known = current.get(enrolment.member_id)
        if known is None or (
            enrolment.state == EnrolmentState.ACTIVE and known.state != EnrolmentState.ACTIVE
        ):
            current[enrolment.member_id] = enrolment
    return current
