"""A coach's views: the queue, the roster and member pages, and closing or snoozing queue items."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.coaching.follow_up import member_details, roster
from bot.coaching.ports import Coaching
from bot.coaching.practice import progress as member_progress
from bot.coaching.privacy import readers
from bot.domain.errors import CoachingError
from bot.domain.follow_up.coach_pages import CoachHome, MemberPage
from bot.domain.follow_up.follow_up import (
    FollowUp,
    Queue,
    Reason,
    arrange,
    lately,
    working_days_after,
)
from bot.domain.follow_up.standing import away as standing_away
from bot.domain.follow_up.standing import away_until
from bot.domain.people.member_pages import JournalEntry
from bot.domain.people.people import Coach, Workspace
from bot.domain.schedule.schedule import local_date
from bot.store.answers import read_marks
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.follow_up import coach_messages, follow_ups, notes, queues

ENTRIES = 15
"""Answers shown on a member's page."""

CONTACTS = timedelta(days=14)
"""Period searched for contacts: more than the five working days that count."""

OF_NUDGES = frozenset({Reason.PARKED, Reason.POOR_FIT})
"""Reasons whose detail names nudges; others name a track, or an error code of Slack's."""


async def queue(coaching: Coaching, coach: Coach) -> list[FollowUp]:
    """Return the members who need this coach, most urgent first."""
    async with coaching.store.reading() as session:
        items = await queues.queue(session, coach.id, coaching.clock())
    return [_titled(coaching, item) for item in items]


async def board(coaching: Coaching, coach: Coach, first: int = 0) -> Queue:
    """
    Return the queue as shown: one row per member, and nobody twice in five working days.

    Args:
        first: Index of the first row of the page; only that page's rows are read in full.
    """
    async with coaching.store.reading() as session:
        return await _board(coaching, session, coach, first)


async def _board(coaching: Coaching, session: Session, coach: Coach, first: int) -> Queue:
    now = coaching.clock()
    today = now.astimezone(coach.zone).date()
    items = await queues.waiting(session, coach.id, now)
    items += await notes.due(session, coach.id, today, now)
    contacted = lately(await _contacts(session, coach, now), today)
    arranged = arrange(items, contacted, today)
    first = arranged.begin(first)
    shown = await queues.in_full(session, arranged.page(first), coach.id, now)
    return arranged.with_page(first, [_titled(coaching, item) for item in shown])


async def _contacts(session: Session, coach: Coach, now: datetime) -> dict[int, date]:
    """Return the date of a coach's last contact with each member, in the coach's time zone."""
    talked = await follow_ups.talks(session, coach.id, now - CONTACTS)
    wrote = await coach_messages.written(session, coach.id, now - CONTACTS)
    contacts = {
        member: max(at for at in (talked.get(member), wrote.get(member)) if at)
        for member in {*talked, *wrote}
    }
    return {member: at.astimezone(coach.zone).date() for member, at in contacts.items()}


@retry_conflicts
async def close(coaching: Coaching, coach: Coach, follow_up_id: int, how: str) -> None:
    """
    Close an item in the coach's queue; a talk closes all open items of its member.

    Raises:
        CoachingError: It was closed before, or isn't this coach's.
    """
    now = coaching.clock()
    async with coaching.store.writing() as session:
        member_id = await follow_ups.close(session, follow_up_id, coach.id, how, now)
        if member_id is None:
            raise CoachingError("error-follow-up-gone")
        if how == follow_ups.TALKED:
            await follow_ups.close_all(session, member_id, coach.id, how, now)


@retry_conflicts
async def snooze(coaching: Coaching, coach: Coach, follow_up_id: int, days: int) -> date:
    """
    Snooze an item, with all open items of its member.

    Args:
        days: Working days.

    Returns:
        The date on which it comes back, in the coach's time zone.

    Raises:
        CoachingError: It was closed before, or isn't this coach's.
    """
    until = working_days_after(coaching.clock().astimezone(coach.zone).date(), days)
    async with coaching.store.writing() as session:
        if not await follow_ups.snooze(session, follow_up_id, coach.id, until):
            raise CoachingError("error-follow-up-gone")
    return until


