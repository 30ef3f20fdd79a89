"""What a coach works with: the queue, the roster, one member, and closing what is done."""

from bot.coaching import progress as member_progress
from bot.coaching.ports import Address, Coaching
from bot.domain.decide import keeps_still
from bot.domain.errors import CoachingError
from bot.domain.follow_up import FollowUp
from bot.domain.pages import CoachHome, JournalEntry, MemberPage, RosterLine
from bot.domain.people import Coach, Workspace
from bot.domain.progress import progress
from bot.domain.reply import Answer
from bot.domain.standing import standing
from bot.store import enrolments, follow_ups, people
from bot.store.engine import Session
from bot.store.enrolments import Enrolment

ENTRIES = 15
"""Answers shown on a member's page."""


async def queue(coaching: Coaching, coach: Coach) -> list[FollowUp]:
    """Who needs this coach, most urgent first."""
    async with coaching.store.reading() as session:
        return [_titled(coaching, item) for item in await follow_ups.queue(session, coach.id)]


async def close(coaching: Coaching, coach: Coach, follow_up_id: int, how: str) -> None:
    """
    Take an item off the coach's list.

    Raises:
        CoachingError: It was closed before, or is not this coach's.
    """
    async with coaching.store.writing() as session:
        if not await follow_ups.close(session, follow_up_id, coach.id, how, coaching.clock()):
            raise CoachingError("error-follow-up-gone")


async def roster(coaching: Coaching, coach: Coach) -> list[RosterLine]:
    """All members of a coach, by name."""
    async with coaching.store.reading() as session:
        return await _roster(coaching, session, coach)


async def home(coaching: Coaching, coach: Coach) -> CoachHome:
    """A coach's Home tab."""
    return CoachHome(
        coach=coach,
        now=coaching.clock(),
        queue=tuple(await queue(coaching, coach)),
        roster=tuple(await roster(coaching, coach)),
    )


async def refresh_home(coaching: Coaching, workspace: Workspace, coach: Coach) -> None:
    """Draw a coach's Home tab anew."""
    await coaching.messenger.publish(
        Address(workspace, coach.slack_id), await home(coaching, coach)
    )


async def member_page(
    coaching: Coaching, workspace: Workspace, coach: Coach, slack_id: str
) -> MemberPage:
    """
    What a coach may read of one of their members.

    Raises:
        CoachingError: The person is not this coach's member.
    """
    async with coaching.store.reading() as session:
        member = await people.member(session, workspace.id, slack_id)
        lines = await _roster(coaching, session, coach)
        line = next((one for one in lines if member and one.member.id == member.id), None)
        if member is None or line is None:
            raise CoachingError("error-not-your-member", person=f"<@{slack_id}>")
        entries = await member_progress.journal(coaching, session, member, ENTRIES, coach)
        items = await follow_ups.queue(session, coach.id, member.id)
        return MemberPage(
            line=line,
            today=await member_progress.today(coaching, session, member),
            journal=tuple(for_the_coach(entry) for entry in entries),
            follow_ups=tuple(_titled(coaching, item) for item in items),
            log=(),
        )


def for_the_coach(entry: JournalEntry) -> JournalEntry:
    """What a coach may read of an entry: that there is an answer, and its words if shared."""
    if not entry.answer.private and not entry.private_day:
        return entry
    withheld = Answer(private=True, at=entry.answer.at)
    return JournalEntry(
        entry.nudge, entry.day, entry.sent_at, withheld, entry.private_day, read=False
    )


async def _roster(coaching: Coaching, session: Session, coach: Coach) -> list[RosterLine]:
    members = await people.members_of(session, coach.id)
    running = _current(await enrolments.under(session, coach.id))
    past = await enrolments.past(session, [e.id for e in running.values()])
    waiting = await follow_ups.queue(session, coach.id)
    lines = []
    for member in members:
        enrolment = running[member.id]
        track = coaching.library.track(enrolment.track)
        history = past[enrolment.id]
        lines.append(
            RosterLine(
                member=member,
                track=track.title if track else enrolment.track,
                progress=progress(track, history) if track else None,
                standing=standing(member, enrolment.state, history),
                next_due=None if keeps_still(history) else enrolment.next_due,
                last_reply=max((p.answered_at for p in history if p.answered_at), default=None),
                waiting=tuple(w.reason for w in waiting if w.member_id == member.id),
            )
        )
    return lines


def _current(found: list[Enrolment]) -> dict[int, Enrolment]:
    """One enrolment a member: the active one, else the newest."""
    current: dict[int, Enrolment] = {}
    for enrolment in found:
        known = current.get(enrolment.member_id)
        if known is None or (enrolment.state == "active" and known.state != "active"):
            current[enrolment.member_id] = enrolment
    return current


def _titled(coaching: Coaching, item: FollowUp) -> FollowUp:
    found = coaching.library.nudge(item.nudge)
    return item.titled(found[1].title) if found else item