async def away(coaching: Coaching, coach: Coach, slack_id: str) -> tuple[str, date | None]:
    """
    Return why nothing reaches a member now, or "", and until when, if that has an end.

    Raises:
        CoachingError: The person is not this coach's member.
    """
    async with coaching.store.reading() as session:
        member = await readers.readable(session, coach, slack_id)
    today = local_date(member.cadence, coaching.clock())
    return standing_away(member, today), away_until(member, today)


async def home(coaching: Coaching, coach: Coach) -> CoachHome:
    """Build a coach's Home tab."""
    async with coaching.store.reading() as session:
        return CoachHome(
            coach=coach,
            now=coaching.clock().astimezone(coach.zone),
            queue=await _board(coaching, session, coach, 0),
            roster=await roster.read(coaching, session, coach, 0, roster.PAGE),
        )


async def member_page(
    coaching: Coaching, workspace: Workspace, coach: Coach, slack_id: str
) -> MemberPage:
    """
    Build the page a coach may read about a member, and record the read, which the member sees.

    Raises:
        CoachingError: The person is not this coach's member.
    """
    page = await _member_page(coaching, coach, slack_id, workspace.team_id)
    opened = {e.delivery_id: e.answer.at for e in page.journal if _is_read(e)}
    opened |= {i.delivery_id: i.said_at for i in page.follow_ups if i.words}
    await _note_read(coaching, coach, opened)
    if opened:
        await member_progress.refresh_home(coaching, workspace, slack_id)
    return page


async def note_read(coaching: Coaching, coach: Coach, items: Sequence[FollowUp]) -> None:
    """Record which answers a coach has read in their queue."""
    await _note_read(coaching, coach, {i.delivery_id: i.said_at for i in items if i.words})


@retry_conflicts
async def _note_read(
    coaching: Coaching, coach: Coach, opened: Mapping[int, datetime | None]
) -> None:
    if not opened:
        return
    now = coaching.clock()
    async with coaching.store.writing() as session:
        for delivery_id, answered in opened.items():
            await read_marks.note(session, delivery_id, coach.id, answered or now, now)


async def _member_page(
    coaching: Coaching, coach: Coach, slack_id: str, team_id: str
) -> MemberPage:
    async with coaching.store.reading() as session:
        member = await readers.readable(session, coach, slack_id)
        [line] = await roster.lines(coaching, session, coach, [member])
        entries = await member_progress.journal_for(coaching, session, member, ENTRIES, coach)
        items = await queues.queue(session, coach.id, coaching.clock(), member.id)
        stands = await member_progress.standing(coaching, session, member)
        today = stands and await member_progress.today(coaching, session, member, stands)
        page = MemberPage(
            line=line,
            today=replace(today, progress=line.progress) if today and line.progress else None,
            journal=tuple(_as_read(entry) for entry in entries),
            follow_ups=tuple(_titled(coaching, item) for item in items),
            log=(),
            team_id=team_id,
        )
        return await member_details.fill(coaching, session, coach, page)


def _is_read(entry: JournalEntry) -> bool:
    """Return True if the page shows the coach something of an answer that was shared with them."""
    answer = entry.answer
    if answer.is_hidden or not answer.given:
        return False
    return not answer.is_earlier or bool(answer.words or answer.choice or answer.plan)


def _as_read(entry: JournalEntry) -> JournalEntry:
    return replace(entry, read=not (entry.answer.is_hidden or entry.private_day))


def _titled(coaching: Coaching, item: FollowUp) -> FollowUp:
    """Replace ids by titles."""
    found = coaching.library.nudge(item.nudge)
    item = item.titled(found[1].title) if found else item
    if item.reason in OF_NUDGES:
        return replace(item, detail=" · ".join(_titles(coaching, item.detail.split())))
    track = coaching.library.track(item.detail)
    return replace(item, detail=track.title) if track else item


def _titles(coaching: Coaching, nudges: Sequence[str]) -> list[str]:
    found = (coaching.library.nudge(nudge) for nudge in nudges)
    return [one[1].title for one in found if one]
